package dev.perfadvisor.engine.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a killed process leaves behind is its file as it is at that moment: what was committed is in it. It takes some
 * commits until space is used again, which is where releases of H2 have lost the way to the last of them.
 */
class KilledDatabaseTest {

    private static final int COMMITS = 60;

    @TempDir
    private Path directory;

    private SharedDatabase open(String name) {
        var source = new JdbcDataSource();
        source.setURL(SharedDatabase.address(directory.resolve(name))
                .replaceFirst("RETENTION_TIME=[0-9]+", "RETENTION_TIME=0"));
        return SharedDatabase.over(source, name);
    }

    private long rowsAfterKill() {
        try {
            Files.copy(
                    directory.resolve("service.mv.db"),
                    directory.resolve("killed.mv.db"),
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return open("killed").relaxed(connection -> Sql.number(connection, "select count(*) from service_facts"));
    }

    @Test
    void everyCommitIsFoundAgain() {
        var database = open("service");
        // Held open, as a pool does it: the database would be closed with its last connection, and be tidied up.
        database.relaxed(held -> {
            for (int i = 1; i <= COMMITS; i++) {
                var key = "key " + i;
                database.inTransaction(connection -> Sql.update(
                        connection,
                        "insert into service_facts (facts_key, facts, made_at) values (?, ?, current_timestamp)",
                        key,
                        "x".repeat(5000)));
                assertThat(rowsAfterKill()).as("rows after commit %d", i).isEqualTo(i);
            }
            return true;
        });
    }
}
