package dev.perfadvisor.shell.oneshot;

import dev.perfadvisor.engine.store.BaselineStore;
import dev.perfadvisor.engine.store.jdbc.DataDirectory;
import dev.perfadvisor.engine.store.jdbc.Database;
import dev.perfadvisor.engine.store.jdbc.JdbcBaselineStore;
import dev.perfadvisor.shell.Surroundings;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** The baselines of the user who runs the command, opened when they are first needed. */
final class Shelf implements AutoCloseable {

    private final Surroundings surroundings;
    private final Clock clock = Clock.systemUTC();
    private @Nullable Database database;

    private Shelf(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    static Shelf open(Surroundings surroundings) {
        return new Shelf(surroundings);
    }

    /** @throws dev.perfadvisor.engine.store.StoreException when the store can not be used */
    BaselineStore baselines() {
        var opened = database;
        if (opened == null) {
            var home = surroundings.env().getOrDefault("HOME", System.getProperty("user.home"));
            opened = Database.open(DataDirectory.of(surroundings.env(), Path.of(home)), clock, surroundings::complain);
            database = opened;
        }
        return new JdbcBaselineStore(opened, clock);
    }

    @Override
    public void close() {
        if (database != null) {
            database.close();
        }
    }
}
