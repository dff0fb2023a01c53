package dev.perfadvisor.engine;

import dev.perfadvisor.engine.compare.Comparer;
import dev.perfadvisor.engine.compare.Run;
import dev.perfadvisor.engine.model.Comparison;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Problem;
import dev.perfadvisor.engine.model.Progress;
import java.util.List;

/** Compares sets of runs of which each is read and judged as evidence of its own. Immutable. */
public final class Comparisons {

    private final Advisor advisor;

    public Comparisons(Advisor advisor) {
        this.advisor = advisor;
    }

    /**
     * All evidence of one run.
     *
     * @param label as the user knows the run
     */
    public record RunEvidence(String label, List<Given> evidence) {}

    /** The verdict over two sets of runs, of which none is empty. */
    public Comparison compare(List<RunEvidence> base, List<RunEvidence> candidate, Progress progress) {
        return new Comparer(advisor.comparisonLimits()).compare(read(base, progress), read(candidate, progress));
    }

    private List<Run> read(List<RunEvidence> runs, Progress progress) {
        return runs.stream()
                .map(run -> new Run(run.label(), advisor.diagnose(new Problem(""), run.evidence(), progress)))
                .toList();
    }
}
