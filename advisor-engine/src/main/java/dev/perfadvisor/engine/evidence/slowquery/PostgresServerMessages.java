package dev.perfadvisor.engine.evidence.slowquery;

import java.nio.charset.StandardCharsets;

/** Adds what a PostgreSQL server writes about connections, checkpoints and autovacuum. */
final class PostgresServerMessages {

    private static final long SECOND = 1_000_000_000L;
    private static final byte[] RECEIVED = Ascii.of("connection received:");
    private static final byte[] DISCONNECTION = Ascii.of("disconnection: session time: ");
    private static final byte[] CHECKPOINT = Ascii.of("checkpoint");
    private static final byte[] STARTING = Ascii.of("checkpoint starting: ");
    private static final byte[] COMPLETE = Ascii.of("checkpoint complete: ");
    private static final byte[] FREQUENT = Ascii.of("checkpoints are occurring too frequently");
    private static final byte[] WAL = Ascii.of("wal");
    private static final byte[] XLOG = Ascii.of("xlog");
    private static final byte[] TIME = Ascii.of("time");
    private static final byte[] WROTE = Ascii.of("wrote ");
    private static final byte[] WRITE = Ascii.of("write=");
    private static final byte[] SYNC = Ascii.of("sync=");
    private static final byte[] AUTOMATIC = Ascii.of("automatic ");
    private static final byte[] VACUUM = Ascii.of("vacuum");
    private static final byte[] ANALYZE = Ascii.of("automatic analyze");
    private static final byte[] TUPLES = Ascii.of("tuples: ");
    private static final byte[] REMAIN = Ascii.of("remain, ");
    private static final byte[] ELAPSED = Ascii.of("elapsed: ");

    private final ServerTally into;

    PostgresServerMessages(ServerTally into) {
        this.into = into;
    }

    /** Adds a message if it is one of these; false when it is none. */
    boolean add(ByteText message) {
        if (message.startsWith(RECEIVED)) {
            into.opened++;
        } else if (message.startsWith(DISCONNECTION)) {
            into.closed(clock(message));
        } else if (message.startsWith(CHECKPOINT)) {
            checkpoint(message);
        } else if (message.startsWith(AUTOMATIC)) {
            automatic(message);
        } else {
            return false;
        }
        return true;
    }

    /** {@code disconnection: session time: 0:00:12.345 user=app database=shop host=[local]}. */
    private static long clock(ByteText message) {
        byte[] text = message.bytes();
        int to = message.length();
        long whole = 0;
        int at = DISCONNECTION.length;
        for (int colon = Ascii.indexOf(text, at, Math.min(to, at + 12), ':');
                colon >= 0;
                colon = Ascii.indexOf(text, at, Math.min(to, at + 6), ':')) {
            whole = whole * 60 + Math.max(0, Ascii.number(text, at, colon));
            at = colon + 1;
        }
        return whole * 60 * SECOND + Math.max(0, Ascii.nanos(text, at, to, SECOND));
    }

    /** {@code checkpoint complete: wrote 93 buffers (0.6%); ... write=9.3 s, sync=0.003 s, total=9.4 s; ...}. */
    private void checkpoint(ByteText message) {
        byte[] text = message.bytes();
        int to = message.length();
        if (message.startsWith(STARTING)) {
            boolean volume = Ascii.indexOf(text, STARTING.length, to, WAL) >= 0
                    || Ascii.indexOf(text, STARTING.length, to, XLOG) >= 0;
            into.volumeCheckpoints += volume ? 1 : 0;
            into.timedCheckpoints += Ascii.indexOf(text, STARTING.length, to, TIME) >= 0 ? 1 : 0;
        } else if (message.startsWith(FREQUENT)) {
            into.tooFrequent++;
        } else if (message.startsWith(COMPLETE)) {
            into.completed++;
            into.buffers += Math.max(0, Ascii.number(text, COMPLETE.length + WROTE.length, to));
            into.writeNanos += Math.max(0, after(text, WRITE, to));
            into.syncMax = Math.max(into.syncMax, after(text, SYNC, to));
        }
    }

    private static long after(byte[] text, byte[] name, int to) {
        int at = Ascii.indexOf(text, 0, to, name);
        return at < 0 ? -1 : Ascii.nanos(text, at + name.length, to, SECOND);
    }

    /**
     * {@code automatic vacuum of table "shop.public.stock": index scans: 0}, and on further lines
     * {@code tuples: 87 removed, 21 remain, 1 are dead but not yet removable} and {@code ... elapsed: 0.00 s}.
     */
    private void automatic(ByteText message) {
        byte[] text = message.bytes();
        int to = message.length();
        int open = Ascii.indexOf(text, 0, to, '"');
        int close = open < 0 ? -1 : Ascii.indexOf(text, open + 1, to, '"');
        if (close < 0) {
            return;
        }
        String table = new String(text, open + 1, close - open - 1, StandardCharsets.UTF_8);
        into.worked(table, Math.max(0, after(text, ELAPSED, to)));
        if (message.startsWith(ANALYZE)) {
            into.analyzes++;
        } else if (Ascii.indexOf(text, 0, open, VACUUM) >= 0) {
            into.vacuums++;
            int tuples = Ascii.indexOf(text, close, to, TUPLES);
            if (tuples >= 0) {
                into.removed += Math.max(0, Ascii.number(text, tuples + TUPLES.length, to));
                int remain = Ascii.indexOf(text, tuples, to, REMAIN);
                into.left(table, remain < 0 ? 0 : Ascii.number(text, remain + REMAIN.length, to));
            }
        }
    }
}
