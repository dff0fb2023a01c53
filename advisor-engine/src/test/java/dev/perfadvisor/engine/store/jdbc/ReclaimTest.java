package dev.perfadvisor.engine.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.store.Message;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that writes the same few rows for years needs the space of a few rows. */
class ReclaimTest {

    private static final int CASES = 120;
    private static final int MESSAGES = 5;
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    private Path directory;

    /** Bytes of the file after cases were made and talked about, and after nothing was done for a while. */
    private long sizeAfter(String name, boolean reclaimed) {
        var source = new JdbcDataSource();
        source.setURL(SharedDatabase.address(directory.resolve(name))
                .replaceFirst("RETENTION_TIME=[0-9]+", "RETENTION_TIME=0"));
        var database = SharedDatabase.over(source, name);
        var cases = new ServedCases(database, Clock.systemUTC());
        var text = new Random(1);
        // Held open, as a pool does it: the database would be closed with its last connection, and be tidied up.
        return database.relaxed(held -> {
            for (int i = 0; i < CASES; i++) {
                var kept = cases.create("alice", state(text), said(text), null);
                for (int j = 0; j < MESSAGES; j++) {
                    cases.advance(cases.find(kept.id()).orElseThrow(), state(text), said(text), null);
                }
                if (reclaimed) {
                    database.reclaim(LONG);
                }
            }
            if (reclaimed) {
                database.reclaim(LONG);
                database.reclaim(LONG);
            }
            assertThat(Sql.number(held, "select count(*) from service_case")).isEqualTo(CASES);
            return directory.resolve(name + ".mv.db").toFile().length();
        });
    }

    private static ServedCases.State state(Random random) {
        return new ServedCases.State("slow", "", text(random, 3000), null);
    }

    private static List<Message> said(Random random) {
        var at = Instant.parse("2026-11-01T10:00:00Z");
        return List.of(
                new Message(0, at, "user", "it is slow", ""),
                new Message(0, at, "advisor", text(random, 2000), text(random, 4000)));
    }

    private static String text(Random random, int length) {
        return random.ints(length, 'a', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void spaceOfWhatWasWrittenOverIsUsedAgain() {
        assertThat(sizeAfter("reclaimed", true)).isLessThan(sizeAfter("left", false) * 3 / 4);
    }
}
