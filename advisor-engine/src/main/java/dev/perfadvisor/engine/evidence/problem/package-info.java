/** What the user says: the problem in plain words, read for quantities, time and topics. */
@NullMarked
package dev.perfadvisor.engine.evidence.problem;

import org.jspecify.annotations.NullMarked;
