package dev.perfadvisor.engine.assistant.grounding;

import dev.perfadvisor.engine.loadgen.Criterion;
import dev.perfadvisor.engine.loadgen.LoadKind;
import dev.perfadvisor.engine.loadgen.LoadTestScript;
import dev.perfadvisor.engine.loadgen.Stage;
import dev.perfadvisor.engine.loadgen.Tool;
import dev.perfadvisor.engine.model.Figures;
import dev.perfadvisor.engine.model.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What can be said of a load test that was written for a case: {@code loadtest:stress/k6}. */
final class LoadTestSheet {

    private LoadTestSheet() {}

    /** The test of a name, empty when there is no such kind or tool. */
    static Optional<LoadTestScript> script(String name, Ledger.Library library, Result result) {
        var parts = name.split("/", 2);
        var kind = LoadKind.of(parts[0]);
        var tool = parts.length < 2 ? Optional.<Tool>empty() : Tool.of(parts[1]);
        return kind.isEmpty() || tool.isEmpty()
                ? Optional.empty()
                : Optional.of(library.loadTest(kind.get(), tool.get(), result));
    }

    static Citable of(LoadTestScript script) {
        var model = script.model();
        var kind = model.kind().id();
        var name = "The %s test for %s".formatted(kind, script.tool().id());
        var length = model.stages().stream().map(Stage::length).reduce(Duration.ZERO, Duration::plus);
        var sentences = new ArrayList<>(List.of(
                "%s has %d requests in its mix, takes %s and reaches %s requests per second."
                        .formatted(
                                name,
                                model.requests().size(),
                                Figures.seconds((double) length.toSeconds()),
                                Figures.plain(model.peakRate())),
                name + " has passed when this holds: "
                        + model.criteria().stream().map(Criterion::words).collect(Collectors.joining("; ")) + ".",
                "To write %s into a file: ./advisor loadtest --kind %s --tool %s --from EVIDENCE --output %s"
                        .formatted(name, kind, script.tool().id(), script.fileName())));
        model.notes().forEach(note -> sentences.add("About " + name + ": " + note));
        return new Citable(
                "loadtest:" + kind + "/" + script.tool().id(),
                "loadtest",
                Subject.of(name),
                sentences,
                List.of(),
                List.of());
    }
}
