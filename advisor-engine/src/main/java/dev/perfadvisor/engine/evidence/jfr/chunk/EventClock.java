package dev.perfadvisor.engine.evidence.jfr.chunk;

import java.time.Duration;

/**
 * Which times an event of a chunk can have. Events may have begun long before their chunk, as a wait is written when it
 * ends, but none begins after it.
 *
 * @param first earliest plausible tick
 * @param start tick at which the chunk began
 * @param last latest plausible tick
 */
record EventClock(long first, long start, long last) {

    private static final Duration LONGEST_EVENT = Duration.ofDays(7);
    private static final Duration LONGEST_UNFINISHED = Duration.ofDays(30);
    private static final Duration SLACK = Duration.ofMinutes(1);

    static EventClock of(ChunkHeader header) {
        var length =
                header.finished() ? Duration.ofNanos(header.durationNanos()).plus(SLACK) : LONGEST_UNFINISHED;
        return new EventClock(
                header.startTicks() - ticks(LONGEST_EVENT, header),
                header.startTicks(),
                header.startTicks() + ticks(length, header));
    }

    private static long ticks(Duration length, ChunkHeader header) {
        return (long) (length.toSeconds() * (double) header.ticksPerSecond());
    }

    boolean plausible(long ticks) {
        return ticks >= first && ticks <= last;
    }

    /** Whether most events of the chunk have times like this: what to ask of a place that may hold no event at all. */
    boolean likely(long ticks) {
        return ticks >= start && ticks <= last;
    }
}
