package dev.perfadvisor.engine.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed service would find in its file: each transaction as a whole, or nothing of it. */
class SyncGateTest {

    private static final int WRITERS = 4;
    private static final int KILLS = 25;

    @TempDir
    private Path directory;

    private static JdbcDataSource source(Path file) {
        var source = new JdbcDataSource();
        source.setURL(SharedDatabase.address(file));
        source.setUser("advisor");
        return source;
    }

    @Test
    void aSyncFindsNoTransactionHalfDone() throws Exception {
        var pool = JdbcConnectionPool.create(source(directory.resolve("service")));
        pool.setMaxConnections(WRITERS + 2);
        var database = SharedDatabase.over(pool, "service");
        undoFirst(pool, WRITERS);
        database.inTransaction(SyncGateTest::tables);
        // One half goes through the database, one through connections of its own, as the scheduler of jobs has them.
        var connections = database.connections();
        var stop = new AtomicBoolean();
        var writers = new ArrayList<Future<?>>();
        var torn = new ArrayList<String>();
        try (var threads = Executors.newFixedThreadPool(WRITERS)) {
            for (int i = 0; i < WRITERS; i++) {
                int writer = i;
                writers.add(threads.submit(() -> write(writer, database, connections, stop)));
            }
            for (int i = 0; i < KILLS; i++) {
                database.settle();
                torn.addAll(found(i));
            }
            stop.set(true);
            for (var writer : writers) {
                writer.get();
            }
        } finally {
            stop.set(true);
            pool.dispose();
        }
        assertThat(torn).isEmpty();
    }

    @Test
    void anInterruptionWaitsUntilWhatWasCommittedIsOnDisk() throws Exception {
        var gate = new SyncGate();
        var order = new LinkedBlockingQueue<String>();
        gate.enter();
        var syncing = Thread.ofPlatform().start(() -> {
            try {
                gate.alone(() -> order.add(Thread.currentThread().isInterrupted() ? "synced, interrupted" : "synced"));
            } catch (SQLException e) {
                order.add(e.toString());
            }
            order.add(Thread.currentThread().isInterrupted() ? "interrupted" : "not interrupted");
        });
        syncing.interrupt();
        while (syncing.isInterrupted()) {
            Thread.onSpinWait();
        }
        gate.leave();
        syncing.join();

        assertThat(order).containsExactly("synced", "interrupted");
    }

    /** As many transactions at once as there will be: what they would undo comes before the tables in the file then. */
    private static void undoFirst(DataSource pool, int transactions) throws SQLException {
        if (transactions > 0) {
            try (var connection = pool.getConnection()) {
                connection.setAutoCommit(false);
                Sql.update(connection, "insert into service_quota (owner) values (?)", "writer " + transactions);
                undoFirst(pool, transactions - 1);
                connection.commit();
            }
        }
    }

    private static Object tables(Connection connection) throws SQLException {
        Sql.update(connection, "create table counted (writer int primary key, n int, filler varchar)");
        Sql.update(connection, "create table noted (writer int, n int, filler varchar, primary key (writer, n))");
        for (int i = 0; i < WRITERS; i++) {
            Sql.update(connection, "insert into counted values (?, 0, '')", i);
        }
        return connection;
    }

    private static Object write(int writer, SharedDatabase database, DataSource connections, AtomicBoolean stop)
            throws SQLException {
        while (!stop.get()) {
            if (writer % 2 == 0) {
                database.relaxed(connection -> note(connection, writer));
            } else {
                try (var connection = connections.getConnection()) {
                    connection.setAutoCommit(false);
                    note(connection, writer);
                    connection.commit();
                }
            }
        }
        return stop;
    }

    private static Object note(Connection connection, int writer) throws SQLException {
        Sql.update(connection, "update counted set n = n + 1, filler = ? where writer = ?", "x".repeat(300), writer);
        Sql.update(
                connection,
                "insert into noted select writer, n, ? from counted where writer = ?",
                "y".repeat(300),
                writer);
        return connection;
    }

    /** The writers whose row and notes do not agree, in the file as it is on disk. */
    private List<String> found(int kill) throws IOException, SQLException {
        var copy = directory.resolve("killed-" + kill + ".mv.db");
        Files.copy(directory.resolve("service.mv.db"), copy);
        try (var connection = source(directory.resolve("killed-" + kill)).getConnection()) {
            return Sql.all(
                    connection,
                    "select c.writer, c.n, count(d.n), max(d.n) from counted c left join noted d on d.writer = c.writer"
                            + " group by c.writer, c.n having c.n <> count(d.n) or c.n <> coalesce(max(d.n), 0)",
                    row -> "writer " + row.getInt(1) + ": " + row.getInt(2) + " counted, " + row.getInt(3)
                            + " noted, the last " + row.getInt(4));
        }
    }
}
