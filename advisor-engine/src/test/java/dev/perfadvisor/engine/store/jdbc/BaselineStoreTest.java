package dev.perfadvisor.engine.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.perfadvisor.engine.store.Baseline;
import dev.perfadvisor.engine.store.Baseline.KeptRun;
import dev.perfadvisor.engine.store.BaselineStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineStoreTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T08:30:37.123456789Z"), ZoneOffset.UTC);
    private static final List<KeptRun> RUNS =
            List.of(new KeptRun("run 1.json", "{\"facts\":{}}"), new KeptRun("run 2.json", "{\"größe\":\"∞\"}"));

    @TempDir
    private Path directory;

    private @Nullable Database database;

    /** The store, closed and opened again. */
    private BaselineStore store() {
        close();
        database = Database.open(directory.resolve("data"), CLOCK, notice -> {
            throw new AssertionError(notice);
        });
        return new JdbcBaselineStore(database, CLOCK);
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }

    @Test
    void whatWasSavedIsThereWhenTheStoreIsOpenedAgain() {
        var saved = store().save("release", "abc", Map.of("build", "4711"), RUNS);
        assertThat(saved.version()).isEqualTo(1);
        assertThat(saved.savedAt()).isEqualTo(Instant.parse("2026-11-22T08:30:37.123456Z"));
        assertThat(store().latest("release")).contains(saved);
    }

    @Test
    void everySaveUnderANameIsAVersion() {
        store().save("release", "abc", Map.of(), RUNS);
        store().save("release", "abc", Map.of(), RUNS.subList(0, 1));
        store().save("nightly", "abc", Map.of("machine", "m1"), RUNS);
        assertThat(store().latest("release").orElseThrow().version()).isEqualTo(2);
        assertThat(store().version("release", 1).orElseThrow().runs()).isEqualTo(RUNS);
        assertThat(store().version("release", 3)).isEmpty();
        assertThat(store().list())
                .extracting(Baseline.Entry::name, Baseline.Entry::version, Baseline.Entry::runs)
                .containsExactly(tuple("nightly", 1, 2), tuple("release", 2, 1), tuple("release", 1, 2));
    }

    @Test
    void deletesOneVersionOrAll() {
        for (int i = 0; i < 3; i++) {
            store().save("release", "abc", Map.of("build", "1"), RUNS);
        }
        assertThat(store().delete("release", 2)).isTrue();
        assertThat(store().delete("release", 2)).isFalse();
        assertThat(store().delete("release")).isEqualTo(2);
        assertThat(store().delete("release")).isZero();
        assertThat(store().list()).isEmpty();
    }

    @Test
    void namesAreDataAndNotLanguage() {
        var name = "x' or '1'='1\n; drop table baseline; --";
        store().save(name, "abc", Map.of("k'\"", "v'"), RUNS);
        assertThat(store().latest(name).orElseThrow().environment()).containsEntry("k'\"", "v'");
        assertThat(store().latest("other")).isEmpty();
    }

    @Test
    void threadsThatSaveTheSameNameGetVersionsOfTheirOwn() throws InterruptedException {
        var store = store();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 8; i++) {
            threads.add(Thread.ofVirtual().start(() -> store.save("release", "abc", Map.of(), RUNS)));
        }
        for (var thread : threads) {
            thread.join();
        }
        assertThat(store.list()).extracting(Baseline.Entry::version).containsExactly(8, 7, 6, 5, 4, 3, 2, 1);
    }
}
