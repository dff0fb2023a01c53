package dev.perfadvisor.shell.oneshot;

import dev.perfadvisor.engine.model.Artifact;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.engine.model.Reading;
import dev.perfadvisor.shell.ProgressLine;
import dev.perfadvisor.shell.Surroundings;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** Evidence named on the command line. */
final class Evidence {

    private static final String STANDARD_INPUT = "-";

    private Evidence() {}

    static List<Given> of(List<String> names, Surroundings surroundings) {
        if (names.stream().filter(STANDARD_INPUT::equals).count() > 1) {
            throw new UsageException("Standard input (-) can be read once only.");
        }
        return names.stream().map(name -> given(name, surroundings)).toList();
    }

    private static Given given(String name, Surroundings surroundings) {
        return name.equals(STANDARD_INPUT)
                ? new Given.OfStream("standard input", surroundings::in)
                : new Given.OfPath(Path.of(name));
    }

    /** Runs an analysis and shows how far it is, where there is somebody to look at it. */
    static <T> T watched(Surroundings surroundings, List<Given> evidence, Function<Progress, T> analysis) {
        var listener = surroundings.listener();
        if (listener != null) {
            return analysis.apply(listener);
        }
        if (!surroundings.isTerminal("err")) {
            return analysis.apply(Progress.SILENT);
        }
        boolean files = evidence.stream().allMatch(Given.OfPath.class::isInstance);
        var paths = evidence.stream().map(given -> Path.of(given.name())).toList();
        try (var line = ProgressLine.on(surroundings.err(), files ? ProgressLine.sizeOf(paths) : 0)) {
            return analysis.apply(line);
        }
    }

    /** One line on each artifact that was not read to its end. */
    static void complain(List<Artifact> artifacts, Surroundings surroundings) {
        for (var artifact : artifacts) {
            switch (artifact.reading()) {
                case Reading.Complete _ -> {}
                case Reading.Partial(var problems) ->
                    surroundings.complain("%s was read in part: %s, %s"
                            .formatted(
                                    artifact.name(),
                                    problems.getFirst().place(),
                                    problems.getFirst().cause()));
                case Reading.Rejected(var problem) ->
                    surroundings.complain("%s was not read: %s".formatted(artifact.name(), problem.cause()));
            }
        }
    }
}
