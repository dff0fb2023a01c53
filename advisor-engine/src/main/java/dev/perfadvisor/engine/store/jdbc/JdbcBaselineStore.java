package dev.perfadvisor.engine.store.jdbc;

import dev.perfadvisor.engine.store.Baseline;
import dev.perfadvisor.engine.store.Baseline.KeptRun;
import dev.perfadvisor.engine.store.BaselineStore;
import dev.perfadvisor.engine.store.Once;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Baselines in the tables of {@code V1__baselines.sql}. */
public final class JdbcBaselineStore implements BaselineStore {

    private static final String COLUMNS = "select id, name, version, saved_at, test from baseline";

    private static final String VERSION = COLUMNS + " where name = ? and version = ?";

    private final Transactions database;
    private final Clock clock;
    private final @Nullable Once once;

    public JdbcBaselineStore(Transactions database, Clock clock) {
        this(database, clock, null);
    }

    private JdbcBaselineStore(Transactions database, Clock clock, @Nullable Once once) {
        this.database = database;
        this.clock = clock;
        this.once = once;
    }

    /** The same for a request with a key, which saves once; null for one without. */
    public JdbcBaselineStore within(@Nullable Once request) {
        return new JdbcBaselineStore(database, clock, request);
    }

    /** The version that a request with a key has saved before. */
    public Optional<Integer> saved(Once request) {
        return database.inTransaction(connection -> OnceTable.made(connection, request))
                .map(Integer::valueOf);
    }

    @Override
    public Baseline save(String name, String test, Map<String, String> environment, List<KeptRun> runs) {
        // Microseconds are what the column keeps.
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return database.inTransaction(connection -> {
            // Two processes that save the same name at once get two versions.
            execute(connection, "select 1 from baseline_turn for update");
            var before = OnceTable.made(connection, once);
            if (before.isPresent()) {
                var kept = first(connection, VERSION, name, Integer.valueOf(before.get()));
                if (kept.isPresent()) {
                    return kept.get();
                }
            }
            int version = nextVersion(connection, name);
            long id = insert(connection, name, version, now, test);
            insertEnvironment(connection, id, environment);
            insertRuns(connection, id, runs);
            if (before.isEmpty()) {
                OnceTable.remember(connection, once, String.valueOf(version), now);
            }
            return new Baseline(name, version, now, test, new TreeMap<>(environment), List.copyOf(runs));
        });
    }

    @Override
    public Optional<Baseline> latest(String name) {
        return database.inTransaction(
                connection -> first(connection, COLUMNS + " where name = ? order by version desc limit 1", name));
    }

    @Override
    public Optional<Baseline> version(String name, int version) {
        return database.inTransaction(connection -> first(connection, VERSION, name, version));
    }

    @Override
    public List<Baseline.Entry> list() {
        return database.inTransaction(connection -> {
            var entries = new ArrayList<Baseline.Entry>();
            var sql = "select id, name, version, saved_at, test,"
                    + " (select count(*) from baseline_run where baseline_id = id) as runs"
                    + " from baseline order by name, version desc";
            try (var statement = prepare(connection, sql);
                    var row = statement.executeQuery()) {
                while (row.next()) {
                    entries.add(new Baseline.Entry(
                            row.getString("name"),
                            row.getInt("version"),
                            savedAt(row),
                            row.getString("test"),
                            environment(connection, row.getLong("id")),
                            row.getInt("runs")));
                }
            }
            return entries;
        });
    }

    @Override
    public int delete(String name) {
        return database.inTransaction(connection -> update(connection, "delete from baseline where name = ?", name));
    }

    @Override
    public boolean delete(String name, int version) {
        return database.inTransaction(connection ->
                update(connection, "delete from baseline where name = ? and version = ?", name, version) > 0);
    }

    private static int nextVersion(Connection connection, String name) throws SQLException {
        var sql = "select coalesce(max(version), 0) + 1 from baseline where name = ?";
        try (var statement = prepare(connection, sql, name);
                var row = statement.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    private static long insert(Connection connection, String name, int version, Instant now, String test)
            throws SQLException {
        var sql = "insert into baseline (name, version, saved_at, test) values (?, ?, ?, ?)";
        try (var statement = connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS)) {
            fill(statement, name, version, now.atOffset(ZoneOffset.UTC), test);
            statement.executeUpdate();
            try (var keys = statement.getGeneratedKeys()) {
                keys.next();
                return keys.getLong(1);
            }
        }
    }

    private static void insertEnvironment(Connection connection, long id, Map<String, String> environment)
            throws SQLException {
        var sql = "insert into baseline_environment (baseline_id, name, setting) values (?, ?, ?)";
        for (var entry : environment.entrySet()) {
            update(connection, sql, id, entry.getKey(), entry.getValue());
        }
    }

    private static void insertRuns(Connection connection, long id, List<KeptRun> runs) throws SQLException {
        var sql = "insert into baseline_run (baseline_id, position, label, facts) values (?, ?, ?, ?)";
        for (int i = 0; i < runs.size(); i++) {
            update(connection, sql, id, i, runs.get(i).label(), runs.get(i).facts());
        }
    }

    private static Optional<Baseline> first(Connection connection, String sql, Object... values) throws SQLException {
        try (var statement = prepare(connection, sql, values);
                var row = statement.executeQuery()) {
            if (!row.next()) {
                return Optional.empty();
            }
            long id = row.getLong("id");
            return Optional.of(new Baseline(
                    row.getString("name"),
                    row.getInt("version"),
                    savedAt(row),
                    row.getString("test"),
                    environment(connection, id),
                    runs(connection, id)));
        }
    }

    private static SortedMap<String, String> environment(Connection connection, long id) throws SQLException {
        var environment = new TreeMap<String, String>();
        var sql = "select name, setting from baseline_environment where baseline_id = ?";
        try (var statement = prepare(connection, sql, id);
                var row = statement.executeQuery()) {
            while (row.next()) {
                environment.put(row.getString("name"), row.getString("setting"));
            }
        }
        return environment;
    }

    private static List<KeptRun> runs(Connection connection, long id) throws SQLException {
        var runs = new ArrayList<KeptRun>();
        var sql = "select label, facts from baseline_run where baseline_id = ? order by position";
        try (var statement = prepare(connection, sql, id);
                var row = statement.executeQuery()) {
            while (row.next()) {
                runs.add(new KeptRun(row.getString("label"), row.getString("facts")));
            }
        }
        return List.copyOf(runs);
    }

    private static Instant savedAt(ResultSet row) throws SQLException {
        return row.getObject("saved_at", OffsetDateTime.class).toInstant();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = prepare(connection, sql)) {
            statement.execute();
        }
    }

    private static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (var statement = prepare(connection, sql, values)) {
            return statement.executeUpdate();
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... values) throws SQLException {
        var statement = connection.prepareStatement(sql);
        fill(statement, values);
        return statement;
    }

    private static void fill(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }
}
