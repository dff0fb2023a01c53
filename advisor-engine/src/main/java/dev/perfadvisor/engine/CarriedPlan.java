package dev.perfadvisor.engine;

import dev.perfadvisor.engine.model.CauseChange;
import dev.perfadvisor.engine.model.Comparison;
import dev.perfadvisor.engine.model.ComparisonVerdict;
import dev.perfadvisor.engine.model.Criterion;
import dev.perfadvisor.engine.model.Figures;
import dev.perfadvisor.engine.model.Finding;
import dev.perfadvisor.engine.model.Plan;
import dev.perfadvisor.engine.model.Plan.PlanStage;
import dev.perfadvisor.engine.model.Proof;
import dev.perfadvisor.engine.model.Remedy;
import dev.perfadvisor.engine.model.Result;
import dev.perfadvisor.engine.model.Severity;
import dev.perfadvisor.engine.model.Step;
import dev.perfadvisor.engine.rules.ProofJudge;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A plan that goes on with the run after the change: which of its steps that run shows to be done. */
final class CarriedPlan {

    /** Titles of steps of every plan that a validation takes. */
    private static final String COMPARE = "Compare the new run with the baseline";

    private static final String KEEP = "Keep this measurement as the baseline";
    private static final String CRITERION = "Success criterion (";
    private static final String CHECK = "Check ";

    /** What a validation says of a step, before what the step is. */
    private static final List<String> JUDGED =
            List.of("It holds. ", "It does not hold. ", "The new run does not say. ");

    private final Result before;
    private final List<Criterion> criteria;
    private final @Nullable Comparison comparison;
    private final Map<Proof, Optional<Boolean>> proofs = new LinkedHashMap<>();

    CarriedPlan(Result before, ProofJudge judge, List<Criterion> criteria, @Nullable Comparison comparison) {
        this.before = before;
        this.criteria = criteria;
        this.comparison = comparison;
        before.diagnosis().findings().stream()
                .filter(finding -> finding.severity().atLeast(Severity.MEDIUM))
                .map(Finding::proof)
                .forEach(proof -> {
                    if (proof != null) {
                        proofs.computeIfAbsent(proof, p -> hidden(p) ? Optional.empty() : judge.holds(p));
                    }
                });
    }

    /** A log that leaves out more statements than the one before shows nothing of them to be better. */
    private boolean hidden(Proof proof) {
        return comparison != null
                && comparison.uncompared().contains("statements")
                && proof.expect().contains("sql.");
    }

    /** What the fix was to bring and the new run does not show. */
    List<String> unproven() {
        var texts = new ArrayList<String>();
        if (comparison == null) {
            return texts;
        }
        proofs.forEach((proof, holds) -> {
            if (holds.isPresent() && !holds.get()) {
                texts.add("Not reached: " + proof.metric() + ", expected: " + proof.inWords() + ".");
            }
        });
        return texts;
    }

    /** The result of the new run with the plan carried on. */
    Result onto(Result after) {
        return after.with(new Plan(before.plan().stages().stream()
                .map(stage -> carried(stage, after.plan()))
                .toList()));
    }

    private PlanStage carried(PlanStage stage, Plan now) {
        var steps = switch (stage.stage()) {
            case MEASURE -> stage.steps().stream().map(this::kept).toList();
            case PROFILE, IDENTIFY -> stage.steps();
            case OPTIMIZE -> and(optimized(stage), fresh(stage, now, ""));
            case VALIDATE -> and(validated(stage), fresh(stage, now, CHECK));
        };
        return new PlanStage(stage.stage(), steps);
    }

    /** Steps against what only the new run shows. */
    private static List<Step> fresh(PlanStage stage, Plan now, String beginning) {
        var known = stage.steps().stream().map(Step::title).collect(Collectors.toSet());
        return now.stages().stream()
                .filter(other -> other.stage() == stage.stage())
                .flatMap(other -> other.steps().stream())
                .filter(step -> step.title().startsWith(beginning) && !known.contains(step.title()))
                .toList();
    }

    private static List<Step> and(List<Step> steps, List<Step> more) {
        return Stream.concat(steps.stream(), more.stream()).toList();
    }

    private Step kept(Step step) {
        return comparison != null && step.title().startsWith(KEEP) ? as(step, Step.Status.DONE, step.detail()) : step;
    }

    private static Step as(Step step, Step.Status status, String detail) {
        boolean open = status == Step.Status.OPEN;
        return new Step(step.title(), status, detail, open ? step.command() : "", open ? step.snippet() : "");
    }

    /** Remedies of causes that are gone are not needed any more. */
    private List<Step> optimized(PlanStage stage) {
        if (comparison == null) {
            return stage.steps();
        }
        var gone = remedies(true);
        var left = remedies(false);
        return stage.steps().stream()
                .map(step -> gone.contains(step.title()) && !left.contains(step.title())
                        ? as(step, Step.Status.NOT_NEEDED, "What it is against is gone in the new run.")
                        : step)
                .toList();
    }

    private Set<String> remedies(boolean ofGone) {
        var gone = comparison == null
                ? Set.<String>of()
                : comparison.causes().stream()
                        .filter(cause -> cause.change() == CauseChange.Change.GONE && cause.certain())
                        .map(CauseChange::id)
                        .collect(Collectors.toSet());
        return before.diagnosis().causes().stream()
                .filter(cause -> gone.contains(cause.id()) == ofGone)
                .flatMap(cause -> cause.remedies().stream())
                .map(Remedy::what)
                .collect(Collectors.toSet());
    }

    /** A step for each criterion first, then those of the plan. */
    private List<Step> validated(PlanStage stage) {
        var steps = new ArrayList<Step>();
        for (var criterion : criteria) {
            boolean met = criterion.status() == Criterion.Status.MET;
            var measured = criterion.value() == null
                    ? "The run does not say."
                    : "Measured: " + Figures.words(criterion.value(), criterion.unit()) + ".";
            steps.add(new Step(
                    CRITERION + criterion.origin() + "): " + criterion.title(),
                    met ? Step.Status.DONE : Step.Status.OPEN,
                    measured,
                    "",
                    ""));
        }
        // Those of a validation before this one were of another run.
        stage.steps().stream()
                .filter(step -> !step.title().startsWith(CRITERION))
                .forEach(step -> steps.add(validated(step)));
        return List.copyOf(steps);
    }

    private Step validated(Step step) {
        var held = comparison;
        if (held == null) {
            return step;
        }
        if (step.title().startsWith(COMPARE)) {
            return compared(held);
        }
        return proofs.entrySet().stream()
                .filter(proof -> step.title().equals(CHECK + proof.getKey().metric() + " in the new run"))
                .findFirst()
                .map(proof -> proven(step, proof.getValue()))
                .orElse(step);
    }

    private static Step proven(Step step, Optional<Boolean> holds) {
        var judged = JUDGED.get(holds.map(held -> held ? 0 : 1).orElse(2));
        return as(
                step,
                holds.orElse(false) ? Step.Status.DONE : Step.Status.OPEN,
                judged + JUDGED.stream().reduce(step.detail(), CarriedPlan::without));
    }

    private static String without(String text, String beginning) {
        return text.startsWith(beginning) ? text.substring(beginning.length()) : text;
    }

    private static Step compared(Comparison comparison) {
        boolean decided = comparison.verdict() instanceof ComparisonVerdict.Better
                || comparison.verdict() instanceof ComparisonVerdict.NoChange;
        return new Step(
                COMPARE + ": " + comparison.verdict().words(),
                decided ? Step.Status.DONE : Step.Status.OPEN,
                comparison.answer(),
                "",
                "");
    }
}
