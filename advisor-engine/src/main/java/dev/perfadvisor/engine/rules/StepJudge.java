package dev.perfadvisor.engine.rules;

import dev.perfadvisor.engine.model.FactTree;
import dev.perfadvisor.engine.model.Stage;
import dev.perfadvisor.engine.model.Step;
import dev.perfadvisor.engine.rules.Condition.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges the steps of every plan by the facts at hand: what the facts do not show to be done is open. */
public final class StepJudge {

    private final RuleBook book;
    private final Scope scope;

    public StepJudge(RuleBook book, FactTree facts) {
        this.book = book;
        this.scope = Scope.of(facts);
    }

    /** The steps of a stage, as they stand. */
    public List<Step> steps(Stage stage) {
        return book.planSteps().stream()
                .filter(step -> step.stage() == stage)
                .map(this::judged)
                .toList();
    }

    private Step judged(PlanStep step) {
        var status = is(step.done(), true) ? Step.Status.DONE : Step.Status.OPEN;
        if (is(step.needed(), false)) {
            status = Step.Status.NOT_NEEDED;
        }
        boolean open = status == Step.Status.OPEN;
        return new Step(step.title().fill(scope), status, step.detail().fill(scope), open ? step.command() : "", "");
    }

    /** Whether a condition is known to come to this. */
    private boolean is(@Nullable Condition condition, boolean wanted) {
        return condition != null && condition.in(scope) instanceof Outcome.Known(var value) && value.equals(wanted);
    }
}
