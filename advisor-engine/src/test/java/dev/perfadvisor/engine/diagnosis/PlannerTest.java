package dev.perfadvisor.engine.diagnosis;

import static dev.perfadvisor.engine.diagnosis.Clinic.measured;
import static dev.perfadvisor.engine.diagnosis.Clinic.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.model.FactTree;
import dev.perfadvisor.engine.model.Plan;
import dev.perfadvisor.engine.model.Stage;
import dev.perfadvisor.engine.model.Step;
import dev.perfadvisor.engine.model.Step.Status;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The five stages, whatever is known. */
class PlannerTest {

    private static final String PROVEN = "proof: {metric: index use, expect: jfr.a < 0.1, loadTest: average}";

    private static List<Step> steps(Plan plan, Stage stage) {
        return plan.stages().stream()
                .filter(s -> s.stage() == stage)
                .findFirst()
                .orElseThrow()
                .steps();
    }

    private static Step step(Plan plan, String title) {
        return plan.stages().stream()
                .flatMap(s -> s.steps().stream())
                .filter(s -> s.title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    private static Plan plan(Clinic clinic, String problem, FactTree facts) {
        return clinic.plan(clinic.diagnosis(problem, facts), facts);
    }

    private static Clinic withIndexProblem() {
        return Clinic.with(rule("plan", "slow.index", 30, -4, "plan", PROVEN)).fires("plan", 100, 0.6);
    }

    @Test
    void allStagesAreThereInOrderWhateverIsKnown() {
        var nothing = FactTree.of(Map.of());
        for (var plan : List.of(
                plan(Clinic.with(), "", nothing),
                plan(Clinic.with(), "", measured()),
                plan(withIndexProblem(), "", measured()))) {
            assertThat(plan.stages()).extracting(Plan.PlanStage::stage).containsExactly(Stage.values());
            assertThat(steps(plan, Stage.MEASURE)).isNotEmpty();
            assertThat(steps(plan, Stage.IDENTIFY)).isNotEmpty();
            assertThat(steps(plan, Stage.OPTIMIZE)).isNotEmpty();
        }
    }

    @Test
    void aStepIsDoneOrNotNeededOnlyWhenTheFactsSaySo() {
        assertThat(step(plan(Clinic.with(), "", FactTree.of(Map.of())), "Record")
                        .status())
                .isEqualTo(Status.OPEN);
        assertThat(step(plan(Clinic.with(), "", measured()), "Record").status()).isEqualTo(Status.DONE);
        assertThat(step(plan(Clinic.with(), "", measured()), "Record").command())
                .isEmpty();
        var notNeeded = FactTree.of(Map.of("jfr", new Clinic.Measured(0.0, 0.0)));
        assertThat(step(plan(Clinic.with(), "", notNeeded), "Record").status()).isEqualTo(Status.NOT_NEEDED);
        assertThat(step(plan(Clinic.with(), "", measured()), "Say when it is fixed")
                        .status())
                .isEqualTo(Status.OPEN);
    }

    @Test
    void whenHealthyThereIsNothingToFixOrToProve() {
        var plan = plan(Clinic.with(), "", measured());
        assertThat(steps(plan, Stage.IDENTIFY)).extracting(Step::status).containsExactly(Status.NOT_NEEDED);
        assertThat(steps(plan, Stage.OPTIMIZE)).extracting(Step::title).containsExactly("Nothing to fix");
        assertThat(steps(plan, Stage.VALIDATE)).extracting(Step::title).containsExactly("Keep the result");
    }

    @Test
    void theEasiestRemedyComesFirstWithItsSnippet() {
        var optimize = steps(plan(withIndexProblem(), "", measured()), Stage.OPTIMIZE);
        assertThat(optimize).extracting(Step::title).containsExactly("Easy way of plan", "Hard way of plan");
        assertThat(optimize.getFirst().snippet()).isEqualTo("DO IT;");
        assertThat(optimize.getFirst().detail()).contains("Effort low, risk low. Against: No index.");
    }

    @Test
    void aFixIsProvenByALoadTestAndByWhatTheRuleExpects() {
        var validate = steps(plan(withIndexProblem(), "", measured()), Stage.VALIDATE);
        assertThat(validate.getFirst().snippet()).isEqualTo("export default () => {}");
        assertThat(validate.getFirst().command()).startsWith("k6 run");
        assertThat(validate.get(1).title()).isEqualTo("Check index use in the new run");
        assertThat(validate.get(1).detail()).contains("Expected: jfr.a is below 0.1 (");
    }

    @Test
    void aSupportedCauseIsIdentifiedAndAHypothesisIsNot() {
        assertThat(step(plan(withIndexProblem(), "", measured()), "No index").status())
                .isEqualTo(Status.DONE);
        var guess = plan(Clinic.with(), "threads hang and block", FactTree.of(Map.of()));
        var step = step(guess, "Hypothesis: Threads block each other");
        assertThat(step.status()).isEqualTo(Status.OPEN);
        assertThat(step.detail()).isEqualTo("Look at the monitors.");
    }
}
