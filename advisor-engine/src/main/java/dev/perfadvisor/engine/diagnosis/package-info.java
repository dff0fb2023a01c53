/**
 * From verdicts to a diagnosis and a plan: weighs what the rules say about causes, puts consequences under what explains
 * them, ranks, asks for the evidence that would decide most, and lays out the five stages.
 */
@NullMarked
package dev.perfadvisor.engine.diagnosis;

import org.jspecify.annotations.NullMarked;
