package dev.perfadvisor.engine.model;

import dev.perfadvisor.engine.model.Comparison.TestRun;
import java.util.List;

/**
 * Runs of one test over time, and where their figures change for good.
 *
 * @param answer in one or two sentences
 * @param runs in order of time
 * @param changes in order of the runs
 * @param leftOut runs that are not of the same test as the others, or not valid, with the reason
 * @param notes what limits the answer
 */
public record Series(
        String answer, List<TestRun> runs, List<ChangePoint> changes, List<LeftOut> leftOut, List<String> notes) {

    /** Name and version of the JSON form. */
    public static final String SCHEMA = "advisor.series/1";

    /**
     * A place at which a quantile changes.
     *
     * @param at place in the runs of the first one that is different, from 0
     * @param run its label
     * @param before seconds, middle of the runs from the last change to this one
     * @param after seconds, middle of the runs from this one to the next change
     * @param p probability of a change as clear as this among runs of one build in any order
     * @param explanation causes that are new or gone in the runs behind it
     */
    public record ChangePoint(
            String quantile, int at, String run, double before, double after, double p, String explanation) {

        /** Above 1 is slower. */
        public double ratio() {
            return after / before;
        }
    }

    /** A run that is in no figure. */
    public record LeftOut(String run, String reason) {}

    /** Whether the last change of some quantile is for the worse. */
    public boolean endsWorse() {
        return changes.stream()
                .filter(change -> changes.stream()
                        .noneMatch(later -> later.quantile().equals(change.quantile()) && later.at() > change.at()))
                .anyMatch(change -> change.ratio() > 1);
    }
}
