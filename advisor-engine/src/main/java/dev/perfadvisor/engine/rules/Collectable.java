package dev.perfadvisor.engine.rules;

/**
 * Evidence that can be asked for, as {@code collect.yaml} describes it.
 *
 * @param fact path of the facts that it brings: a rule that misses something at or below it is decided by it
 * @param ask what is wanted and why
 * @param command how to collect it
 * @param cost how much trouble it is, 1 (a file that exists already) to 10 (a change in production)
 */
public record Collectable(String id, FactPath fact, String ask, String command, double cost) {

    /**
     * Whether it would bring the fact at a path. A whole artifact, such as a recording, brings what is missing for want of
     * one, and not what the one at hand lacks.
     */
    public boolean brings(String path) {
        var wanted = fact.toString();
        boolean below = !fact.steps().isEmpty() && path.startsWith(wanted + ".");
        return path.equals(wanted) || below || wanted.startsWith(path + ".");
    }
}
