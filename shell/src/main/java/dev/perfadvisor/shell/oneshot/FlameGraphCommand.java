package dev.perfadvisor.shell.oneshot;

import dev.perfadvisor.engine.FactReader;
import dev.perfadvisor.engine.FlameGraphRequest;
import dev.perfadvisor.engine.model.Artifact;
import dev.perfadvisor.engine.model.FlameGraph;
import dev.perfadvisor.engine.render.FlameGraphs;
import dev.perfadvisor.shell.AtomicFile;
import dev.perfadvisor.shell.Exit;
import dev.perfadvisor.shell.FlameText;
import dev.perfadvisor.shell.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code flamegraph FILE...}: where CPU time, memory, locks, I/O and exceptions are spent. */
@Command(
        name = "flamegraph",
        mixinStandardHelpOptions = true,
        description = "Draw where a recording spends CPU time, memory, locks, I/O or exceptions, by threads and calls.",
        footerHeading = "%n",
        footer = "Example: ./advisor flamegraph app.jfr --of allocation --output allocation.html")
final class FlameGraphCommand implements Callable<Integer> {

    private static final List<String> FORMATS = List.of("text", "collapsed", "html", "json");

    private final Surroundings surroundings;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "JFR recordings; several are drawn as one.")
    private List<String> files = new ArrayList<>();

    @Option(
            names = "--of",
            paramLabel = "MEASURE",
            description = "cpu (usual), native, sleeping, allocation, lock, io or exceptions.")
    private String of = "cpu";

    @Option(
            names = "--threads",
            paramLabel = "PATTERN",
            description = "Only threads whose group (digits as #) holds this; * stands for anything.")
    private String threads = "";

    @Option(names = "--base", paramLabel = "FILE", arity = "1..*", description = "Recordings to compare with.")
    private List<String> base = new ArrayList<>();

    @Option(names = "--format", paramLabel = "FORMAT", description = "text (usual), collapsed, html or json.")
    private @Nullable String format;

    @Option(names = "--output", paramLabel = "FILE", description = "Write to this file; .html makes a page.")
    private @Nullable Path output;

    @Option(names = "--quiet", description = "No progress, no remarks on evidence that was not read.")
    private boolean quiet;

    FlameGraphCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        var chosen = check();
        var reader = new FactReader();
        var request = new FlameGraphRequest(of, threads);
        var evidence = Evidence.of(files, surroundings);
        var heard = quiet ? surroundings.without("err") : surroundings;
        var drawn = Evidence.watched(heard, evidence, progress -> reader.flameGraph(evidence, request, progress));
        complain(drawn.artifacts());
        FlameGraph before = null;
        if (!base.isEmpty()) {
            var other = Evidence.of(base, surroundings);
            var drawnBefore = Evidence.watched(heard, other, progress -> reader.flameGraph(other, request, progress));
            complain(drawnBefore.artifacts());
            before = drawnBefore.graph();
            if (before == null) {
                surroundings.complain("There is no recording to compare with.");
                return Exit.NOTHING_READ.code();
            }
        }
        var graph = drawn.graph();
        if (graph == null) {
            surroundings.complain("There is no recording to draw.");
            return Exit.NOTHING_READ.code();
        }
        if (graph.isEmpty()) {
            surroundings.complain("The recording holds nothing of '" + of + "'"
                    + (threads.isEmpty() ? "." : " in threads '" + threads + "'."));
        }
        write(graph, before, chosen);
        return Exit.DONE.code();
    }

    /** Files beside a recording that are no recordings, such as those of a directory, are not worth a word. */
    private void complain(List<Artifact> artifacts) {
        boolean found = artifacts.stream().anyMatch(artifact -> artifact.kind().equals("jfr"));
        if (!quiet || !found) {
            Evidence.complain(
                    artifacts.stream()
                            .filter(artifact -> !found || artifact.kind().equals("jfr"))
                            .toList(),
                    surroundings);
        }
    }

    private String check() {
        if (!FlameGraphRequest.measures().contains(of)) {
            throw new UsageException(
                    "'" + of + "' is none of " + String.join(", ", FlameGraphRequest.measures()) + ".");
        }
        var file = output;
        if (file != null) {
            var directory = file.toAbsolutePath().getParent();
            if (Files.isDirectory(file) || directory == null || !Files.isDirectory(directory)) {
                throw new UsageException("'" + file + "' can not be written: name a file in a directory that exists.");
            }
            for (var evidence : List.of(files, base)) {
                if (evidence.stream().anyMatch(name -> AtomicFile.replaces(file, Path.of(name)))) {
                    throw new UsageException("The output '" + file + "' is evidence; name another file.");
                }
            }
        }
        var chosen = format;
        if (chosen == null) {
            return file != null && file.toString().endsWith(".html") ? "html" : "text";
        }
        if (!FORMATS.contains(chosen)) {
            throw new UsageException("'" + chosen + "' is none of " + String.join(", ", FORMATS) + ".");
        }
        return chosen;
    }

    private void write(FlameGraph graph, @Nullable FlameGraph before, String chosen) throws IOException {
        var text = switch (chosen) {
            case "collapsed" -> FlameGraphs.collapsed(graph, before);
            case "html" -> FlameGraphs.html(graph, before);
            case "json" -> FlameText.json(graph, before);
            default -> FlameGraphs.text(graph, before, surroundings.style());
        };
        if (output == null) {
            surroundings.out().print(text);
        } else {
            AtomicFile.write(output, text);
        }
    }
}
