package dev.perfadvisor.engine.evidence.slowquery;

import java.util.Arrays;

/**
 * How many different values were seen, given their hashes. Exact up to a given number n; beyond that an estimate
 * from the n smallest hashes with a standard error of 1 / sqrt(n). Depends on the set of values only, so merged counts equal one count.
 */
final class DistinctCount {

    private static final int USUAL = 1024;

    private final int exact;
    private long[] slots = new long[8];
    private int size;
    private long limit = Long.MAX_VALUE;

    /** Exact up to 1,024 values. */
    DistinctCount() {
        this(USUAL);
    }

    DistinctCount(int exact) {
        this.exact = exact;
    }

    /** Adds the hash of a value. */
    void add(long hash) {
        long value = (hash >>> 1) + 1 > 0 ? (hash >>> 1) + 1 : 1;
        insert(value);
    }

    void merge(DistinctCount other) {
        for (long value : other.slots) {
            if (value != 0) {
                insert(value);
            }
        }
    }

    long count() {
        if (size <= exact) {
            return size;
        }
        long kth = sorted()[exact - 1];
        return Math.round((exact - 1) / ((double) kth / Long.MAX_VALUE));
    }

    private void insert(long value) {
        if (value > limit) {
            return;
        }
        int slot = slot(value);
        while (slots[slot] != 0) {
            if (slots[slot] == value) {
                return;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = value;
        size++;
        if (size > 2 * exact) {
            keepSmallest();
        } else if (size * 2 > slots.length) {
            refill(slots, slots.length * 2, Long.MAX_VALUE);
        }
    }

    /** One more than the exact number is kept, so that the count still tells that it is an estimate. */
    private void keepSmallest() {
        limit = sorted()[exact];
        refill(slots, slots.length, limit);
    }

    private void refill(long[] values, int length, long most) {
        slots = new long[length];
        size = 0;
        for (long value : values) {
            if (value != 0 && value <= most) {
                insert(value);
            }
        }
    }

    private long[] sorted() {
        long[] values = Arrays.stream(slots).filter(value -> value != 0).toArray();
        Arrays.sort(values);
        return values;
    }

    private int slot(long value) {
        return (int) Ascii.spread(value) & (slots.length - 1);
    }
}
