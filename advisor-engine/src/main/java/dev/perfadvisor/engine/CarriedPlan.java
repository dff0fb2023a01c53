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
import org.jspecify.annotations.Nullable;

/** A plan that goes on with the run after the change: which of its steps that run shows to be done. */
final class CarriedPlan {

    /** Titles of steps of every plan that a validation takes. */
    private static final String COMPARE = "Compare the new run with the baseline";

    private static final String KEEP = "Keep this measurement as the baseline";

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
        return after.with(
                new Plan(before.plan().stages().stream().map(this::carried).toList()));
    }

    private PlanStage carried(PlanStage stage) {
        var steps = switch (stage.stage()) {
            case MEASURE -> stage.steps().stream().map(this::kept).toList();
            case PROFILE, IDENTIFY -> stage.steps();
            case OPTIMIZE -> optimized(stage);
            case VALIDATE -> validated(stage);
        };
        return new PlanStage(stage.stage(), steps);
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
                    "Success criterion (" + criterion.origin() + "): " + criterion.title(),
                    met ? Step.Status.DONE : Step.Status.OPEN,
                    measured,
                    "",
                    ""));
        }
        stage.steps().forEach(step -> steps.add(validated(step)));
        return List.copyOf(steps);
    }

    private Step validated(Step step) {
        var held = comparison;
        if (held == null) {
            return step;
        }
        if (step.title().equals(COMPARE)) {
            return compared(step, held);
        }
        return proofs.entrySet().stream()
                .filter(proof -> step.title().equals("Check " + proof.getKey().metric() + " in the new run"))
                .findFirst()
                .map(proof -> proven(step, proof.getValue()))
                .orElse(step);
    }

    private static Step proven(Step step, Optional<Boolean> holds) {
        return holds.map(held -> as(
                        step,
                        held ? Step.Status.DONE : Step.Status.OPEN,
                        (held ? "It holds. " : "It does not hold. ") + step.detail()))
                .orElseGet(() -> as(step, Step.Status.OPEN, "The new run does not say. " + step.detail()));
    }

    private static Step compared(Step step, Comparison comparison) {
        boolean decided = comparison.verdict() instanceof ComparisonVerdict.Better
                || comparison.verdict() instanceof ComparisonVerdict.NoChange;
        return new Step(
                step.title() + ": " + comparison.verdict().words(),
                decided ? Step.Status.DONE : Step.Status.OPEN,
                comparison.answer(),
                "",
                "");
    }
}
