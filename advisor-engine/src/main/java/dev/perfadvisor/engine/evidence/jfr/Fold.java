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

    private static final int MOST_ROWS = 100_000;

    /** Numbers that tell a row from others. */
    private static final int KEYS = 4;

    private final Consumer<R> taker;
    private final List<R> rows = new ArrayList<>();
    private long[] keys = new long[KEYS * 256];
    private int[] numbers = new int[256];

    /** @param taker gets each row once it is complete; more rows of the same keys may follow */
    Fold(Consumer<R> taker) {
        this.taker = taker;
    }

    /** The row of four keys, such as those of stack and thread; null when it is not there yet. */
    @Nullable R get(long first, long second, long third, long fourth) {
        int number = numbers[slot(first, second, third, fourth)];
        return number == 0 ? null : rows.get(number - 1);
    }

    /** Adds a row that is not there yet. */
    R put(long first, long second, long third, long fourth, R row) {
        if (rows.size() == MOST_ROWS) {
            end();
        }
        if (rows.size() * 2 >= numbers.length) {
            grow();
        }
        rows.add(row);
        int slot = slot(first, second, third, fourth);
        keys[KEYS * slot] = first;
        keys[KEYS * slot + 1] = second;
        keys[KEYS * slot + 2] = third;
        keys[KEYS * slot + 3] = fourth;
        numbers[slot] = rows.size();
        return row;
    }

    /** Hands out all rows. */
    void end() {
        rows.forEach(taker);
        rows.clear();
        Arrays.fill(numbers, 0);
    }

    private int slot(long first, long second, long third, long fourth) {
        long hash = first * 0x9E3779B97F4A7C15L;
        hash = (hash ^ second ^ (hash >>> 32)) * 0x9E3779B97F4A7C15L;
        hash = (hash ^ third ^ (hash >>> 32)) * 0x9E3779B97F4A7C15L;
        hash = (hash ^ fourth ^ (hash >>> 32)) * 0x9E3779B97F4A7C15L;
        int mask = numbers.length - 1;
        int slot = (int) (hash >>> 32) & mask;
        while (numbers[slot] != 0 && !holds(KEYS * slot, first, second, third, fourth)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private boolean holds(int at, long first, long second, long third, long fourth) {
        return keys[at] == first && keys[at + 1] == second && keys[at + 2] == third && keys[at + 3] == fourth;
    }

    private void grow() {
        var oldKeys = keys;
        var oldNumbers = numbers;
        keys = new long[oldKeys.length * 2];
        numbers = new int[oldNumbers.length * 2];
        for (int old = 0; old < oldNumbers.length; old++) {
            if (oldNumbers[old] != 0) {
                int from = KEYS * old;
                int slot = slot(oldKeys[from], oldKeys[from + 1], oldKeys[from + 2], oldKeys[from + 3]);
                System.arraycopy(oldKeys, from, keys, KEYS * slot, KEYS);
                numbers[slot] = oldNumbers[old];
            }
        }
    }
}
