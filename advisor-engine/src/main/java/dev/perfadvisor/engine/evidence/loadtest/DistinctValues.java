package dev.perfadvisor.engine.evidence.loadtest;

import java.nio.charset.StandardCharsets;
import java.util.TreeSet;

/**
 * How many different values there are. Exact up to a given number n; beyond that an estimate from the n smallest hashes
 * with a standard error of 1 / sqrt(n). Depends on the set of values only, so merged counts equal one count.
 */
final class DistinctValues {

    private static final double HASHES = Math.pow(2, 63);

    private final int exact;
    /** Hashes from this one on are not among the smallest. */
    private long limit = Long.MAX_VALUE;

    private final TreeSet<Long> smallest = new TreeSet<>();

    DistinctValues(int exact) {
        this.exact = exact;
    }

    void add(String value) {
        var bytes = value.getBytes(StandardCharsets.UTF_8);
        add(bytes, 0, bytes.length);
    }

    void add(byte[] bytes, int from, int to) {
        add(Bytes.hash(bytes, from, to) >>> 1);
    }

    void merge(DistinctValues other) {
        other.smallest.forEach(this::add);
    }

    long count() {
        return smallest.size() < exact
                ? smallest.size()
                : Math.max(exact, Math.round((exact - 1) * (HASHES / smallest.last())));
    }

    private void add(long hash) {
        if (hash >= limit) {
            return;
        }
        smallest.add(hash);
        if (smallest.size() > exact) {
            smallest.pollLast();
        }
        limit = smallest.size() < exact ? Long.MAX_VALUE : smallest.last();
    }
}
