package dev.perfadvisor.engine.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.store.Message;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that writes the same few rows for years needs the space of a few rows. */
class FileSizeTest {

    private static final int CASES = 20;
    private static final int TIMES = 60;
    private static final int LENGTH = 6_000;

    @TempDir
    private Path directory;

    @Test
    void spaceOfWhatWasWrittenOverIsUsedAgain() {
        // The same is written twice: what was written over may be used again at once, and only after an hour.
        long used = sizeAfterRewriting("used", 0);
        long kept = sizeAfterRewriting("kept", Duration.ofHours(1).toMillis());
        assertThat(kept).isGreaterThan((long) CASES * TIMES * LENGTH);
        assertThat(used).isLessThan(kept / 4);
    }

    private long sizeAfterRewriting(String name, long retention) {
        var source = new JdbcDataSource();
        source.setURL(SharedDatabase.address(directory.resolve(name))
                .replaceFirst("RETENTION_TIME=[0-9]+", "RETENTION_TIME=" + retention));
        var database = SharedDatabase.over(source, name);
        var cases = new ServedCases(database, Clock.systemUTC());
        var text = new Random(1);
        // Held open, as a pool does it: the database would be closed with its last connection, and be tidied up.
        return database.relaxed(held -> {
            var ids = new ArrayList<String>();
            for (int i = 0; i < CASES; i++) {
                ids.add(cases.create("alice", state(text), List.of(), null).id());
            }
            rewrite(cases, ids, text);
            return directory.resolve(name + ".mv.db").toFile().length();
        });
    }

    private static void rewrite(ServedCases cases, List<String> ids, Random text) {
        for (int i = 0; i < TIMES; i++) {
            for (var id : ids) {
                var said = cases.advance(cases.find(id).orElseThrow(), state(text), List.<Message>of(), null);
                assertThat(said).isPresent();
            }
        }
    }

    private static ServedCases.State state(Random random) {
        var contents = random.ints(LENGTH, 'a', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return new ServedCases.State("slow", "", contents, null);
    }
}
