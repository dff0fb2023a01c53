package dev.perfadvisor.engine.evidence.slowquery;

/** One message of a PostgreSQL server, whatever format it was written in. One object is used again for all of them. */
final class PostgresRecord {

    /** What a message is, and the parts that may follow it in the stderr format. */
    enum Severity {
        DEBUG,
        DEBUG1,
        DEBUG2,
        DEBUG3,
        DEBUG4,
        DEBUG5,
        INFO,
        NOTICE,
        WARNING,
        LOG,
        ERROR,
        FATAL,
        PANIC,
        DETAIL,
        HINT,
        QUERY,
        CONTEXT,
        STATEMENT,
        LOCATION,
        BACKTRACE;

        static final Words<Severity> WORDS = new Words<>(Severity.class);

        /** Whether it goes with the message before. */
        boolean follows() {
            return compareTo(DETAIL) >= 0;
        }
    }

    Severity severity = Severity.LOG;
    /** Nanoseconds since the epoch, {@link Long#MIN_VALUE} when the log does not say. */
    long time = Long.MIN_VALUE;

    boolean sessionKnown;
    long session;
    long line;
    final ByteText message = new ByteText();
    final ByteText detail = new ByteText();
    final ByteText statement = new ByteText();
    final ByteText context = new ByteText();
    final ClientText client = new ClientText();
    /** Number of the server process, -1 when the log does not say. */
    long process = -1;

    /** Makes an entry of the same place, time and connection, without its text. */
    void begin(Execution execution) {
        execution.clear();
        execution.line = line;
        execution.session = session;
        execution.sessionKnown = sessionKnown;
        execution.process = process;
        execution.client.copy(client);
        execution.end = time;
        execution.fineTime = time != PostgresTime.UNKNOWN && time % 1_000_000_000L != 0;
    }

    void clear() {
        severity = Severity.LOG;
        time = Long.MIN_VALUE;
        sessionKnown = false;
        session = 0;
        line = 0;
        message.clear();
        detail.clear();
        statement.clear();
        context.clear();
        client.clear();
        process = -1;
    }
}
