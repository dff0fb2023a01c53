package dev.perfadvisor.engine.store.jdbc;

import dev.perfadvisor.engine.store.StoreException;
import java.sql.SQLException;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;

/** Brings the tables up to date. */
final class Migrations {

    /** Held here, as a logger that nobody holds forgets its level. */
    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

    private Migrations() {}

    /** @param place of the database, for people */
    static void run(DataSource source, String place) throws SQLException {
        // It tells of each step that it takes.
        FLYWAY.setLevel(Level.SEVERE);
        try {
            Flyway.configure()
                    .dataSource(source)
                    .locations("classpath:db/migration")
                    // A table that a newer advisor has changed is not written to by an older one.
                    .ignoreMigrationPatterns(new String[0])
                    .load()
                    .migrate();
        } catch (FlywayValidateException e) {
            throw new StoreException(
                    "The store " + place + " was written by another version of the advisor. Use the newer version,"
                            + " or name another directory by XDG_DATA_HOME.",
                    e);
        } catch (FlywayException e) {
            if (e.getCause() instanceof SQLException inside) {
                throw inside;
            }
            throw Damage.unusable(place, e);
        }
    }
}
