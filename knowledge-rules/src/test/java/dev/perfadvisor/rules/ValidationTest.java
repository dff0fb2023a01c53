package dev.perfadvisor.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.Comparisons;
import dev.perfadvisor.engine.Validations;
import dev.perfadvisor.engine.compare.Run;
import dev.perfadvisor.engine.model.Criterion;
import dev.perfadvisor.engine.model.Criterion.Status;
import dev.perfadvisor.engine.model.Plan;
import dev.perfadvisor.engine.model.Problem;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.engine.model.Result;
import dev.perfadvisor.engine.model.Stage;
import dev.perfadvisor.engine.model.Step;
import dev.perfadvisor.engine.model.Validation;
import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.engine.render.Style;
import dev.perfadvisor.engine.render.ValidationReport;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ValidationTest {

    private static final Advisor ADVISOR = new Advisor(List.of());
    private static final Validations VALIDATIONS = new Validations(ADVISOR);

    private static Result result(LoadRuns runs) {
        return ADVISOR.diagnose(Problem.unsaid(), runs.run("after", 7, 30).evidence(), Progress.SILENT);
    }

    private static List<Run> base(int count) {
        return new Comparisons(ADVISOR).runs(LoadRuns.usual().runs("before", count, 1), Progress.SILENT);
    }

    private static Validation validate(LoadRuns runs, String words) {
        return VALIDATIONS.validate(result(runs), words, List.of(), "after");
    }

    @Test
    void criteriaInTheUsersWords() {
        var validation = validate(
                LoadRuns.usual(),
                "p99 under 500 ms, errors below 1 % and p95 of /orders < 4 ms; at least 50 requests per second");
        assertThat(validation.criteria())
                .extracting(Criterion::title)
                .containsExactly(
                        "p99 at most 500 ms",
                        "error rate at most 1 %",
                        "p95 of GET /orders at most 4 ms",
                        "throughput at least 50 per second");
        assertThat(validation.criteria())
                .extracting(Criterion::status)
                .containsExactly(Status.MET, Status.MET, Status.MISSED, Status.MET);
        assertThat(validation.failed()).isTrue();
        assertThat(validation.verdict()).contains("Missed: p95 of GET /orders at most 4 ms (it is 2");
        assertThat(validation.remaining()).anyMatch(text -> text.startsWith("Reach p95 of GET /orders"));
    }

    @Test
    void anEndpointIsNamedByAPartOfItsPath() {
        assertThat(validate(LoadRuns.usual(), "orders p99 below 1 s; get p50 under 1 s")
                        .criteria())
                .extracting(Criterion::title)
                .containsExactly("p99 of GET /orders at most 1 s", "p50 at most 1 s");
    }

    @Test
    void theDecisionTableWhereNothingIsSaid() {
        var validation = validate(LoadRuns.usual(), "");
        assertThat(validation.criteria()).extracting(Criterion::origin).containsOnly("decision table");
        assertThat(validation.passed()).isTrue();
        assertThat(validation.verdict()).isEqualTo("All success criteria are met.");
        assertThat(validate(LoadRuns.usual().slower(300), "").failed()).isTrue();
    }

    @Test
    void whatIsNotMeasuredIsUnknownAndNotMet() {
        var validation = validate(LoadRuns.usual(), "p95 of /refunds under 2 s");
        assertThat(validation.criteria()).extracting(Criterion::status).containsExactly(Status.UNKNOWN);
        assertThat(validation.passed()).isFalse();
        assertThat(validation.failed()).isFalse();
        assertThat(validation.remaining()).anyMatch(text -> text.startsWith("Measure p95 of /refunds"));
    }

    @Test
    void wordsWithoutACriterionAreRefused() {
        assertThatThrownBy(() -> VALIDATIONS.check("make it fast"))
                .isInstanceOf(Validations.NoCriterionException.class)
                .hasMessageContaining("p99 under 500 ms");
    }

    @Test
    void theStepsOfThePlanTurnDone() {
        var validation = VALIDATIONS.validate(result(LoadRuns.usual()), "p99 under 1 s", base(1), "after");
        var steps = steps(validation);
        assertThat(steps.getFirst().title()).contains("p99 at most 1 s");
        assertThat(steps.getFirst().status()).isEqualTo(Step.Status.DONE);
        var compared = steps.stream()
                .filter(step -> step.title().startsWith("Compare the new run with the baseline: "))
                .findFirst()
                .orElseThrow();
        // One run a side proves nothing.
        assertThat(compared.status()).isEqualTo(Step.Status.OPEN);
        assertThat(validation.remaining()).anyMatch(text -> text.contains("runs of either build"));
    }

    /** A plan that was carried on is that of the run before when the next run comes. */
    @Test
    void aSecondValidationTakesThePlaceOfTheFirst() {
        var bases = base(2);
        var first = VALIDATIONS.validate(result(LoadRuns.usual()), "p99 under 1 s", bases, "after");
        var last = bases.getLast();
        var carried = new Run(last.label(), Validations.carriedOn(last.result(), first), last.traits());
        var second = VALIDATIONS.validate(
                result(LoadRuns.usual()), "p99 under 1 s", List.of(bases.getFirst(), carried), "after");
        assertThat(steps(second)).isEqualTo(steps(first));
    }

    /** What the change brought to light is to be done, too. */
    @Test
    void whatOnlyTheNewRunShowsIsInThePlan() {
        var failing = new LoadRuns(5, 60, 0.75, 0.2);
        var plan = VALIDATIONS
                .validate(result(failing), "", base(2), "after")
                .result()
                .plan();
        var own = result(failing).plan();
        assertThat(titles(own, Stage.OPTIMIZE)).isNotEmpty();
        assertThat(titles(plan, Stage.OPTIMIZE)).containsAll(titles(own, Stage.OPTIMIZE));
        assertThat(titles(plan, Stage.OPTIMIZE)).doesNotHaveDuplicates();
    }

    private static List<String> titles(Plan plan, Stage stage) {
        return plan.stages().stream()
                .filter(one -> one.stage() == stage)
                .flatMap(one -> one.steps().stream())
                .map(Step::title)
                .toList();
    }

    private static List<Step> steps(Validation validation) {
        return validation.result().plan().stages().stream()
                .filter(stage -> stage.stage() == Stage.VALIDATE)
                .findFirst()
                .orElseThrow()
                .steps();
    }

    @Test
    void oneRunAgainstManyIsHeldAgainstTheirVariation() {
        var validation = VALIDATIONS.validate(result(LoadRuns.usual().slower(2)), "p99 under 5 s", base(6), "after");
        assertThat(validation.verdict()).startsWith("Not proven, indicates worse");
        assertThat(validation.failed()).isFalse();
    }

    @Test
    void theJsonIsAResultWithMoreInIt() {
        var validation = VALIDATIONS.validate(result(LoadRuns.usual()), "p99 under 1 s", base(2), "after");
        var json = JsonMapper.shared().readTree(ValidationReport.render(validation, Format.JSON, Style.plain()));
        assertThat(json.get("schema").asString()).isEqualTo("advisor.validation/1");
        assertThat(json.get("validation").get("criteria").get(0).get("status").asString())
                .isEqualTo("met");
        assertThat(json.get("comparison").get("schema").asString()).isEqualTo("advisor.comparison/1");
        assertThat(json.has("plan")).isTrue();
        assertThat(ValidationReport.render(validation, Format.MARKDOWN, Style.plain()))
                .contains("p99 at most 1 s", "Plan");
    }
}
