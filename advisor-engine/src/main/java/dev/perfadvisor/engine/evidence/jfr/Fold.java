package dev.perfadvisor.engine.evidence.jfr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Events of one chunk that agree in stack, thread and what else tells them apart, put together in rows: a chunk holds
 * hundreds of thousands of events and few rows, so that an event costs one look-up, and all else is done once a row, when
 * the chunk ends or there are too many rows.
 *
 * @param <R> a row
 */
final class Fold<R> {

    /** Rows of some hundred bytes in half a dozen folds a worker, which a heap of 64 MB bears, too. */
    private static final int MOST_ROWS = Math.clamp(Runtime.getRuntime().maxMemory() / (8 << 10), 4_096, 100_000);

    /** Numbers that tell a row from others. */
    private static final int KEYS = 4;

    private final Consumer<R> taker;
    private final List<R> rows = new ArrayList<>();
    private long[] keys = new long[KEYS * 256];
    private @Nullable Object[] found = new @Nullable Object[256];

    /** @param taker gets each row once it is complete; more rows of the same keys may follow */
    Fold(Consumer<R> taker) {
        this.taker = taker;
    }

    /** The row of four keys, such as those of stack and thread; null when it is not there yet. */
    @Nullable R get(long first, long second, long third, long fourth) {
        @SuppressWarnings("unchecked") // only put() fills it
        var row = (R) found[slot(first, second, third, fourth)];
        return row;
    }

    /** Adds a row that is not there yet. */
    R put(long first, long second, long third, long fourth, R row) {
        if (rows.size() == MOST_ROWS) {
            end();
        }
        if (rows.size() * 2 >= found.length) {
            grow();
        }
        rows.add(row);
        int slot = slot(first, second, third, fourth);
        keys[KEYS * slot] = first;
        keys[KEYS * slot + 1] = second;
        keys[KEYS * slot + 2] = third;
        keys[KEYS * slot + 3] = fourth;
        found[slot] = row;
        return row;
    }

    /** Hands out all rows. */
    void end() {
        rows.forEach(taker);
        rows.clear();
        Arrays.fill(found, null);
    }

    private int slot(long first, long second, long third, long fourth) {
        long hash = first * 0x9E3779B97F4A7C15L;
        hash = (hash ^ second ^ (hash >>> 32)) * 0x9E3779B97F4A7C15L;
        hash = (hash ^ third ^ (hash >>> 32)) * 0x9E3779B97F4A7C15L;
        hash = (hash ^ fourth ^ (hash >>> 32)) * 0x9E3779B97F4A7C15L;
        int mask = found.length - 1;
        int slot = (int) (hash >>> 32) & mask;
        while (found[slot] != null && !holds(KEYS * slot, first, second, third, fourth)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private boolean holds(int at, long first, long second, long third, long fourth) {
        return keys[at] == first && keys[at + 1] == second && keys[at + 2] == third && keys[at + 3] == fourth;
    }

    private void grow() {
        var oldKeys = keys;
        var oldFound = found;
        keys = new long[oldKeys.length * 2];
        found = new @Nullable Object[oldFound.length * 2];
        for (int old = 0; old < oldFound.length; old++) {
            if (oldFound[old] != null) {
                int from = KEYS * old;
                int slot = slot(oldKeys[from], oldKeys[from + 1], oldKeys[from + 2], oldKeys[from + 3]);
                System.arraycopy(oldKeys, from, keys, KEYS * slot, KEYS);
                found[slot] = oldFound[old];
            }
        }
    }
}
