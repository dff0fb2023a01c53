package dev.perfadvisor.engine.evidence.slowquery;

import java.util.Locale;

/** Language that the statements of a log are written in. */
enum Dialect {
    MYSQL,
    POSTGRESQL,
    /** Commands as documents. */
    MONGODB;

    /** As {@link SlowQueryFacts.Log} names it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
