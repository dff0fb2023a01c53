package dev.perfadvisor.engine.evidence.slowquery;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Adds what a PostgreSQL server writes about locks that are waited for, deadlocks and statements that were stopped. */
final class PostgresLocks {

    private static final long MILLISECOND = 1_000_000L;
    private static final byte[] STILL_WAITING = Ascii.of(" still waiting for ");
    private static final byte[] ACQUIRED = Ascii.of(" acquired ");
    private static final byte[] AFTER = Ascii.of(" after ");
    private static final byte[] HOLDING = Ascii.of(" holding the lock: ");
    private static final byte[] HOLDING_SEVERAL = Ascii.of("es holding the lock: ");
    private static final byte[] RELATION = Ascii.of("relation \"");
    private static final byte[] PROCESS = Ascii.of("Process ");
    private static final byte[] DUE_TO = Ascii.of("due to ");

    private final SlowQueryAccumulator into;
    private final Execution execution = new Execution();

    PostgresLocks(SlowQueryAccumulator into) {
        this.into = into;
    }

    /** {@code process 10623 still waiting for ShareLock on transaction 5206 after 205.288 ms}; false for others. */
    boolean wait(PostgresRecord message) {
        byte[] text = message.message.bytes();
        int to = message.message.length();
        boolean waiting = Ascii.indexOf(text, 0, to, STILL_WAITING) >= 0;
        boolean acquired = Ascii.indexOf(text, 0, to, ACQUIRED) >= 0;
        int after = Ascii.indexOf(text, 0, to, AFTER);
        if (after < 0 || (!waiting && !acquired)) {
            return false;
        }
        message.begin(execution);
        execution.nanos = Math.max(0, Ascii.nanos(text, after + AFTER.length, to, MILLISECOND));
        execution.sql.append(message.statement);
        into.addLockWait(execution, acquired);
        if (waiting) {
            into.addBlocking(execution, holder(message.detail), object(message));
        }
        return true;
    }

    /** {@code Process holding the lock: 10622. Wait queue: 10623.}; -1 when it is not said. */
    private static long holder(ByteText detail) {
        byte[] text = detail.bytes();
        int one = Ascii.indexOf(text, 0, detail.length(), HOLDING);
        int several = Ascii.indexOf(text, 0, detail.length(), HOLDING_SEVERAL);
        int at = several >= 0 ? several + HOLDING_SEVERAL.length : one + HOLDING.length;
        return one < 0 && several < 0 ? -1 : Ascii.number(text, at, detail.length());
    }

    /** {@code relation "counters"}, from {@code while updating tuple (0,98) in relation "counters"}. */
    private static String object(PostgresRecord message) {
        ByteText context = message.context;
        int at = Ascii.indexOf(context.bytes(), 0, context.length(), RELATION);
        int end = at < 0 ? -1 : Ascii.indexOf(context.bytes(), at + RELATION.length, context.length(), '"');
        return end < 0 ? "" : new String(context.bytes(), at, end + 1 - at, StandardCharsets.UTF_8);
    }

    /**
     * The statements of a deadlock, from the lines {@code Process 16052: UPDATE ...} of its detail; each may go on in
     * further lines.
     */
    void deadlock(PostgresRecord message) {
        var statements = new ArrayList<String>();
        byte[] text = message.detail.bytes();
        int to = message.detail.length();
        int at = 0;
        int sql = -1;
        while (at < to) {
            int end = Ascii.indexOf(text, at, to, '\n');
            end = end < 0 ? to : end;
            if (Ascii.startsWith(text, at, end, PROCESS)) {
                add(message, sql, at, statements);
                int digits = Ascii.endOfDigits(text, at + PROCESS.length, end);
                sql = digits < end && text[digits] == ':' ? Ascii.skipBlanks(text, digits + 1, end) : -1;
            }
            at = end + 1;
        }
        add(message, sql, to, statements);
        into.locks().deadlock(List.copyOf(statements));
    }

    private void add(PostgresRecord message, int from, int to, List<String> statements) {
        if (from >= 0) {
            message.begin(execution);
            execution.sql.append(message.detail.bytes(), from, to);
            execution.sql.trimEnd();
            statements.add(into.fingerprint(execution));
        }
    }

    /** {@code canceling statement due to statement timeout}. */
    void cancelled(PostgresRecord message) {
        byte[] text = message.message.bytes();
        int to = message.message.length();
        int due = Ascii.indexOf(text, 0, to, DUE_TO);
        message.begin(execution);
        execution.sql.append(message.statement);
        String reason = due < 0 ? "" : message.message.toString().substring(due + DUE_TO.length);
        into.locks().cancelled(reason, execution.sql.isEmpty() ? "" : into.fingerprint(execution));
    }
}
