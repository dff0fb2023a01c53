package dev.perfadvisor.engine.store.jdbc;

import dev.perfadvisor.engine.store.Once;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which request has made what, in the same transaction as what it made. */
public final class OnceTable {

    private OnceTable() {}

    /** What the request has made before; empty when it is the first of its key, or has none. */
    static Optional<String> made(Connection connection, @Nullable Once once) throws SQLException {
        if (once == null) {
            return Optional.empty();
        }
        var sql = "select fingerprint, made from service_once where owner = ? and request_key = ?";
        record Before(String fingerprint, String made) {}
        var before = Sql.first(
                connection, sql, row -> new Before(row.getString(1), row.getString(2)), once.owner(), once.key());
        if (before.isPresent() && !before.get().fingerprint().equals(once.fingerprint())) {
            throw new Once.ReusedException();
        }
        return before.map(Before::made);
    }

    /** Whether a request with that key has made something before, be it the same request or not. */
    static boolean isKnown(Connection connection, Once once) throws SQLException {
        var sql = "select 1 from service_once where owner = ? and request_key = ?";
        return Sql.first(connection, sql, row -> 1, once.owner(), once.key()).isPresent();
    }

    /** What a request has made has become something else. */
    static void became(Connection connection, String owner, String made, String now) throws SQLException {
        Sql.update(connection, "update service_once set made = ? where owner = ? and made = ?", now, owner, made);
    }

    /** Forgets the requests before a time: their keys may be used again. */
    public static int forget(SharedDatabase database, Instant before) {
        return database.relaxed(
                connection -> Sql.update(connection, "delete from service_once where made_at < ?", before));
    }

    /** Of two that come at once, the second one fails here and finds what the first has made when it is tried again. */
    static void remember(Connection connection, @Nullable Once once, String made, Instant now) throws SQLException {
        if (once != null) {
            Sql.update(
                    connection,
                    "insert into service_once (owner, request_key, fingerprint, made, made_at) values (?, ?, ?, ?, ?)",
                    once.owner(),
                    once.key(),
                    once.fingerprint(),
                    made,
                    now);
        }
    }
}
