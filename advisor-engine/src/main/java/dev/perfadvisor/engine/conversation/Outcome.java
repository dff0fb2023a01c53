package dev.perfadvisor.engine.conversation;

import dev.perfadvisor.engine.model.Plan;
import dev.perfadvisor.engine.model.Stage;
import dev.perfadvisor.engine.model.Step;
import java.util.List;

/** What the run after a change has shown, as the plan that it carried on says. */
final class Outcome {

    private Outcome() {}

    static Reply.Answered of(Plan carried) {
        var steps = carried.stages().stream()
                .filter(stage -> stage.stage() == Stage.VALIDATE)
                .flatMap(stage -> stage.steps().stream())
                .toList();
        return new Reply.Answered(
                Matter.OUTCOME, text(steps), steps.stream().map(Outcome::told).toList(), "");
    }

    private static String text(List<Step> steps) {
        boolean open = steps.stream().anyMatch(step -> step.status() == Step.Status.OPEN);
        return "A run after the change was validated; this is how its steps stand"
                + (open ? ", and what is open is not shown to have worked:" : ":");
    }

    private static String told(Step step) {
        var status = switch (step.status()) {
            case DONE -> "done: ";
            case OPEN -> "open: ";
            case NOT_NEEDED -> "not needed: ";
        };
        return status + step.title() + (step.detail().isEmpty() ? "" : ". " + step.detail());
    }
}
