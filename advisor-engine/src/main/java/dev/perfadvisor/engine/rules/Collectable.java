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

    /** Whether it would bring the fact at a path. */
    public boolean brings(String path) {
        var prefix = fact.toString();
        return path.equals(prefix) || path.startsWith(prefix + ".") || prefix.startsWith(path + ".");
    }
}
