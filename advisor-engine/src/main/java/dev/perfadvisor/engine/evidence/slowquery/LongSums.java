package dev.perfadvisor.engine.evidence.slowquery;

import java.util.Arrays;

/** Sums of whole numbers by a whole number. */
final class LongSums {

    private static final long FREE = Long.MIN_VALUE;

    /** What is done with each sum. */
    interface Visitor {
        void visit(long key, long sum);
    }

    private long[] keys = filled(64);
    private long[] sums = new long[64];
    private int size;
    /** Where the last key is: times come in order, so that the next one is often the same. */
    private int recent;

    /** Adds to the sum of a key. The key is held from then on, even when its sum is zero. */
    void add(long key, long amount) {
        if (keys[recent] == key) {
            sums[recent] += amount;
            return;
        }
        int slot = slot(key);
        if (keys[slot] == FREE) {
            if (size * 2 >= keys.length) {
                grow();
                slot = slot(key);
            }
            keys[slot] = key;
            size++;
        }
        sums[slot] += amount;
        recent = slot;
    }

    int size() {
        return size;
    }

    void merge(LongSums other) {
        other.forEach(this::add);
    }

    void forEach(Visitor visitor) {
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] != FREE) {
                visitor.visit(keys[i], sums[i]);
            }
        }
    }

    /** Visits the sums in the order of their keys. */
    void forEachSorted(Visitor visitor) {
        long[] sorted = Arrays.stream(keys).filter(key -> key != FREE).sorted().toArray();
        for (long key : sorted) {
            visitor.visit(key, sums[slot(key)]);
        }
    }

    private void grow() {
        var oldKeys = keys;
        var oldSums = sums;
        keys = filled(oldKeys.length * 2);
        sums = new long[oldSums.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != FREE) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                sums[slot] = oldSums[i];
            }
        }
    }

    private int slot(long key) {
        int slot = (int) Ascii.spread(key) & (keys.length - 1);
        while (keys[slot] != FREE && keys[slot] != key) {
            slot = (slot + 1) & (keys.length - 1);
        }
        return slot;
    }

    private static long[] filled(int length) {
        var slots = new long[length];
        Arrays.fill(slots, FREE);
        return slots;
    }
}
