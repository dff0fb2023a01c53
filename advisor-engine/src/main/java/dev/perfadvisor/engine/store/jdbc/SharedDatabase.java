package dev.perfadvisor.engine.store.jdbc;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;

/**
 * A database that many threads use at once, and perhaps many processes. Work that collides with another's is done again, so
 * that it must be able to.
 */
public final class SharedDatabase implements Transactions {

    /** Two that add the same row at once, and those that wait for each other: the second try sees what the other did. */
    private static final Set<String> AGAIN = Set.of("23505", "40001", "40P01");

    private static final int TRIES = 5;

    private static final int BY_SYNC_ALONE = -1;

    /** Milliseconds after which H2 may use the space of what was written over: by then it was synced several times. */
    private static final int RETAINED = 5_000;

    /** Bytes of a page: with each row that changes, a page of its table and one of each index is written. */
    private static final int PAGE = 4_096;

    private final DataSource source;
    private final String place;
    private final boolean isFile;
    private final SyncGate gate = new SyncGate();
    private final DiskSync disk = new DiskSync(this::toDisk);

    private SharedDatabase(DataSource source, String place, boolean isFile) {
        this.source = source;
        this.place = place;
        this.isFile = isFile;
    }

    /**
     * The JDBC address of a file of H2's, without its ending. How often it writes is no part of it: what the address says holds
     * anew with each connection.
     */
    public static String address(Path file) {
        return "jdbc:h2:file:" + file.toAbsolutePath() + ";PAGE_SIZE=" + PAGE + ";RETENTION_TIME=" + RETAINED
                + ";LOCK_TIMEOUT=10000;DB_CLOSE_ON_EXIT=FALSE";
    }

    /**
     * Takes a database into use and brings its tables up to date.
     *
     * @param source gives connections, and takes them back when they are closed
     * @param place where it is, for people
     */
    public static SharedDatabase over(DataSource source, String place) {
        try (var connection = source.getConnection()) {
            boolean isFile = connection.getMetaData().getDatabaseProductName().equals("H2");
            Migrations.run(source, place);
            if (isFile) {
                // Nothing is written but by sync: each commit on its own, which 0 would do, writes the same pages again
                // and again.
                store(connection).setAutoCommitDelay(BY_SYNC_ALONE);
            }
            return new SharedDatabase(source, place, isFile);
        } catch (SQLException e) {
            throw Damage.unusable(place, e);
        }
    }

    /** Whether no other process can use it at the same time: a file of H2's is locked. */
    public boolean isOfOneProcess() {
        return isFile;
    }

    @Override
    public <T> T inTransaction(Database.Work<T> work) {
        return run(work, true);
    }

    /** The same for what may be lost when this process is killed, such as how far something has come. */
    public <T> T relaxed(Database.Work<T> work) {
        return run(work, false);
    }

    /** Its connections, for those who run transactions of their own, each of which ends with its connection. */
    public DataSource connections() {
        return isFile ? gate.over(source) : source;
    }

    /** Writes the file of an H2 database, as it is at one moment, into an archive. */
    public void copyTo(Path archive) {
        relaxed(connection -> Sql.update(
                connection, "backup to '" + archive.toAbsolutePath().toString().replace("'", "''") + "'"));
    }

    /**
     * Writes to a file of H2's what was not waited for, such as how far something has come. Nothing to do for others.
     */
    public void settle() {
        if (isFile) {
            try {
                gate.await(disk);
            } catch (SQLException e) {
                throw Damage.unusable(place, e);
            }
        }
    }

    private <T> T run(Database.Work<T> work, boolean toDisk) {
        for (int i = 1; ; i++) {
            try {
                var result = once(work);
                if (toDisk && isFile) {
                    gate.await(disk);
                }
                return result;
            } catch (SQLException e) {
                if (i == TRIES || !AGAIN.contains(String.valueOf(e.getSQLState()))) {
                    throw Damage.unusable(place, e);
                }
            }
        }
    }

    private <T> T once(Database.Work<T> work) throws SQLException {
        try (var connection = source.getConnection()) {
            connection.setAutoCommit(false);
            gate.enter();
            try {
                var result = work.apply(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            } finally {
                gate.leave();
            }
        }
    }

    /** Without this a commit of H2's is in the memory of this process only. */
    private void toDisk() throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            gate.alone(() -> statement.execute("checkpoint sync"));
        }
    }

    private static MVStore store(Connection connection) throws SQLException {
        var session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
        return session.getDatabase().getStore().getMvStore();
    }

    private static void rollBack(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
