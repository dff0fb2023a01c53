package dev.perfadvisor.engine.evidence.jfr;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** The time in which at least one of several spans ran, by second and to the millisecond. */
final class Occupied {

    private static final long MILLI = 1_000_000L;
    private static final int MILLIS = 1000;

    private final Map<Long, BitSet> seconds = new HashMap<>();

    /** Adds a span that begins in nanoseconds since the epoch. */
    void add(long startNanos, long length) {
        long from = Math.floorDiv(startNanos + MILLI / 2, MILLI);
        long to = Math.floorDiv(startNanos + length + MILLI / 2, MILLI);
        while (from < to) {
            long second = Math.floorDiv(from, MILLIS);
            int first = Math.floorMod(from, MILLIS);
            int end = (int) Math.min(MILLIS, first + to - from);
            seconds.computeIfAbsent(second, _ -> new BitSet(MILLIS)).set(first, end);
            from += end - first;
        }
    }

    /** Hands out the nanoseconds of each second. */
    void flush(ChunkSeries.Taker taker) {
        seconds.forEach((second, millis) -> taker.second(second, millis.cardinality() * MILLI));
        seconds.clear();
    }
}
