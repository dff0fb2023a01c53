package dev.perfadvisor.engine.store.jdbc;

import dev.perfadvisor.engine.store.Exchange;
import dev.perfadvisor.engine.store.ExchangeStore;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Exchanges in the table of {@code V20__exchanges.sql}. */
public final class JdbcExchangeStore implements ExchangeStore {

    private final Database database;
    private final Clock clock;

    public JdbcExchangeStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public List<Exchange> of(String caseId) {
        return database.inTransaction(connection -> {
            var exchanges = new ArrayList<Exchange>();
            var sql = "select message, answer, input_tokens, output_tokens from exchange where case_id = ? order by id";
            try (var statement = connection.prepareStatement(sql)) {
                statement.setString(1, caseId);
                try (var row = statement.executeQuery()) {
                    while (row.next()) {
                        exchanges.add(new Exchange(
                                row.getString("message"),
                                row.getString("answer"),
                                row.getLong("input_tokens"),
                                row.getLong("output_tokens")));
                    }
                }
            }
            return exchanges;
        });
    }

    @Override
    public void add(String caseId, Exchange exchange) {
        // Microseconds are what the column keeps.
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
        database.inTransaction(connection -> {
            var sql = "insert into exchange (case_id, said_at, message, answer, input_tokens, output_tokens)"
                    + " values (?, ?, ?, ?, ?, ?)";
            try (var statement = connection.prepareStatement(sql)) {
                statement.setString(1, caseId);
                statement.setObject(2, now);
                statement.setString(3, exchange.message());
                statement.setString(4, exchange.answer());
                statement.setLong(5, exchange.inputTokens());
                statement.setLong(6, exchange.outputTokens());
                return statement.executeUpdate();
            }
        });
    }
}
