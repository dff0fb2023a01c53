package dev.perfadvisor.shell.oneshot;

import dev.perfadvisor.engine.Baselines;
import dev.perfadvisor.engine.Comparisons;
import dev.perfadvisor.engine.Comparisons.RunEvidence;
import dev.perfadvisor.engine.compare.Run;
import dev.perfadvisor.engine.model.Check;
import dev.perfadvisor.engine.model.RegressionBar;
import dev.perfadvisor.engine.render.Brief;
import dev.perfadvisor.engine.render.ComparisonReport;
import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.engine.render.SeriesReport;
import dev.perfadvisor.shell.Exit;
import dev.perfadvisor.shell.Surroundings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code compare BASE... --with CANDIDATE...}: whether one set of runs is better or worse than another, and why. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = {
            "Say whether runs of one build are better or worse than those of another, whether that is proven, and what"
                    + " came with it.",
            "A run is a file, or a directory of all files of one run."
        },
        footerHeading = "%n",
        footer = "Example: ./advisor compare --baseline checkout --with run-1 run-2 run-3 --fail-on worse")
final class CompareCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "BASE", arity = "0..*", description = "Runs before the change; with --series all runs.")
    private List<String> base = new ArrayList<>();

    @Option(
            names = "--baseline",
            paramLabel = "NAME",
            description = "A baseline in place of BASE: NAME, or NAME@VERSION.")
    private @Nullable String baseline;

    @Option(names = "--with", paramLabel = "CANDIDATE", arity = "1..*", description = "Runs after the change.")
    private List<String> candidate = new ArrayList<>();

    @Option(
            names = "--series",
            description =
                    "Take BASE as runs of many builds in order of time, and say from which one on something changed.")
    private boolean series;

    @Option(
            names = "--fail-on",
            paramLabel = "VERDICT",
            description = "none (usual), worse, or not-proven (whatever is not proven to be better or unchanged):"
                    + " exit with 1.")
    private RegressionBar failOn = RegressionBar.NONE;

    @Mixin
    private BuildReports reports = new BuildReports();

    @Mixin
    private Target target = new Target();

    @Mixin
    private Rules rules = new Rules();

    CompareCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        checkUsage();
        target.check();
        var before = RunFiles.of(base, surroundings);
        var after = RunFiles.of(candidate, surroundings);
        var evidence =
                RunFiles.evidence(Stream.concat(before.stream(), after.stream()).toList());
        target.checkApart(evidence);
        reports.check(evidence);
        var comparisons = new Comparisons(rules.advisor(surroundings));
        return series ? series(comparisons, before) : compare(comparisons, before, after);
    }

    private void checkUsage() {
        if (series && (baseline != null || !candidate.isEmpty() || base.size() < 2)) {
            throw new UsageException("--series takes at least two runs, and neither --with nor --baseline.");
        }
        if (!series && base.isEmpty() == (baseline == null)) {
            throw new UsageException("Name the runs before the change, or one --baseline.");
        }
        if (!series && candidate.isEmpty()) {
            throw new UsageException("Name the runs after the change: --with RUN...");
        }
    }

    private int compare(Comparisons comparisons, List<RunEvidence> before, List<RunEvidence> after) throws IOException {
        // The name of a baseline is looked up first: a mistyped one should not cost the time of reading.
        var kept = kept(comparisons);
        var evidence =
                RunFiles.evidence(Stream.concat(before.stream(), after.stream()).toList());
        var sides = Evidence.watched(
                target.heard(surroundings),
                evidence,
                progress -> new Sides(
                        kept == null ? comparisons.runs(before, progress) : kept, comparisons.runs(after, progress)));
        RunFiles.complain(sides.base, target, surroundings);
        RunFiles.complain(sides.candidate, target, surroundings);
        if (RunFiles.nothingRead(sides.base) || RunFiles.nothingRead(sides.candidate)) {
            return Exit.NOTHING_READ.code();
        }
        var comparison = comparisons.compare(sides.base, sides.candidate);
        target.write(
                surroundings, Format.TERMINAL, (format, style) -> ComparisonReport.render(comparison, format, style));
        reports.write(Check.of(comparison, failOn), Brief.of(comparison));
        return failOn.failedBy(comparison.verdict()) ? Exit.NOT_MET.code() : Exit.DONE.code();
    }

    private record Sides(List<Run> base, List<Run> candidate) {}

    private @Nullable List<Run> kept(Comparisons comparisons) {
        if (baseline == null) {
            return null;
        }
        try (var shelf = Shelf.open(surroundings)) {
            return comparisons.runs(Baselines.find(shelf.baselines(), baseline));
        }
    }

    private int series(Comparisons comparisons, List<RunEvidence> given) throws IOException {
        var runs = Evidence.watched(
                target.heard(surroundings), RunFiles.evidence(given), progress -> comparisons.runs(given, progress));
        RunFiles.complain(runs, target, surroundings);
        if (RunFiles.nothingRead(runs)) {
            return Exit.NOTHING_READ.code();
        }
        var found = comparisons.series(runs);
        target.write(surroundings, Format.TERMINAL, (format, style) -> SeriesReport.render(found, format, style));
        reports.write(SeriesReport.checks(found), SeriesReport.brief(found));
        return failOn != RegressionBar.NONE && found.endsWorse() ? Exit.NOT_MET.code() : Exit.DONE.code();
    }
}
