package dev.perfadvisor.shell.oneshot;

import dev.perfadvisor.engine.Comparisons;
import dev.perfadvisor.engine.Comparisons.RunEvidence;
import dev.perfadvisor.engine.render.ComparisonReport;
import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.shell.Exit;
import dev.perfadvisor.shell.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code compare BASE... --with CANDIDATE...}: whether one set of runs is better or worse than another. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description =
                "Say whether runs of one build are better or worse than those of another, and whether that is proven.")
final class CompareCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(
            paramLabel = "BASE",
            arity = "1..*",
            description = "Runs before the change: a file or a directory of all files of one run each.")
    private List<String> base = new ArrayList<>();

    @Option(
            names = "--with",
            paramLabel = "CANDIDATE",
            arity = "1..*",
            required = true,
            description = "Runs after the change.")
    private List<String> candidate = new ArrayList<>();

    @Mixin
    private Target target = new Target();

    @Mixin
    private Rules rules = new Rules();

    CompareCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        Stream.concat(base.stream(), candidate.stream())
                .filter(run -> !Files.exists(Path.of(run)))
                .findFirst()
                .ifPresent(run -> {
                    throw new UsageException("There is no run '" + run + "'.");
                });
        target.check();
        var before = runs(base);
        var after = runs(candidate);
        Stream.concat(before.stream(), after.stream()).forEach(run -> target.checkApart(run.evidence()));
        var comparisons = new Comparisons(rules.advisor());
        var all = Stream.concat(before.stream(), after.stream())
                .flatMap(run -> run.evidence().stream())
                .toList();
        var comparison = Evidence.watched(surroundings, all, progress -> comparisons.compare(before, after, progress));
        target.write(
                surroundings, Format.TERMINAL, (format, style) -> ComparisonReport.render(comparison, format, style));
        return Exit.DONE.code();
    }

    private List<RunEvidence> runs(List<String> names) {
        return names.stream()
                .map(name -> new RunEvidence(name, Evidence.of(List.of(name), surroundings)))
                .toList();
    }
}
