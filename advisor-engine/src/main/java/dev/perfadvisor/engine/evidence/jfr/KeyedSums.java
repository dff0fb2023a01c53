package dev.perfadvisor.engine.evidence.jfr;

import java.util.Arrays;

/** Sums by a numeric key, for few keys: pairs in an array, as most stacks allocate one or two classes. */
final class KeyedSums {

    private static final long[] EMPTY = {};

    private long[] pairs = EMPTY;
    private int size;

    void add(long key, long amount) {
        for (int i = 0; i < size; i += 2) {
            if (pairs[i] == key) {
                pairs[i + 1] += amount;
                return;
            }
        }
        if (size == pairs.length) {
            pairs = Arrays.copyOf(pairs, Math.max(4, size * 2));
        }
        pairs[size] = key;
        pairs[size + 1] = amount;
        size += 2;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Takes a key and its sum. */
    @FunctionalInterface
    interface Taker {
        void take(long key, long sum);
    }

    void forEach(Taker taker) {
        for (int i = 0; i < size; i += 2) {
            taker.take(pairs[i], pairs[i + 1]);
        }
    }
}
