package dev.perfadvisor.engine.rules;

import dev.perfadvisor.engine.model.FactTree;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Evidence that can be asked for, as {@code collect.yaml} describes it.
 *
 * @param fact path of the facts that it brings: a rule that misses something at or below it is decided by it
 * @param shownBy a fact that shows that such evidence is at hand, so that more of it brings no more; null when none does
 * @param ask what is wanted and why
 * @param command how to collect it where nothing is known of the platform
 * @param commands how to collect it on a platform: {@code mysql}, {@code kubernetes}, ...
 * @param cost how much trouble it is, 1 (a file that exists already) to 10 (a change in production)
 */
public record Collectable(
        String id,
        FactPath fact,
        @Nullable FactPath shownBy,
        String ask,
        String command,
        Map<String, String> commands,
        double cost) {

    /** Whether such evidence is at hand. */
    public boolean isAtHand(FactTree facts) {
        return shownBy != null && Scope.of(facts).holds(shownBy);
    }

    /**
     * Whether it would bring the fact at a path. A whole artifact, such as a recording, brings what is missing for want of
     * one, and not what the one at hand lacks.
     */
    public boolean brings(String path) {
        var wanted = fact.toString();
        boolean below = !fact.steps().isEmpty() && path.startsWith(wanted + ".");
        return path.equals(wanted) || below || wanted.startsWith(path + ".");
    }

    /** The command for the first of the platforms that it has one for, in the order of {@code collect.yaml}. */
    public String commandFor(Collection<String> platforms) {
        return commands.entrySet().stream()
                .filter(entry -> platforms.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(command);
    }
}
