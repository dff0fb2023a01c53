package dev.perfadvisor.engine.model;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A cause that the rules find in the runs of the candidate, of the base, or of both.
 *
 * @param base support in decibans, one value a run; null where evidence does not support it
 * @param candidate likewise
 * @param findings what speaks for it, with the facts cited: of the candidate's run with most support, of the base's where
 *     the candidate has it no longer
 */
public record CauseChange(
        String id,
        String title,
        Change change,
        Severity severity,
        List<@Nullable Double> base,
        List<@Nullable Double> candidate,
        List<Finding> findings,
        List<Remedy> remedies) {

    /** From the base to the candidate. */
    public enum Change {
        /** Most runs of the candidate have it, and no run of the base. */
        NEW,
        /** No run of the candidate has it, and most runs of the base. */
        GONE,
        STRONGER,
        WEAKER,
        /** Both have it. */
        SAME;

        /** Lower-case name, as in JSON. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
