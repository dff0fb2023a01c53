package dev.perfadvisor.engine.conversation;

import dev.perfadvisor.engine.model.Cause;
import dev.perfadvisor.engine.model.Figures;
import dev.perfadvisor.engine.model.Result;
import dev.perfadvisor.engine.rules.CauseDefinition;
import java.util.List;

/** A diagnosis for people who have not seen it: what it is, how bad, and what is done. */
final class Summary {

    private Summary() {}

    static Reply.Answered of(Result result, Cause cause, CauseDefinition definition) {
        return new Reply.Answered(
                Matter.SUMMARY,
                "In three sentences:",
                List.of(what(result, cause, definition), weight(cause), done(cause)),
                "");
    }

    private static String what(Result result, Cause cause, CauseDefinition definition) {
        var known = FollowUps.supported(cause)
                ? "What it is: "
                : result.artifacts().isEmpty()
                        ? "What it may be, as nothing was measured yet: "
                        : "What it may be, as what was measured does not decide it: ";
        return known + cause.title() + ". " + definition.description();
    }

    private static String weight(Cause cause) {
        var gain = cause.gain();
        if (gain != null) {
            return "How bad it is: " + Figures.percent(gain.share())
                    + " of the time of requests goes into it; without it they" + " can be at most "
                    + Figures.plain(gain.factor()) + " times faster.";
        }
        return FollowUps.supported(cause)
                ? "How bad it is: severity " + cause.severity().id()
                        + "; which share of the time of requests it holds is not known."
                : "How bad it is: that is not known until it is measured.";
    }

    private static String done(Cause cause) {
        var change = cause.remedies().stream()
                .findFirst()
                .map(remedy -> "What is done: " + remedy.what() + " (effort "
                        + remedy.effort().id() + ", risk " + remedy.risk().id() + "). ")
                .orElse("What is done: not decided yet. ");
        return (FollowUps.supported(cause) ? change : "What is done: it is measured first; next says how. ")
                + "Whether it helped is known when the same load test was run again after the change, and not before.";
    }
}
