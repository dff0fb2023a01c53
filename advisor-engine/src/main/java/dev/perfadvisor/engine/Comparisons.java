package dev.perfadvisor.engine;

import dev.perfadvisor.engine.compare.Comparer;
import dev.perfadvisor.engine.compare.Run;
import dev.perfadvisor.engine.compare.SeriesReader;
import dev.perfadvisor.engine.evidence.Gathered;
import dev.perfadvisor.engine.model.Comparison;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Problem;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.engine.model.Result;
import dev.perfadvisor.engine.model.Series;
import dev.perfadvisor.engine.rules.TraitReader;
import dev.perfadvisor.engine.store.Baseline;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
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
        return compare(runs(base, progress), runs(candidate, progress));
    }

    /** The verdict over runs that were read before, of which no side is empty. */
    public Comparison compare(List<Run> base, List<Run> candidate) {
        return new Comparer(advisor.book().comparison()).compare(base, candidate);
    }

    /** Where the figures of runs of one test change over time. */
    public Series series(List<Run> runs) {
        return new SeriesReader(advisor.book().comparison()).read(runs);
    }

    /** What keeps runs from being compared, or weakens a comparison with them; empty when there is nothing. */
    List<String> weaknesses(List<Run> runs) {
        return new Comparer(advisor.book().comparison()).weaknesses(runs);
    }

    /** Reads runs. Evidence that can not be read is told in the artifacts of the run's result. */
    public List<Run> runs(List<RunEvidence> runs, Progress progress) {
        return runs.stream()
                .map(run -> run(run.label(), advisor.read(run.evidence(), progress)))
                .toList();
    }

    /** The runs of a baseline, judged by the rules of today. */
    public List<Run> runs(Baseline baseline) {
        return baseline.runs().stream()
                .map(kept -> run(kept.label(), advisor.read(List.of(kept(kept)), Progress.SILENT)))
                .toList();
    }

    private static Given kept(Baseline.KeptRun run) {
        var bytes = run.facts().getBytes(StandardCharsets.UTF_8);
        return new Given.OfStream(run.label(), () -> new ByteArrayInputStream(bytes));
    }

    /** A run from evidence that was read before. */
    public Run run(String label, Gathered evidence) {
        return run(label, advisor.diagnose(Problem.unsaid(), evidence));
    }

    /** A run that was diagnosed before. */
    public Run run(String label, Result result) {
        return new Run(label, result, TraitReader.read(advisor.book(), result.facts()));
    }
}
