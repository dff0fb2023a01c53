package dev.perfadvisor.engine.evidence.slowquery;

import org.jspecify.annotations.Nullable;

/** One entry of a log, as it was read. One object is used again for all of them. */
final class Execution {

    /** Stands for a figure that the log does not say. */
    static final long UNKNOWN = -1;

    /** What a duration was measured of. */
    enum Step {
        /** A whole statement. */
        STATEMENT,
        /** An execution in the extended protocol, which logs parsing and binding apart. */
        EXECUTE,
        /** Parsing or binding only: time of the statement, but no execution. */
        PREPARE
    }

    Step step = Step.STATEMENT;
    final ByteText sql = new ByteText();
    /** What was executed where it is no SQL; the text is its example then. */
    @Nullable MongoCommand command;

    final ByteText parameters = new ByteText();
    final ClientText client = new ClientText();
    long line;
    long session;
    boolean sessionKnown;
    /** Number of the server process, -1 when it is not known. */
    long process = -1;

    /** Nanoseconds since the epoch, {@link Long#MIN_VALUE} when the log has no times. */
    long end = Long.MIN_VALUE;

    /** Whether the time is known to less than a second. */
    boolean fineTime;

    long nanos;
    long lockNanos = UNKNOWN;
    long rowsSent = UNKNOWN;
    long rowsExamined = UNKNOWN;
    long rowsAffected = UNKNOWN;
    boolean fullScan;
    boolean tempOnDisk;
    boolean fullJoin;
    long sortPasses = UNKNOWN;
    long keysExamined = UNKNOWN;
    /** Whether it sorted in memory, as MongoDB says. */
    boolean sorted;

    long tempBytes = UNKNOWN;

    void clear() {
        step = Step.STATEMENT;
        sql.clear();
        parameters.clear();
        client.clear();
        process = -1;
        line = 0;
        session = 0;
        sessionKnown = false;
        end = Long.MIN_VALUE;
        fineTime = false;
        nanos = 0;
        lockNanos = UNKNOWN;
        rowsSent = UNKNOWN;
        rowsExamined = UNKNOWN;
        rowsAffected = UNKNOWN;
        fullScan = false;
        tempOnDisk = false;
        fullJoin = false;
        sortPasses = UNKNOWN;
        keysExamined = UNKNOWN;
        sorted = false;
        command = null;
        tempBytes = UNKNOWN;
    }

    /** The same figures without the texts. */
    Execution figures() {
        var copy = new Execution();
        copy.step = step;
        copy.client.copy(client);
        copy.process = process;
        copy.line = line;
        copy.session = session;
        copy.sessionKnown = sessionKnown;
        copy.end = end;
        copy.fineTime = fineTime;
        copy.nanos = nanos;
        return copy;
    }

    boolean timed() {
        return end != Long.MIN_VALUE;
    }

    long start() {
        return end - nanos;
    }
}
