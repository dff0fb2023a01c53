package dev.perfadvisor.engine.evidence.slowquery;

import dev.perfadvisor.engine.evidence.slowquery.PostgresRecord.Severity;
import dev.perfadvisor.engine.evidence.slowquery.Problems.Cause;

/** Tells what a message of a PostgreSQL server means and adds it. */
final class PostgresMessages {

    private static final long MILLISECOND = 1_000_000L;
    private static final long SECOND = 1_000_000_000L;

    private static final byte[] DURATION = Ascii.of("duration: ");
    private static final byte[] MS = Ascii.of(" ms");
    private static final byte[] STATEMENT = Ascii.of("statement: ");
    private static final byte[] EXECUTE = Ascii.of("execute ");
    private static final byte[] PARSE = Ascii.of("parse ");
    private static final byte[] BIND = Ascii.of("bind ");
    private static final byte[] PLAN = Ascii.of("plan:");
    private static final byte[] YAML_PLAN = Ascii.of("\nPlan:");
    private static final byte[] PARAMETERS = Ascii.of("arameters: ");
    private static final byte[] PROCESS = Ascii.of("process ");
    private static final byte[] TEMPORARY_FILE = Ascii.of("temporary file: ");
    private static final byte[] SIZE = Ascii.of(", size ");
    private static final byte[] THRESHOLD = Ascii.of("parameter \"log_min_duration_statement\" changed to \"");
    private static final byte[] DEADLOCK = Ascii.of("deadlock detected");
    private static final byte[] CANCELLED = Ascii.of("canceling statement due to ");
    private static final byte[] CANCELLED_VACUUM = Ascii.of("canceling autovacuum task");
    private static final byte[] IDLE_TIMEOUT = Ascii.of("terminating connection due to idle-in-transaction timeout");
    private static final byte[] NO_SLOTS = Ascii.of("remaining connection slots are reserved");
    private static final byte[] TOO_MANY = Ascii.of("too many clients");

    private final SlowQueryAccumulator into;
    private final Problems problems;
    private final String artifact;
    private final Execution execution = new Execution();
    private final ErrorText errorText = new ErrorText();
    private final PostgresLocks locks;
    private final PostgresServerMessages server;

    PostgresMessages(SlowQueryAccumulator into, String artifact, Problems problems) {
        this.into = into;
        this.artifact = artifact;
        this.problems = problems;
        this.locks = new PostgresLocks(into);
        this.server = new PostgresServerMessages(into.server());
    }

    void accept(PostgresRecord message) {
        if (message.time != PostgresTime.UNKNOWN) {
            into.log().seen(message.time);
        }
        switch (message.severity) {
            case LOG -> log(message);
            case ERROR, FATAL, PANIC -> error(message);
            default -> {}
        }
    }

    private void log(PostgresRecord message) {
        ByteText text = message.message;
        if (text.startsWith(DURATION)) {
            duration(message);
        } else if (text.startsWith(STATEMENT)) {
            text(message, STATEMENT.length);
        } else if (text.startsWith(EXECUTE)) {
            text(message, afterName(text, EXECUTE.length));
        } else if (text.startsWith(PROCESS)) {
            if (locks.wait(message)) {
                into.events().at(artifact, message.line);
            }
        } else if (text.startsWith(TEMPORARY_FILE)) {
            message.begin(execution);
            int size = Ascii.indexOf(text.bytes(), 0, text.length(), SIZE);
            into.log().temporaryFiles();
            execution.sql.append(message.statement);
            into.addTemporaryFile(
                    execution, size < 0 ? 0 : Ascii.number(text.bytes(), size + SIZE.length, text.length()));
            into.events().at(artifact, message.line);
        } else if (text.startsWith(THRESHOLD)) {
            threshold(text);
        } else {
            server.add(text);
        }
    }

    /** {@code duration: 57.650 ms  execute S_1: SELECT ...}, or the duration alone. */
    private void duration(PostgresRecord message) {
        message.begin(execution);
        byte[] text = message.message.bytes();
        int to = message.message.length();
        execution.nanos = Ascii.nanos(text, DURATION.length, to, MILLISECOND);
        int ms = Ascii.indexOf(text, DURATION.length, Math.min(to, DURATION.length + 40), MS);
        if (execution.nanos < 0 || ms < 0) {
            problems.add(Cause.BAD_FIGURE, message.line);
            return;
        }
        int at = Ascii.skipBlanks(text, ms + MS.length, to);
        if (at >= to && to - ms < 5) {
            into.addDuration(execution);
            return;
        }
        if (Ascii.startsWith(text, at, to, PLAN)) {
            plan(message, at + PLAN.length);
            return;
        }
        int sql;
        if (Ascii.startsWith(text, at, to, STATEMENT)) {
            sql = at + STATEMENT.length;
        } else if (Ascii.startsWith(text, at, to, EXECUTE)) {
            execution.step = Execution.Step.EXECUTE;
            sql = afterName(message.message, at);
        } else if (Ascii.startsWith(text, at, to, PARSE) || Ascii.startsWith(text, at, to, BIND)) {
            execution.step = Execution.Step.PREPARE;
            sql = afterName(message.message, at);
        } else {
            sql = afterName(message.message, at);
        }
        execution.sql.append(text, Math.min(sql, to), to);
        parameters(message);
        into.add(execution);
    }

    /** Where the statement begins after {@code execute S_1: }. */
    private static int afterName(ByteText text, int from) {
        int colon = Ascii.indexOf(text.bytes(), from, text.length(), ':');
        return colon < 0 ? text.length() : Ascii.skipBlanks(text.bytes(), colon + 1, text.length());
    }

    /** {@code parameters: $1 = '1176'}; from version 16 on with a capital letter. */
    private void parameters(PostgresRecord message) {
        byte[] detail = message.detail.bytes();
        int to = message.detail.length();
        if (to > 1 && Ascii.startsWith(detail, 1, to, PARAMETERS)) {
            execution.parameters.append(detail, 1 + PARAMETERS.length, to);
        }
    }

    private void text(PostgresRecord message, int from) {
        message.begin(execution);
        execution.sql.append(message.message.bytes(), from, message.message.length());
        parameters(message);
        into.addText(execution);
    }

    private void plan(PostgresRecord message, int from) {
        byte[] text = message.message.bytes();
        int to = message.message.length();
        int at = Ascii.skipBlanks(text, from, to);
        boolean tree = at < to && (text[at] == '{' || text[at] == '<' || Ascii.indexOf(text, at, to, YAML_PLAN) >= 0);
        PlanReading plan = tree
                ? PostgresJsonPlan.read(text, at, to, execution.sql)
                : PostgresTextPlan.read(text, at, to, execution.sql);
        execution.sql.trimEnd();
        if (plan == null || execution.sql.isEmpty()) {
            problems.add(Cause.BAD_PLAN, message.line);
        } else {
            into.addPlan(execution, plan);
        }
    }

    /** {@code parameter "log_min_duration_statement" changed to "250ms"}; a bare number is milliseconds. */
    private void threshold(ByteText text) {
        byte[] bytes = text.bytes();
        int to = text.length();
        int end = Ascii.endOfDigits(bytes, THRESHOLD.length, to);
        long value = Ascii.number(bytes, THRESHOLD.length, to);
        if (value < 0 || value > 1_000_000_000L) {
            return;
        }
        byte unit = end < to ? bytes[end] : (byte) '"';
        boolean milliseconds = unit == '"' || (unit == 'm' && end + 1 < to && bytes[end + 1] == 's');
        boolean seconds = unit == 's';
        if (milliseconds || seconds) {
            into.log().threshold(value * (seconds ? SECOND : MILLISECOND));
        }
    }

    private void error(PostgresRecord message) {
        byte[] text = message.message.bytes();
        int to = message.message.length();
        EventTally events = into.events();
        events.at(artifact, message.line);
        events.error(errorText.normalized(message.message), 1);
        if (message.severity == Severity.ERROR && message.message.startsWith(DEADLOCK)) {
            events.deadlocks++;
            locks.deadlock(message);
        }
        if (message.message.startsWith(IDLE_TIMEOUT)) {
            events.idleTimeouts++;
        }
        if (message.message.startsWith(CANCELLED)) {
            events.cancelled++;
            locks.cancelled(message);
        }
        if (message.message.startsWith(CANCELLED_VACUUM)) {
            into.server().cancelledVacuums++;
        }
        if (Ascii.indexOf(text, 0, to, NO_SLOTS) >= 0 || Ascii.indexOf(text, 0, to, TOO_MANY) >= 0) {
            events.refused++;
        }
    }
}
