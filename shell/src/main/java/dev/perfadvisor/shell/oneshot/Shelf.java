package dev.perfadvisor.shell.oneshot;

import dev.perfadvisor.engine.store.BaselineStore;
import dev.perfadvisor.engine.store.jdbc.DataDirectory;
import dev.perfadvisor.engine.store.jdbc.Database;
import dev.perfadvisor.engine.store.jdbc.JdbcBaselineStore;
import dev.perfadvisor.shell.Surroundings;
import java.nio.file.Path;
import java.time.Clock;

/** The baselines of the user who runs the command, opened only by commands that need them. */
final class Shelf implements AutoCloseable {

    private final Database database;
    private final Clock clock;

    private Shelf(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @throws dev.perfadvisor.engine.store.StoreException when the store can not be used */
    static Shelf open(Surroundings surroundings) {
        var home = surroundings.env().getOrDefault("HOME", System.getProperty("user.home"));
        var directory = DataDirectory.of(surroundings.env(), Path.of(home));
        var clock = Clock.systemUTC();
        return new Shelf(Database.open(directory, clock, surroundings::complain), clock);
    }

    BaselineStore baselines() {
        return new JdbcBaselineStore(database, clock);
    }

    @Override
    public void close() {
        database.close();
    }
}
