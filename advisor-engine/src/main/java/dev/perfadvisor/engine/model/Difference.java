package dev.perfadvisor.engine.model;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A trait in which the runs of the candidate differ from those of the base. It explains; latency decides.
 *
 * @param subject statement, lock, method, ...; empty where the trait is of the whole run
 * @param ratio middle of the candidate over that of the base; null when either is 0 or less
 * @param p probability of a difference at least this large between runs of one build; null with too few runs for a test
 * @param proven whether it holds though many traits were looked at: at most one in twenty of those proven is chance
 */
public record Difference(
        Trait trait,
        String subject,
        Side base,
        Side candidate,
        Change change,
        @Nullable Double ratio,
        @Nullable Double p,
        boolean proven) {

    /**
     * The runs of one side.
     *
     * @param values in the unit of the trait, one a run
     * @param atMost whether some of them are only known not to be larger, as the evidence lists the largest subjects only
     */
    public record Side(List<Double> values, boolean atMost) {}

    /** From the base to the candidate. */
    public enum Change {
        APPEARED,
        DISAPPEARED,
        MORE,
        LESS;

        /** Lower-case name, as in JSON. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The same, known to hold. */
    public Difference withProof() {
        return new Difference(trait, subject, base, candidate, change, ratio, p, true);
    }

    /** {@code time of one execution: select title from product where id = ?}. */
    public String title() {
        return subject.isEmpty() ? trait.title() : trait.title() + ": " + subject;
    }
}
