package dev.perfadvisor.engine.evidence.jfr;

import java.util.Arrays;

/** Distinct numbers up to a limit; open-addressed, as each event adds one and few are new. */
final class LongSet {

    private final int most;
    private long[] slots = new long[8];
    private boolean zero;
    private int size;
    private long last;

    /** @param most numbers that are kept; what goes beyond is left out */
    LongSet(int most) {
        this.most = most;
    }

    void add(long value) {
        if (value == last) {
            // often the same thread again; 0 is kept apart
            zero |= value == 0;
            return;
        }
        last = value;
        if (value == 0) {
            zero = true;
            return;
        }
        int slot = slot(value);
        if (slots[slot] != value && size < most) {
            slots[slot] = value;
            size++;
            if (size * 2 > slots.length) {
                grow();
            }
        }
    }

    void addAll(LongSet other) {
        for (long value : other.slots) {
            if (value != 0) {
                add(value);
            }
        }
        zero |= other.zero;
    }

    int size() {
        return size + (zero ? 1 : 0);
    }

    private int slot(long value) {
        int slot = (int) ((value * 0x9E3779B97F4A7C15L) >>> 32) & (slots.length - 1);
        while (slots[slot] != 0 && slots[slot] != value) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private void grow() {
        var old = slots;
        slots = new long[old.length * 2];
        Arrays.stream(old).filter(value -> value != 0).forEach(value -> slots[slot(value)] = value);
    }
}
