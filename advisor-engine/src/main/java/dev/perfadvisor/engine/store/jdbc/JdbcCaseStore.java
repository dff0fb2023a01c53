package dev.perfadvisor.engine.store.jdbc;

import dev.perfadvisor.engine.store.CaseStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cases in the table of {@code V2__cases.sql}. */
public final class JdbcCaseStore implements CaseStore {

    /** Characters of a title or a verdict that the columns take. */
    private static final int MOST_CHARS = 1000;

    private final Transactions database;
    private final Clock clock;

    public JdbcCaseStore(Transactions database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public long save(long number, String title, String verdict, String text) {
        // Microseconds are what the column keeps.
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
        return database.inTransaction(connection -> replace(connection, number, now, cut(title), cut(verdict), text)
                ? number
                : insert(connection, now, cut(title), cut(verdict), text));
    }

    /** Never inside of a character that takes two. */
    private static String cut(String text) {
        if (text.length() <= MOST_CHARS) {
            return text;
        }
        boolean inside = Character.isLowSurrogate(text.charAt(MOST_CHARS));
        return text.substring(0, inside ? MOST_CHARS - 1 : MOST_CHARS);
    }

    private static boolean replace(
            Connection connection, long number, OffsetDateTime now, String title, String verdict, String text)
            throws SQLException {
        var sql = "update kept_case set saved_at = ?, title = ?, verdict = ?, contents = ? where number = ?";
        try (var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, now);
            statement.setString(2, title);
            statement.setString(3, verdict);
            statement.setString(4, text);
            statement.setLong(5, number);
            return statement.executeUpdate() > 0;
        }
    }

    private static long insert(Connection connection, OffsetDateTime now, String title, String verdict, String text)
            throws SQLException {
        var sql = "insert into kept_case (saved_at, title, verdict, contents) values (?, ?, ?, ?)";
        try (var statement = connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS)) {
            statement.setObject(1, now);
            statement.setString(2, title);
            statement.setString(3, verdict);
            statement.setString(4, text);
            statement.executeUpdate();
            try (var keys = statement.getGeneratedKeys()) {
                keys.next();
                return keys.getLong(1);
            }
        }
    }

    @Override
    public List<Entry> list() {
        return database.inTransaction(connection -> {
            var entries = new ArrayList<Entry>();
            var sql = "select number, saved_at, title, verdict from kept_case order by saved_at desc, number desc";
            try (var statement = connection.prepareStatement(sql);
                    var row = statement.executeQuery()) {
                while (row.next()) {
                    entries.add(new Entry(
                            row.getLong("number"),
                            row.getObject("saved_at", OffsetDateTime.class).toInstant(),
                            row.getString("title"),
                            row.getString("verdict")));
                }
            }
            return entries;
        });
    }

    @Override
    public Optional<String> text(long number) {
        return database.inTransaction(connection -> {
            try (var statement = connection.prepareStatement("select contents from kept_case where number = ?")) {
                statement.setLong(1, number);
                try (var row = statement.executeQuery()) {
                    return row.next() ? Optional.of(row.getString("contents")) : Optional.empty();
                }
            }
        });
    }

    @Override
    public boolean delete(long number) {
        return database.inTransaction(connection -> {
            try (var statement = connection.prepareStatement("delete from kept_case where number = ?")) {
                statement.setLong(1, number);
                return statement.executeUpdate() > 0;
            }
        });
    }
}
