package dev.perfadvisor.engine.diagnosis;

import dev.perfadvisor.engine.model.Cause;
import dev.perfadvisor.engine.model.Diagnosis;
import dev.perfadvisor.engine.model.Figures;
import dev.perfadvisor.engine.model.Plan;
import dev.perfadvisor.engine.model.Plan.PlanStage;
import dev.perfadvisor.engine.model.Remedy;
import dev.perfadvisor.engine.model.Severity;
import dev.perfadvisor.engine.model.Stage;
import dev.perfadvisor.engine.model.Step;
import dev.perfadvisor.engine.rules.RuleBook;
import dev.perfadvisor.engine.rules.StepJudge;
import java.util.ArrayList;
import java.util.List;

/** Lays out the five stages for a diagnosis: what is done, what is open, what is not needed. */
public final class Planner {

    private static final int MOST_CAUSES = 3;
    private static final int MOST_HYPOTHESES = 5;
    private static final int MOST_REMEDIES = 8;

    private final RuleBook book;

    public Planner(RuleBook book) {
        this.book = book;
    }

    /**
     * The plan.
     *
     * @param judge says which of the steps of every plan are done or not needed
     * @param loadTest script that validates a fix; empty when there is none
     */
    public Plan plan(Diagnosis diagnosis, StepJudge judge, String loadTest) {
        var stages = new ArrayList<PlanStage>();
        for (var stage : Stage.values()) {
            var steps = new ArrayList<Step>();
            switch (stage) {
                case MEASURE, PROFILE -> {}
                case IDENTIFY -> steps.addAll(identify(diagnosis));
                case OPTIMIZE -> steps.addAll(optimize(diagnosis));
                case VALIDATE -> steps.addAll(validate(diagnosis, loadTest));
            }
            steps.addAll(judge.steps(stage));
            stages.add(new PlanStage(stage, List.copyOf(steps)));
        }
        return new Plan(List.copyOf(stages));
    }

    private List<Step> identify(Diagnosis diagnosis) {
        if (diagnosis.causes().isEmpty()) {
            var status = diagnosis.healthy() ? Step.Status.NOT_NEEDED : Step.Status.OPEN;
            var detail = diagnosis.healthy()
                    ? "The evidence shows no problem."
                    : "Hand in more evidence; what decides most is listed under what to collect next.";
            return List.of(new Step("Name the cause", status, detail, "", ""));
        }
        var steps = new ArrayList<Step>();
        for (var cause :
                diagnosis.causes().subList(0, Math.min(5, diagnosis.causes().size()))) {
            if (cause.status().equals(Cause.SUPPORTED)) {
                steps.add(new Step(
                        cause.title(),
                        Step.Status.DONE,
                        "Supported by the evidence with " + Figures.plain(cause.support()) + " decibans, severity "
                                + cause.severity().id() + ".",
                        "",
                        ""));
            } else {
                var confirm = book.causes().get(cause.id());
                steps.add(new Step(
                        "Hypothesis: " + cause.title(),
                        Step.Status.OPEN,
                        confirm == null ? cause.description() : confirm.confirm(),
                        confirm == null ? "" : confirm.check(),
                        ""));
            }
        }
        return steps;
    }

    /** Remedies of the causes that matter, those with most gain for effort and risk first. */
    private static List<Step> optimize(Diagnosis diagnosis) {
        var worth = diagnosis.causes().stream()
                .filter(c -> !c.status().equals(Cause.SUPPORTED) || c.severity().atLeast(Severity.MEDIUM))
                .limit(MOST_HYPOTHESES)
                .toList();
        if (worth.isEmpty()) {
            return List.of(new Step(
                    "Nothing to fix",
                    Step.Status.NOT_NEEDED,
                    "No action: the service is healthy. Keep this result as a baseline for the next change.",
                    "",
                    ""));
        }
        var steps = new ArrayList<Step>();
        var told = new ArrayList<Remedy>();
        for (var cause : worth) {
            for (var remedy : cause.remedies()) {
                if (told.stream()
                        .noneMatch(
                                other -> remedy.isLike(other) || remedy.what().equals(other.what()))) {
                    told.add(remedy);
                    steps.add(step(cause, remedy));
                }
            }
        }
        return List.copyOf(steps.subList(0, Math.min(MOST_REMEDIES, steps.size())));
    }

    private static Step step(Cause cause, Remedy remedy) {
        var detail = "%s Effort %s, risk %s. Against: %s."
                .formatted(remedy.gain(), remedy.effort().id(), remedy.risk().id(), cause.title());
        return new Step(remedy.what(), Step.Status.OPEN, detail, "", remedy.snippet());
    }

    private static List<Step> validate(Diagnosis diagnosis, String loadTest) {
        if (diagnosis.healthy()) {
            return List.of();
        }
        var steps = new ArrayList<Step>();
        if (!loadTest.isEmpty()) {
            steps.add(new Step(
                    "Run the k6 load test again after the change, with the success criteria as thresholds",
                    Step.Status.OPEN,
                    "The same load as before, so that the two runs can be compared. It fails when a criterion is missed.",
                    "k6 run --summary-export=after.json validate.js",
                    loadTest));
        }
        for (var finding : diagnosis.findings()) {
            var proof = finding.proof();
            boolean counts = diagnosis.causes().stream()
                    .limit(MOST_CAUSES)
                    .flatMap(c -> c.why().stream())
                    .anyMatch(v -> v.counted() && v.from().equals(finding.rule()) && v.decibans() > 0);
            if (proof != null && counts && finding.severity().atLeast(Severity.MEDIUM)) {
                var step = new Step(
                        "Check " + proof.metric() + " in the new run",
                        Step.Status.OPEN,
                        "Expected: " + proof.inWords() + " (" + proof.loadTest() + " test).",
                        "",
                        "");
                if (!steps.contains(step)) {
                    steps.add(step);
                }
            }
        }
        return steps;
    }
}
