package dev.perfadvisor.engine.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a change: the run after it held against the success criteria, and against the runs before it.
 *
 * @param verdict the answer in one to three sentences
 * @param result of the run after the change; the steps of its plan's validate stage stand as this validation leaves them
 * @param criteria what the run had to reach
 * @param comparison null when there is nothing to compare with
 * @param remaining what is left to do, most important first; empty when the change is validated
 */
public record Validation(
        String verdict,
        Result result,
        List<Criterion> criteria,
        @Nullable Comparison comparison,
        List<String> remaining) {

    /** Name and version of the JSON form: a result with more in it. */
    public static final String SCHEMA = "advisor.validation/1";

    /** Whether a criterion is missed, or something is proven to be worse. */
    public boolean failed() {
        boolean worse = comparison != null && RegressionBar.WORSE.failedBy(comparison.verdict());
        return worse || criteria.stream().anyMatch(c -> c.status() == Criterion.Status.MISSED);
    }

    /** Whether all criteria are met and nothing is proven to be worse. */
    public boolean passed() {
        return !failed() && criteria.stream().allMatch(c -> c.status() == Criterion.Status.MET);
    }
}
