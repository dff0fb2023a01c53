package dev.perfadvisor.engine.evidence.slowquery;

/**
 * Follows the transactions of one connection, under one assumption on whether it began in autocommit mode. What comes
 * before the first BEGIN or COMMIT of a part may belong to a transaction that began in the part before; it is kept apart
 * until that one is merged.
 */
final class TransactionTrack {

    /** What a statement does to a transaction. */
    enum Effect {
        NONE,
        BEGIN,
        END,
        AUTOCOMMIT_ON,
        AUTOCOMMIT_OFF
    }

    private static final long NEVER = Long.MIN_VALUE;

    private boolean manual;
    private boolean open;
    private long start;
    private long lastEnd;
    private long gap;

    private boolean headClosed;
    private boolean headEnded;
    private long headStart = NEVER;
    private long headEnd;
    private long headGap;

    private long longest = NEVER;
    private long longestGap = NEVER;

    /** @param manual whether every statement opens a transaction that lasts until COMMIT */
    TransactionTrack(boolean manual) {
        this.manual = manual;
    }

    boolean manual() {
        return manual;
    }

    void add(Effect effect, long from, long to) {
        if (!headClosed) {
            extendHead(from, to, 0);
            headClosed = effect != Effect.NONE;
            headEnded = headClosed && effect != Effect.BEGIN;
        }
        if (open) {
            gap = Math.max(gap, from - lastEnd);
            lastEnd = to;
        }
        switch (effect) {
            case NONE -> {
                if (!open && manual) {
                    begin(from, to);
                }
            }
            // A transaction that goes on at the next BEGIN had an end that was too fast for the log.
            case BEGIN -> begin(from, to);
            case END -> end();
            case AUTOCOMMIT_ON -> {
                end();
                manual = false;
            }
            case AUTOCOMMIT_OFF -> {
                end();
                manual = true;
            }
        }
    }

    private void begin(long from, long to) {
        open = true;
        start = from;
        lastEnd = to;
        gap = 0;
    }

    private void end() {
        if (open) {
            longest = Math.max(longest, lastEnd - start);
            longestGap = Math.max(longestGap, gap);
        }
        open = false;
    }

    private void extendHead(long from, long to, long innerGap) {
        if (headStart == NEVER) {
            headStart = from;
            headGap = innerGap;
        } else {
            headGap = Math.max(headGap, Math.max(innerGap, from - headEnd));
        }
        headEnd = to;
    }

    /** Ends what is open: nothing comes after. */
    void finish() {
        end();
    }

    /** Adds what {@code later}, which follows in the same connection, has seen. */
    void merge(TransactionTrack later) {
        if (later.headStart == NEVER) {
            return;
        }
        boolean continues = open;
        if (open) {
            gap = Math.max(gap, Math.max(later.headGap, later.headStart - lastEnd));
            lastEnd = later.headEnd;
        }
        if (!headClosed) {
            extendHead(later.headStart, later.headEnd, later.headGap);
            headClosed = later.headClosed;
            headEnded = later.headEnded;
        }
        if (later.headClosed) {
            if (continues && later.headEnded) {
                end();
            }
            continues = false;
        }
        longest = Math.max(longest, later.longest);
        longestGap = Math.max(longestGap, later.longestGap);
        manual = later.manual;
        if (!continues) {
            open = later.open;
            start = later.start;
            lastEnd = later.lastEnd;
            gap = later.gap;
        }
    }

    TransactionTrack copy() {
        var copy = new TransactionTrack(manual);
        copy.open = open;
        copy.start = start;
        copy.lastEnd = lastEnd;
        copy.gap = gap;
        copy.headClosed = headClosed;
        copy.headEnded = headEnded;
        copy.headStart = headStart;
        copy.headEnd = headEnd;
        copy.headGap = headGap;
        copy.longest = longest;
        copy.longestGap = longestGap;
        return copy;
    }

    /** Nanoseconds of the longest transaction, {@link Long#MIN_VALUE} when none was seen. */
    long longest() {
        return longest;
    }

    long longestGap() {
        return longestGap;
    }
}
