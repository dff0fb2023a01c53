package dev.perfadvisor.engine.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Sums per second of wall-clock time, one series a name. Integers only, so that the order of additions does not matter.
 * Amounts are counts, bytes or nanoseconds; the name of a series says which ({@code gc.pauseNanos}).
 */
public final class Timeline {

    private static final long NANOS = 1_000_000_000L;

    /** Spans longer than this are waiting without end, or damaged, and would fill the memory with seconds. */
    private static final Duration LONGEST_SPAN = Duration.ofHours(1);

    private final Map<String, TreeMap<Long, Long>> series = new TreeMap<>();

    /** Adds an amount to a series in the second of {@code at}. */
    public void add(String name, Instant at, long amount) {
        add(name, at.getEpochSecond(), amount);
    }

    /** Adds an amount to a series in a second since the epoch. */
    public void add(String name, long epochSecond, long amount) {
        series.computeIfAbsent(name, _ -> new TreeMap<>()).merge(epochSecond, amount, Long::sum);
    }

    /** Adds the nanoseconds of a span of time to the seconds that it covers. Spans of over an hour are left out. */
    public void addSpan(String name, Instant start, Duration length) {
        if (length.isNegative() || length.compareTo(LONGEST_SPAN) > 0) {
            return;
        }
        long second = start.getEpochSecond();
        long offset = start.getNano();
        long left = length.toNanos();
        do {
            long here = Math.min(left, NANOS - offset);
            add(name, second, here);
            left -= here;
            second++;
            offset = 0;
        } while (left > 0);
    }

    /** Adds all series of another timeline to this one. */
    public void merge(Timeline other) {
        other.series.forEach((name, seconds) -> seconds.forEach((second, amount) -> add(name, second, amount)));
    }

    public Set<String> names() {
        return Collections.unmodifiableSet(series.keySet());
    }

    /** Amounts by second since the epoch; empty when there is no such series. Seconds without an amount are absent. */
    public SortedMap<Long, Long> values(String name) {
        return Collections.unmodifiableSortedMap(series.getOrDefault(name, new TreeMap<>()));
    }
}
