package dev.perfadvisor.engine.store.jdbc;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Facts that were read before: what a job that runs twice, or a case with the same evidence, need not read again. */
public final class FactsTable {

    private final SharedDatabase database;
    private final Clock clock;

    public FactsTable(SharedDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** JSON in the form {@code advisor.facts/1}. */
    public Optional<String> find(String key) {
        return database.relaxed(connection -> Sql.first(
                connection, "select facts from service_facts where facts_key = ?", row -> row.getString(1), key));
    }

    /** Of two that keep the same, one does. */
    public void keep(String key, String facts) {
        database.relaxed(connection -> {
            if (Sql.number(connection, "select count(*) from service_facts where facts_key = ?", key) > 0) {
                return 0;
            }
            return Sql.update(
                    connection,
                    "insert into service_facts (facts_key, facts, made_at) values (?, ?, ?)",
                    key,
                    facts,
                    Sql.now(clock));
        });
    }

    /** Forgets what was kept before a time. */
    public int forget(Instant before) {
        return database.relaxed(
                connection -> Sql.update(connection, "delete from service_facts where made_at < ?", before));
    }
}
