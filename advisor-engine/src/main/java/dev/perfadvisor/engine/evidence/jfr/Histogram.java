package dev.perfadvisor.engine.evidence.jfr;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Counts of durations by powers of ten, from below 1 ms to 10 s and more. */
final class Histogram {

    private static final long[] ENDS = {1_000_000L, 10_000_000L, 100_000_000L, 1_000_000_000L, 10_000_000_000L};

    private final long[] counts = new long[ENDS.length + 1];

    void add(long nanos) {
        int bucket = 0;
        while (bucket < ENDS.length && nanos >= ENDS[bucket]) {
            bucket++;
        }
        counts[bucket]++;
    }

    void merge(Histogram other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
    }

    List<DurationBucket> facts() {
        var buckets = new ArrayList<DurationBucket>(counts.length);
        for (int i = 0; i < counts.length; i++) {
            buckets.add(new DurationBucket(i < ENDS.length ? Duration.ofNanos(ENDS[i]) : null, counts[i]));
        }
        return List.copyOf(buckets);
    }
}
