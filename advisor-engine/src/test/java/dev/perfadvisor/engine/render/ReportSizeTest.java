package dev.perfadvisor.engine.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.model.Artifact;
import dev.perfadvisor.engine.model.Chart;
import dev.perfadvisor.engine.model.Charted;
import dev.perfadvisor.engine.model.Diagnosis;
import dev.perfadvisor.engine.model.Fact;
import dev.perfadvisor.engine.model.FactTree;
import dev.perfadvisor.engine.model.Finding;
import dev.perfadvisor.engine.model.FlameGraph;
import dev.perfadvisor.engine.model.Icicle;
import dev.perfadvisor.engine.model.Origin;
import dev.perfadvisor.engine.model.Profile;
import dev.perfadvisor.engine.model.Profile.Profiled;
import dev.perfadvisor.engine.model.ReadProblem;
import dev.perfadvisor.engine.model.Reading;
import dev.perfadvisor.engine.model.Result;
import dev.perfadvisor.engine.model.Severity;
import dev.perfadvisor.engine.model.Undecided;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** However much was handed in, and however long the names in it are, a report can be sent and opened. */
class ReportSizeTest {

    private static final int MOST_BYTES = 1_000_000;
    private static final Instant START = Instant.parse("2026-11-22T08:30:00Z");

    /** Everything at once, each as large as the evidence may make it or larger. */
    public record Everything(List<Exhibit> exhibits) implements Charted, Profiled {

        @Override
        public Profile profile() {
            var details = IntStream.range(0, 10)
                    .mapToObj(i -> new Profile.Detail(
                            "s" + i,
                            i + "x".repeat(500_000),
                            List.of("called"),
                            "y".repeat(500_000),
                            "z".repeat(500_000)))
                    .toList();
            var rows = Collections.nCopies(20, List.of("1", "select"));
            return new Profile("Statements", "many", List.of(), List.of("#", "Statement"), rows, List.of(0), details);
        }
    }

    /** Of a program of some 2,000 paths through classes with long names. */
    private static Chart.Flame flame(String measure) {
        var root = new FlameGraph.Builder("");
        for (int thread = 0; thread < 60; thread++) {
            for (int call = 0; call < 32; call++) {
                var at = root.child("thread-" + thread);
                for (int depth = 0; depth < 20; depth++) {
                    at = at.child(
                            "com.example.generated." + "Long".repeat(100) + "$" + (call >> depth) + ".call" + depth);
                    at.add(1);
                }
            }
        }
        var graph = root.graph(measure, "samples");
        var rows = Icicle.of(graph.root(), 1);
        return new Chart.Flame(
                measure,
                "samples",
                rows.names(),
                rows.calls(),
                rows.depths(),
                rows.weights().getFirst(),
                graph.root().total());
    }

    private static Chart.Tracks tracks(List<Artifact> artifacts) {
        var spans = artifacts.stream()
                .map(artifact -> new Chart.Span(artifact.id(), artifact.name(), START, START.plusSeconds(240)))
                .toList();
        var track = new Chart.Track("requests", "Requests", "1/s", Collections.nCopies(240, 123.456));
        return new Chart.Tracks(START, Duration.ofSeconds(1), spans, Collections.nCopies(14, track), List.of(), "");
    }

    private static Artifact artifact(int number) {
        var problem = new ReadProblem("line " + number, "cut off", "write it anew " + number);
        return new Artifact(
                "a" + number,
                "directory/".repeat(50) + "file-" + number + ".log",
                "sql",
                "",
                1_000_000,
                "",
                new Reading.Partial(List.of(problem)),
                START,
                START.plusSeconds(240));
    }

    private static Finding finding(Finding as, int number) {
        var facts = IntStream.range(0, 6)
                .mapToObj(i -> new Fact(
                        "sql.statements[" + number + "].fact" + i,
                        "v".repeat(5000),
                        "text",
                        Origin.MEASURED,
                        "a1",
                        "line 1"))
                .toList();
        return new Finding(
                "area.rule-" + number / 3,
                "subject".repeat(300) + number,
                as.title(),
                as.role(),
                as.capability(),
                as.stage(),
                number % 2 == 0 ? Severity.LOW : Severity.HIGH,
                as.score(),
                as.impact(),
                facts,
                "It is so. ".repeat(60),
                as.remedies(),
                as.proof(),
                as.references(),
                as.falsePositives());
    }

    private static Result everything() {
        var as = Results.with("words");
        var artifacts =
                IntStream.range(0, 3000).mapToObj(ReportSizeTest::artifact).toList();
        var findings = new ArrayList<>(as.diagnosis().findings());
        IntStream.range(0, 700).forEach(i -> findings.add(finding(findings.getFirst(), i)));
        var undecided = IntStream.range(0, 240)
                .mapToObj(i -> new Undecided("area.rule-" + i, "It is slow", List.of("jfr.a.b", "sql.c.d")))
                .toList();
        var diagnosis = new Diagnosis(
                as.diagnosis().verdict(),
                false,
                findings,
                as.diagnosis().causes(),
                undecided,
                as.diagnosis().next());
        var exhibits = Stream.concat(
                        Stream.of(new Charted.Exhibit("timeline", "Time", "", tracks(artifacts))),
                        Stream.of("cpu", "allocation", "lock", "io", "exceptions")
                                .map(m -> new Charted.Exhibit("flame-" + m, m, "", flame(m))))
                .toList();
        return new Result(
                as.problem(),
                artifacts,
                FactTree.of(Map.of("all", new Everything(exhibits))),
                as.bands(),
                as.caching(),
                diagnosis,
                as.plan());
    }

    @Test
    void isBounded() {
        var html = Renderer.render(everything(), Format.HTML, Style.plain());
        assertThat(html.getBytes(StandardCharsets.UTF_8).length).isLessThan(MOST_BYTES);
        // What is left out is said.
        assertThat(html)
                .contains("The first 100 of 3000 artifacts.")
                .contains("2950 more problems")
                .contains("4203 facts that the findings rest on", "The first 400 of 4203")
                .contains("496,000 characters more", "2989 more");
    }
}
