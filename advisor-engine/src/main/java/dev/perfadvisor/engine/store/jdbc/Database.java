package dev.perfadvisor.engine.store.jdbc;

import dev.perfadvisor.engine.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcDataSource;

/**
 * The one database file of a user. A transaction that was committed is in the file before its method returns.
 *
 * <p>Several processes may have it open at once: the first one serves the others over the loopback interface, and the
 * next one takes over when it ends. Inside a process there is one connection, which transactions take in turn; all of
 * them are short.
 */
public final class Database implements Transactions, AutoCloseable {

    static {
        // The process that opened the file serves the others, and by default listens on all interfaces.
        if (System.getProperty("h2.bindAddress") == null) {
            System.setProperty("h2.bindAddress", "127.0.0.1");
        }
    }

    private static final String NAME = "advisor";
    private static final String FILE = NAME + ".mv.db";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final Set<Integer> BUSY =
            Set.of(ErrorCode.DATABASE_ALREADY_OPEN_1, ErrorCode.ERROR_OPENING_DATABASE_1);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final ReentrantLock turn = new ReentrantLock();
    private final Path directory;
    private final JdbcDataSource source;
    private Connection connection;

    private Database(Path directory, JdbcDataSource source, Connection connection) {
        this.directory = directory;
        this.source = source;
        this.connection = connection;
    }

    /**
     * Opens the database in a directory, which is made when it is missing. A file that is damaged is set aside under
     * another name, which {@code notices} is told, and a new one is begun.
     *
     * @param clock for the name of a file that is set aside
     * @param notices takes a sentence for the user
     * @throws StoreException when the file can not be used and is not damaged: no permission, no space, or written by a
     *     newer advisor
     */
    public static Database open(Path directory, Clock clock, Consumer<String> notices) {
        makeDirectory(directory);
        var file = directory.resolve(FILE);
        var stamp = STAMP.format(clock.instant());
        try {
            Damage.in(file).ifPresent(reason -> notices.accept(setAside(file, stamp, reason)));
            return whenFree(directory);
        } catch (SQLException e) {
            if (!Damage.isDamage(e)) {
                throw Damage.unusable(file, e);
            }
            notices.accept(setAside(file, stamp, Damage.reason(e)));
        } catch (IOException e) {
            throw Damage.unusable(file, e);
        }
        try {
            return whenFree(directory);
        } catch (SQLException e) {
            throw Damage.unusable(file, e);
        }
    }

    /** For a moment, while another process opens or leaves it, a database can not be opened. */
    private static Database whenFree(Path directory) throws SQLException {
        long start = System.nanoTime();
        while (true) {
            try {
                return open(directory);
            } catch (SQLException e) {
                if (!BUSY.contains(e.getErrorCode()) || System.nanoTime() - start > PATIENCE.toNanos()) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private static Database open(Path directory) throws SQLException {
        var source = new JdbcDataSource();
        // WRITE_DELAY=0: by default half a second of acknowledged transactions is lost when the process is killed.
        source.setURL("jdbc:h2:file:" + directory.toAbsolutePath().resolve(NAME)
                + ";WRITE_DELAY=0;AUTO_SERVER=TRUE;LOCK_TIMEOUT=10000");
        source.setUser("advisor");
        source.setPassword("");
        Connection connection = source.getConnection();
        try {
            Migrations.run(source, directory.resolve(FILE).toString());
            connection.setAutoCommit(false);
            return new Database(directory, source, connection);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** What somebody measured is nobody else's business. */
    private static void makeDirectory(Path directory) {
        try {
            var existing = directory;
            while (existing != null && !Files.exists(existing)) {
                existing = existing.getParent();
            }
            boolean posix = existing != null && Files.getFileStore(existing).supportsFileAttributeView("posix");
            if (posix) {
                Files.createDirectories(
                        directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectories(directory);
            }
        } catch (IOException e) {
            throw new StoreException(
                    "The store can not be kept in " + directory + ": " + e.getMessage()
                            + ". Make the directory writable, or name another one by XDG_DATA_HOME.",
                    e);
        }
    }

    private static String setAside(Path file, String stamp, String reason) {
        var aside = file.resolveSibling(NAME + ".damaged-" + stamp + ".mv.db");
        try {
            for (int i = 2; Files.exists(aside); i++) {
                aside = file.resolveSibling(NAME + ".damaged-" + stamp + "-" + i + ".mv.db");
            }
            Files.move(file, aside);
        } catch (IOException e) {
            throw Damage.unusable(file, e);
        }
        return "The store " + file + " is damaged (" + reason + "). It is kept as " + aside
                + ", and an empty one was begun.";
    }

    @Override
    public <T> T inTransaction(Work<T> work) {
        turn.lock();
        try {
            if (connection.isClosed()) {
                connection = source.getConnection();
                connection.setAutoCommit(false);
            }
            var result = work.apply(connection);
            connection.commit();
            return result;
        } catch (SQLException e) {
            rollBack(e);
            throw Damage.unusable(directory.resolve(FILE), e);
        } catch (RuntimeException e) {
            rollBack(e);
            throw e;
        } finally {
            turn.unlock();
        }
    }

    private void rollBack(Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    @Override
    public void close() {
        turn.lock();
        try {
            connection.close();
        } catch (SQLException e) {
            throw Damage.unusable(directory.resolve(FILE), e);
        } finally {
            turn.unlock();
        }
    }

    /** What is done in a transaction. */
    @FunctionalInterface
    public interface Work<T> {
        T apply(Connection connection) throws SQLException;
    }
}
