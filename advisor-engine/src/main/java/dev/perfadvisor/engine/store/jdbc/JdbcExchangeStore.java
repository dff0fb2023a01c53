package dev.perfadvisor.engine.store.jdbc;

import dev.perfadvisor.engine.store.Exchange;
import dev.perfadvisor.engine.store.ExchangeStore;
import dev.perfadvisor.engine.store.ModelAccount;
import dev.perfadvisor.engine.store.ModelAccount.Taken;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Exchanges in the table of {@code V20__exchanges.sql} and {@code V21__exchanges_of_cases.sql}. */
public final class JdbcExchangeStore implements ExchangeStore {

    private final Database database;
    private final Clock clock;

    public JdbcExchangeStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public List<Exchange> of(long caseNumber) {
        return database.inTransaction(connection -> {
            var exchanges = new ArrayList<Exchange>();
            var sql =
                    "select message, answer, input_tokens, output_tokens from exchange where case_number = ? order by id";
            try (var statement = connection.prepareStatement(sql)) {
                statement.setLong(1, caseNumber);
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
    public void add(long caseNumber, Exchange exchange) {
        // Microseconds are what the column keeps.
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
        database.inTransaction(connection -> {
            var sql = "insert into exchange (case_number, said_at, message, answer, input_tokens, output_tokens)"
                    + " select number, ?, ?, ?, ?, ? from kept_case where number = ?";
            try (var statement = connection.prepareStatement(sql)) {
                statement.setObject(1, now);
                statement.setString(2, exchange.message());
                statement.setString(3, exchange.answer());
                statement.setLong(4, exchange.inputTokens());
                statement.setLong(5, exchange.outputTokens());
                statement.setLong(6, caseNumber);
                return statement.executeUpdate();
            }
        });
    }

    @Override
    public ModelAccount account(long caseNumber, Taken before) {
        return new AccountRow(database, "kept_case", "number", caseNumber, before);
    }
}
