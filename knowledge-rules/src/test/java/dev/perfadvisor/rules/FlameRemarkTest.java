package dev.perfadvisor.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.FlameGraphRequest;
import dev.perfadvisor.engine.FlameRemark;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Problem;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.engine.model.Result;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of a flame graph before it is drawn: whether it shows what requests wait for, and of what there is one. */
class FlameRemarkTest {

    private static final Advisor ADVISOR = new Advisor(List.of());

    private static Result result(String evidence) {
        return ADVISOR.diagnose(
                Problem.unsaid(),
                List.of(new Given.OfPath(Path.of("src/test/resources/cases").resolve(evidence))),
                Progress.SILENT);
    }

    @Test
    void ofOneThatShowsLittleOfTheTimeItIsSaidWhereTheTimeGoes() {
        var locks = result("lock-contention");

        assertThat(FlameRemark.of(locks, "cpu"))
                .startsWith("This shows little of what is slow: ")
                .contains(" of the time of requests. Most of it, ")
                .endsWith(" goes into waiting for locks.");
        assertThat(FlameRemark.of(locks, "lock")).isEmpty();
        assertThat(FlameRemark.of(locks, "allocation")).isEmpty();
        assertThat(FlameRemark.of(result("downstream-sequential"), "cpu")).endsWith("waiting for other services.");
    }

    @Test
    void whereTheTimeIsNotKnownNothingIsSaid() {
        var loadTest = result("lock-contention/k6-summary.json");

        assertThat(FlameRemark.of(loadTest, "cpu")).isEmpty();
        assertThat(FlameGraphRequest.measures(loadTest)).isEqualTo(FlameGraphRequest.measures());
    }

    @Test
    void whatARecordingHoldsNothingOfIsNotOffered() {
        assertThat(FlameGraphRequest.measures(result("lock-contention")))
                .contains("cpu", "lock", "allocation")
                .doesNotContain("sleeping");
    }
}
