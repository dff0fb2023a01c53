/**
 * A provider of models for tests. {@link dev.perfadvisor.scripted.ScriptedModel} is an HTTP server that speaks {@link
 * dev.perfadvisor.scripted.Protocol real protocols}, with and without streaming; a {@link dev.perfadvisor.scripted.Script}
 * reads what was sent, tool results included, and says what comes back, faults of the wire included.
 */
@NullMarked
package dev.perfadvisor.scripted;

import org.jspecify.annotations.NullMarked;
