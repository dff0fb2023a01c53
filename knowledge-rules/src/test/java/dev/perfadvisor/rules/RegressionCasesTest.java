package dev.perfadvisor.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.Baselines;
import dev.perfadvisor.engine.Comparisons;
import dev.perfadvisor.engine.Comparisons.RunEvidence;
import dev.perfadvisor.engine.model.CauseChange;
import dev.perfadvisor.engine.model.CauseChange.Change;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.engine.store.jdbc.Database;
import dev.perfadvisor.engine.store.jdbc.JdbcBaselineStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole path on real evidence: a service without a fault is kept as a baseline, and then it has one. */
class RegressionCasesTest {

    private static final Advisor ADVISOR = new Advisor(List.of());
    private static final Comparisons COMPARISONS = new Comparisons(ADVISOR);
    private static final Path CASES = Path.of("src/test/resources/cases");

    @TempDir
    private Path directory = Path.of("");

    private static List<RunEvidence> run(String name) {
        var path = name.equals("n-plus-one") ? Path.of("../samples/checkout") : CASES.resolve(name);
        return List.of(new RunEvidence(name, List.of(new Given.OfPath(path))));
    }

    @ParameterizedTest
    @CsvSource({
        "n-plus-one, db.n-plus-one, sql.",
        "missing-index, db.missing-index, sql.",
        "downstream-sequential, net.sequential-calls, jfr.",
        "lock-contention, lock.contention, jfr."
    })
    void theCauseOfTheRegressionIsNamed(String name, String cause, String facts) {
        var base = COMPARISONS.runs(run("healthy-light"), Progress.SILENT);
        var candidate = COMPARISONS.runs(run(name), Progress.SILENT);

        var comparison = COMPARISONS.compare(base, candidate);

        var first = comparison.causes().getFirst();
        assertThat(first.id()).isEqualTo(cause);
        assertThat(first.change()).isEqualTo(Change.NEW);
        assertThat(first.base()).containsOnlyNulls();
        assertThat(first.candidate().getFirst()).isGreaterThan(10);
        assertThat(first.findings()).isNotEmpty();
        assertThat(first.findings().getFirst().evidence())
                .anyMatch(fact -> fact.path().startsWith(facts) || fact.path().startsWith("cross."));
        assertThat(first.remedies()).isNotEmpty();
        assertThat(comparison.explanation())
                .startsWith("New in the candidate: ")
                .contains(cause);

        var back = COMPARISONS.compare(candidate, base);
        assertThat(back.causes().stream().filter(c -> c.id().equals(cause)).map(CauseChange::change))
                .containsExactly(Change.GONE);
        assertThat(back.explanation()).contains("Gone in the candidate: ").contains(cause);
    }

    @Test
    void aKeptBaselineSaysTheSameAsItsFiles() {
        try (var database = Database.open(directory, Clock.systemUTC(), _ -> {})) {
            var baselines = new Baselines(ADVISOR, new JdbcBaselineStore(database, Clock.systemUTC()));
            baselines.save("shop", Map.of("build", "17"), run("healthy-light"), Progress.SILENT);
            var candidate = COMPARISONS.runs(run("lock-contention"), Progress.SILENT);

            var kept = COMPARISONS.compare(baselines.runs("shop"), candidate);
            var files = COMPARISONS.compare(COMPARISONS.runs(run("healthy-light"), Progress.SILENT), candidate);

            assertThat(kept.answer()).isEqualTo(files.answer());
            assertThat(kept.explanation()).isEqualTo(files.explanation());
            assertThat(kept.differences()).isEqualTo(files.differences());
            assertThat(kept.base().runs().getFirst().requests())
                    .isEqualTo(files.base().runs().getFirst().requests());
        }
    }
}
