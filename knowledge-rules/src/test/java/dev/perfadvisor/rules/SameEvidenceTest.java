package dev.perfadvisor.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Problem;
import dev.perfadvisor.engine.model.Progress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A directory, and a file in it that was handed in once more, or under another name. */
class SameEvidenceTest {

    private static final Advisor ADVISOR = new Advisor(List.of());
    private static final Path SAMPLE = Path.of("..", "samples", "checkout");

    private static Given file(String name) {
        return new Given.OfPath(SAMPLE.resolve(name));
    }

    @Test
    void theSameBytesAreCountedOnce() {
        var problem = Problem.unsaid();
        var once = ADVISOR.diagnose(problem, List.of(new Given.OfPath(SAMPLE)), Progress.SILENT);
        var again = ADVISOR.diagnose(
                problem,
                List.of(new Given.OfPath(SAMPLE), file("app.jfr.zst"), file("postgres.csv.gz"), file("k6.ndjson.gz")),
                Progress.SILENT);
        assertThat(again.facts().roots()).isEqualTo(once.facts().roots());
        assertThat(again.artifacts()).hasSize(once.artifacts().size() + 3);
        assertThat(again.artifacts()
                        .subList(once.artifacts().size(), again.artifacts().size()))
                .allSatisfy(artifact -> assertThat(artifact.reading().problems())
                        .singleElement()
                        .satisfies(told -> assertThat(told.cause())
                                .startsWith("it holds the same bytes as ")
                                .endsWith(", which are counted once")));
    }
}
