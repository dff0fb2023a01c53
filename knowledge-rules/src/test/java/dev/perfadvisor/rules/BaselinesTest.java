package dev.perfadvisor.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.Baselines;
import dev.perfadvisor.engine.Comparisons;
import dev.perfadvisor.engine.Comparisons.RunEvidence;
import dev.perfadvisor.engine.NoSuchBaselineException;
import dev.perfadvisor.engine.UnusableBaselineException;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.engine.store.Baseline;
import dev.perfadvisor.engine.store.jdbc.Database;
import dev.perfadvisor.engine.store.jdbc.JdbcBaselineStore;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselinesTest {

    private static final Advisor ADVISOR = new Advisor(List.of());

    @TempDir
    private Path directory = Path.of("");

    private Database database;
    private JdbcBaselineStore store;
    private Baselines baselines;

    @BeforeEach
    void open() {
        database = Database.open(directory, Clock.systemUTC(), _ -> {});
        store = new JdbcBaselineStore(database, Clock.systemUTC());
        baselines = new Baselines(ADVISOR, store);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Baseline save(String name, List<RunEvidence> runs) {
        return baselines
                .save(name, Map.of("build", "17"), runs, Progress.SILENT)
                .baseline();
    }

    @Test
    void keepsRunsWithTheirTestAndEnvironment() {
        var saved = save("checkout", LoadRuns.usual().runs("run", 3, 1));
        assertThat(saved.version()).isEqualTo(1);
        assertThat(saved.test()).startsWith("k6, ").contains("2 endpoints");
        assertThat(saved.environment()).containsEntry("build", "17").containsEntry("load tool", "k6");
        assertThat(saved.runs()).extracting(Baseline.KeptRun::label).containsExactly("run-1", "run-2", "run-3");
        assertThat(baselines.find("checkout")).isEqualTo(saved);
    }

    /** The fingerprint is the test's and not the run's: other latencies have the same one, other endpoints another. */
    @Test
    void theTestIsKnownAgain() {
        var one = save("one", LoadRuns.usual().runs("run", 2, 1)).test();
        var other = save("other", LoadRuns.usual().slower(3).runs("run", 2, 2)).test();
        assertThat(other).isEqualTo(one);
    }

    @Test
    void runsOfTheBaselineCompareAsTheFilesDo() {
        var base = LoadRuns.usual().runs("base", 6, 3);
        var slow = LoadRuns.usual().slower(1.2).runs("slow", 6, 4);
        save("checkout", base);
        var comparisons = new Comparisons(ADVISOR);
        var candidate = comparisons.runs(slow, Progress.SILENT);
        var kept = comparisons.compare(baselines.runs("checkout"), candidate);
        var files = comparisons.compare(comparisons.runs(base, Progress.SILENT), candidate);
        assertThat(kept.measures()).isEqualTo(files.measures());
        assertThat(kept.answer()).isEqualTo(files.answer());
    }

    @Test
    void aNameIsTheLatestVersionUnlessOneIsSaid() {
        save("checkout", LoadRuns.usual().runs("run", 1, 1));
        save("checkout", LoadRuns.usual().runs("run", 2, 2));
        assertThat(baselines.find("checkout").version()).isEqualTo(2);
        assertThat(baselines.find("checkout@1").runs()).hasSize(1);
        assertThat(Baselines.delete(store, "checkout@1")).isEqualTo(1);
        assertThatThrownBy(() -> baselines.find("checkout@1"))
                .isInstanceOf(NoSuchBaselineException.class)
                .hasMessageContaining("but checkout@2");
        assertThat(Baselines.delete(store, "checkout")).isEqualTo(1);
    }

    @Test
    void aMistypedNameIsAnsweredWithTheOneThatWasMeant() {
        assertThatThrownBy(() -> baselines.find("checkout")).hasMessageContaining("none has been kept yet");
        save("checkout", LoadRuns.usual().runs("run", 1, 1));
        assertThatThrownBy(() -> baselines.find("chekout")).hasMessageContaining("did you mean 'checkout'?");
        assertThatThrownBy(() -> Baselines.delete(store, "zzzzzzz")).hasMessageContaining("but checkout.");
    }

    @Test
    void whatCanNotBeABaselineIsRefusedAndNothingIsKept() {
        var runs = LoadRuns.usual().runs("run", 1, 1);
        for (var name : List.of("", " ", "a@2", "a\nb", "x".repeat(101))) {
            assertThatThrownBy(() -> save(name, runs)).isInstanceOf(UnusableBaselineException.class);
        }
        var unread = new RunEvidence(
                "photo.png",
                List.of(new Given.OfStream("photo.png", () -> new ByteArrayInputStream(new byte[] {1, 2, 3}))));
        assertThatThrownBy(() -> save("checkout", List.of(runs.getFirst(), unread)))
                .hasMessageContaining("'photo.png' could be read")
                .matches(e -> ((UnusableBaselineException) e).unread());
        assertThatThrownBy(() -> save("checkout", List.of(runs.getFirst(), runs.getFirst())))
                .hasMessageContaining("named twice");
        assertThat(store.list()).isEmpty();
    }

    @Test
    void weakTestsAreKeptAndToldSo() {
        var saved = baselines.save(
                "log only",
                Map.of(),
                List.of(new RunEvidence(
                        "log",
                        List.of(new Given.OfStream(
                                "pg.log",
                                () -> new ByteArrayInputStream(
                                        "2026-11-22 08:00:00.000 UTC [17] LOG:  duration: 3.000 ms  statement: select 1\n"
                                                .getBytes(java.nio.charset.StandardCharsets.UTF_8)))))),
                Progress.SILENT);
        assertThat(saved.baseline().test()).isEqualTo("no load test");
        assertThat(saved.notes()).anyMatch(note -> note.contains("holds no result of a load test"));
    }
}
