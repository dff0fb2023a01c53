package dev.perfadvisor.engine.conversation;

import dev.perfadvisor.engine.model.Cause;
import dev.perfadvisor.engine.model.Fact;
import dev.perfadvisor.engine.model.Finding;
import dev.perfadvisor.engine.model.Result;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where in a program a cause is: the classes, methods, statements and files that its facts name. */
final class Places {

    private static final int MOST = 4;

    /** Between the frames of a stack. */
    private static final Pattern STEP = Pattern.compile(", (?=[\\w.$]+:\\d)");

    private final Result result;
    private final Cause cause;

    Places(Result result, Cause cause) {
        this.result = result;
        this.cause = cause;
    }

    /** @param findings that speak of the cause */
    Reply.Answered told(Stream<Finding> findings) {
        var consequences = result.diagnosis().findings().stream()
                .filter(finding -> cause.explains().contains(finding.rule()));
        var seen = new HashSet<@Nullable Object>();
        var places = Stream.concat(findings, consequences)
                .flatMap(finding -> finding.evidence().stream())
                .filter(fact -> fact.value() instanceof String text && !text.isEmpty())
                .filter(fact -> seen.add(fact.value()))
                .map(fact -> shortened(String.valueOf(fact.value())) + at(fact))
                .limit(MOST)
                .toList();
        return places.isEmpty()
                ? new Reply.Answered(
                        Matter.PLACE,
                        "The evidence does not say where: no fact behind " + FollowUps.named(cause)
                                + " names a place. The frames of a recording do; flamegraph draws them.",
                        List.of(),
                        "")
                : new Reply.Answered(
                        Matter.PLACE, "What the facts behind " + FollowUps.named(cause) + " name:", places, "");
    }

    /** The first frames of a stack. */
    private static String shortened(String text) {
        var parts = STEP.split(text);
        return parts.length <= MOST
                ? text
                : String.join(", ", List.of(parts).subList(0, MOST)) + " and " + (parts.length - MOST) + " more";
    }

    private String at(Fact fact) {
        return result.artifacts().stream()
                .filter(artifact -> artifact.id().equals(fact.artifact()))
                .map(artifact -> " (" + artifact.name() + (fact.locator().isEmpty() ? "" : ", " + fact.locator()) + ")")
                .findFirst()
                .orElse("");
    }
}
