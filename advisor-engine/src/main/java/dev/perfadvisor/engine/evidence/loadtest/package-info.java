/**
 * Results of load generators; so far those of k6.
 *
 * <p>{@link dev.perfadvisor.engine.evidence.loadtest.LoadTestReader} reads single points (NDJSON, CSV) line by line into sums, sketches and
 * one-second windows, and end-of-test summaries as a whole; {@link
 * dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts} are made of either, or of both together.
 */
@NullMarked
package dev.perfadvisor.engine.evidence.loadtest;

import org.jspecify.annotations.NullMarked;
