package dev.perfadvisor.shell.session;

import dev.perfadvisor.engine.FactReader;
import dev.perfadvisor.engine.FlameGraphRequest;
import dev.perfadvisor.engine.FlameRemark;
import dev.perfadvisor.engine.model.Artifact;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.shell.AtomicFile;
import dev.perfadvisor.shell.Exit;
import dev.perfadvisor.shell.Spelling;
import dev.perfadvisor.shell.session.Output.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code flamegraph} in a session: of the recordings that are attached. */
final class FlameDesk {

    static final List<String> MEASURES = FlameGraphRequest.measures();

    private final FactReader reader = new FactReader();

    Output draw(Session session, List<String> words, Manner manner, Progress progress) {
        var asked = Asked.of(words);
        if (!MEASURES.contains(asked.of)) {
            return new Refusal("'" + asked.of + "' can not be drawn"
                    + Spelling.nearest(asked.of, MEASURES)
                            .map(nearest -> "; did you mean " + nearest + "?")
                            .orElse(": name one of " + String.join(", ", MEASURES) + "."));
        }
        var recordings = recordings(session);
        if (recordings.isEmpty()) {
            return new Refusal("No recording is attached to draw from: attach one, or name it: flamegraph app.jfr.");
        }
        var missing = recordings.stream().filter(path -> !Files.exists(path)).findFirst();
        if (missing.isPresent()) {
            return new Refusal(
                    "The recording '" + missing.get() + "' is not there any more; it can not be drawn again.",
                    Exit.NOTHING_READ);
        }
        var given =
                recordings.stream().map(path -> (Given) new Given.OfPath(path)).toList();
        var graph = reader.flameGraph(given, new FlameGraphRequest(asked.of, asked.threads), progress)
                .graph();
        if (graph == null || graph.isEmpty()) {
            return new Refusal("The recording holds nothing of '" + asked.of + "'"
                    + (asked.threads.isEmpty() ? "" : " in threads '" + asked.threads + "'") + holding(session));
        }
        var file = asked.output.isEmpty() ? null : Path.of(Paths.home(asked.output));
        if (file != null && session.evidence().stream().anyMatch(path -> AtomicFile.replaces(file, path))) {
            return new Refusal("'" + file + "' is evidence; name another file.");
        }
        var result = session.result();
        var remark = result == null ? "" : FlameRemark.of(result, asked.of);
        return new Output.Flames(graph, remark, file, manner.format());
    }

    private static String holding(Session session) {
        var result = session.result();
        var held = result == null ? List.<String>of() : FlameGraphRequest.measures(result);
        return held.isEmpty() ? "." : "; it holds " + String.join(", ", held) + ".";
    }

    /** The attached files that are recordings; of a directory those in it. */
    private static List<Path> recordings(Session session) {
        var recordings = new ArrayList<Path>();
        var names = session.current().artifacts().stream()
                .filter(artifact -> artifact.kind().equals("jfr"))
                .map(Artifact::name)
                .toList();
        for (var path : session.evidence()) {
            var given = path.toString();
            names.stream()
                    .filter(name -> name.equals(given) || name.startsWith(given + "/"))
                    .map(name -> Files.isDirectory(path) ? inside(path, name) : path)
                    .forEach(recordings::add);
        }
        return recordings.stream().distinct().toList();
    }

    /** A file of a directory; the directory itself where the recording is inside an archive in it. */
    private static Path inside(Path directory, String name) {
        var file = Path.of(name);
        return Files.exists(file) ? file : directory;
    }

    /** {@code [MEASURE] [--of MEASURE] [--threads PATTERN] [--output FILE]}. */
    private record Asked(String of, String threads, String output) {

        static Asked of(List<String> words) {
            var of = "cpu";
            var threads = "";
            var output = "";
            for (int i = 0; i < words.size(); i++) {
                var next = i + 1 < words.size() ? words.get(i + 1) : "";
                switch (words.get(i)) {
                    case "--of" -> {
                        of = next;
                        i++;
                    }
                    case "--threads" -> {
                        threads = next;
                        i++;
                    }
                    case "--output" -> {
                        output = next;
                        i++;
                    }
                    default -> of = words.get(i);
                }
            }
            return new Asked(of, threads, output);
        }
    }
}
