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

    void clear() {
        severity = Severity.LOG;
        time = Long.MIN_VALUE;
        sessionKnown = false;
        session = 0;
        line = 0;
        message.clear();
        detail.clear();
        statement.clear();
    }
}
