package dev.perfadvisor.engine.evidence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What has been read of one kind of evidence so far, added up.
 *
 * <p>Accumulators are mergeable: reading {@code part1 + part2} gives the same facts as reading the parts on their own
 * and merging them in order. Their size depends on what is distinct in the evidence (statements, stacks, endpoints,
 * seconds), not on how much of it there is.
 *
 * @param <A> the accumulator itself
 * @param <F> the facts that come out of it
 */
public interface Accumulator<A extends Accumulator<A, F>, F extends Record> {

    /** Adds what {@code later} has read, which follows what this one has read. {@code later} is not used afterwards. */
    void merge(A later);

    /** The facts as of now. Does not change the accumulator. */
    F facts();

    /** Per-second series of what was read, for correlation across artifacts. */
    Timeline timeline();

    /** Time of the first thing read, null when the evidence has no times. */
    @Nullable Instant from();

    /** Time of the last thing read, null when the evidence has no times. */
    @Nullable Instant to();
}
