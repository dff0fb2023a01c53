package dev.perfadvisor.engine.evidence.slowquery;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The statements behind the keys seen lately. It only saves work: whatever it does not hold is read as if it were new, so
 * that it is emptied when it holds {@value #MOST}.
 */
final class KnownStatements {

    private static final int MOST = 1 << 14;

    /**
     * What is known of all statements with a key.
     *
     * @param values what has to be read of their values
     * @param inListMax most values in an IN list, which are as many in all of them
     * @param rowsMax most rows of VALUES, likewise
     */
    record Known(StatementTally tally, ValueNotes.Values values, long inListMax, long rowsMax) {}

    private final long[] lows = new long[MOST * 2];
    private final long[] highs = new long[MOST * 2];
    private final @Nullable Known[] known = new @Nullable Known[MOST * 2];
    private int size;

    @Nullable Known find(StatementKey key) {
        return known[slot(key)];
    }

    void add(StatementKey key, Known statement) {
        if (size >= MOST) {
            clear();
        }
        int slot = slot(key);
        size += known[slot] == null ? 1 : 0;
        lows[slot] = key.low();
        highs[slot] = key.high();
        known[slot] = statement;
    }

    void clear() {
        Arrays.fill(known, null);
        size = 0;
    }

    private int slot(StatementKey key) {
        int slot = (int) key.low() & (known.length - 1);
        while (known[slot] != null && (lows[slot] != key.low() || highs[slot] != key.high())) {
            slot = (slot + 1) & (known.length - 1);
        }
        return slot;
    }
}
