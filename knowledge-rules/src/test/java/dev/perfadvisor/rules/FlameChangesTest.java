package dev.perfadvisor.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.Comparisons;
import dev.perfadvisor.engine.Comparisons.RunEvidence;
import dev.perfadvisor.engine.FactReader;
import dev.perfadvisor.engine.FlameGraphRequest;
import dev.perfadvisor.engine.Validations;
import dev.perfadvisor.engine.model.Chart.FlameChange;
import dev.perfadvisor.engine.model.Comparison;
import dev.perfadvisor.engine.model.FlameGraph;
import dev.perfadvisor.engine.model.FlameGraph.Node;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Problem;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.engine.render.ComparisonReport;
import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.engine.render.Style;
import dev.perfadvisor.engine.render.ValidationReport;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The differential flame graph of a comparison holds what the flame graphs of both recordings hold. */
class FlameChangesTest {

    private static final Advisor ADVISOR = new Advisor(List.of());
    private static final Given BEFORE = recording("healthy-light");
    private static final Given AFTER = recording("lock-contention");

    private static Comparison comparison = compare(BEFORE, AFTER);

    private static Given recording(String name) {
        return new Given.OfPath(Path.of("src/test/resources/cases/" + name + "/app.jfr.zst"));
    }

    private static Comparison compare(Given one, Given other) {
        return new Comparisons(ADVISOR)
                .compare(
                        List.of(new RunEvidence("before", List.of(one))),
                        List.of(new RunEvidence("after", List.of(other))),
                        Progress.SILENT);
    }

    private static FlameGraph whole(Given recording, String measure) {
        return Objects.requireNonNull(new FactReader()
                .flameGraph(List.of(recording), new FlameGraphRequest(measure, ""), Progress.SILENT)
                .graph());
    }

    @BeforeAll
    static void bothHaveCpuTimeAndMemory() {
        assertThat(comparison.flames()).extracting(FlameChange::measure).contains("cpu", "allocation");
    }

    @Test
    void everyCallHasTheWeightThatItHasInEachRecording() {
        for (var change : comparison.flames()) {
            var before = whole(BEFORE, change.measure());
            var after = whole(AFTER, change.measure());
            assertThat(change.baseTotal()).isEqualTo(before.root().total());
            assertThat(change.candidateTotal()).isEqualTo(after.root().total());
            var path = new ArrayList<String>();
            for (int row = 0; row < change.calls().size(); row++) {
                int depth = change.depths().get(row);
                path.subList(depth, path.size()).clear();
                path.add(change.names().get(change.calls().get(row)));
                holds(change.base().get(row), before.root(), path);
                holds(change.candidate().get(row), after.root(), path);
            }
        }
    }

    @Test
    void aReportAgainstABaseHasBothAndEachItsOwnPlace() {
        var base = new Comparisons(ADVISOR).runs(List.of(new RunEvidence("before", List.of(BEFORE))), Progress.SILENT);
        var after = ADVISOR.diagnose(Problem.unsaid(), List.of(AFTER), Progress.SILENT);
        var html = ValidationReport.render(
                new Validations(ADVISOR).validate(after, "", base, "after"), Format.HTML, Style.plain());
        assertThat(html)
                .contains(
                        "id=\"flame-changes\"",
                        "id=\"flame-change-cpu\"",
                        "id=\"flame-change-allocation\"",
                        "id=\"flame-graphs\"");
        var links = Pattern.compile("class=\"here\" href=\"#([^\"]*)\"")
                .matcher(html)
                .results()
                .map(link -> link.group(1))
                .toList();
        assertThat(links).hasSizeGreaterThan(10).doesNotHaveDuplicates();
    }

    /** What is under half a percent of a recording is not kept of it. */
    private static void holds(long weight, Node root, List<String> path) {
        var totals = at(root, path).stream().map(Node::total).toList();
        if (weight > 0) {
            assertThat(totals).as("%s", path).contains(weight);
        } else {
            assertThat(totals).as("%s", path).allMatch(total -> total < 0.005 * root.total());
        }
    }

    /** Where a path can end: a row {@code a ... c} stands for a chain of calls, in which c can come several times. */
    private static List<Node> at(Node root, List<String> path) {
        var nodes = List.of(root);
        for (var step : path) {
            var ends = step.split(" \u2026 ", 2);
            nodes = nodes.stream()
                    .flatMap(node -> node.children().stream())
                    .filter(node -> node.name().equals(ends[0]))
                    .flatMap(node -> ends.length == 1 ? Stream.of(node) : chain(node, ends[1]))
                    .toList();
        }
        return nodes;
    }

    private static Stream<Node> chain(Node from, String end) {
        return Stream.iterate(
                        from,
                        node -> !node.children().isEmpty(),
                        node -> node.children().getFirst())
                .flatMap(node -> node.children().stream().limit(1))
                .filter(node -> node.name().equals(end));
    }

    @Test
    void theOtherWayRoundEachIsTheOther() {
        var turned = compare(AFTER, BEFORE);
        for (int i = 0; i < comparison.flames().size(); i++) {
            assertThat(turned.flames().get(i).base())
                    .isEqualTo(comparison.flames().get(i).candidate());
            assertThat(turned.flames().get(i).candidate())
                    .isEqualTo(comparison.flames().get(i).base());
        }
    }

    @Test
    void aRunThatWasKeptIsDrawnAsWhenItWasRead() {
        var facts = ADVISOR.facts(List.of(BEFORE), Progress.SILENT).json();
        var kept = new Given.OfStream("kept", () -> new ByteArrayInputStream(facts.getBytes(StandardCharsets.UTF_8)));
        assertThat(compare(kept, AFTER).flames()).isEqualTo(comparison.flames());
    }

    @Test
    void aRecordingIsTheSameAsItself() {
        for (var change : compare(BEFORE, BEFORE).flames()) {
            for (int row = 0; row < change.calls().size(); row++) {
                assertThat(change.beyondChance(row)).isFalse();
            }
        }
    }

    @Test
    void aFewSamplesMoreAreChanceAndManyAreNot() {
        var change = new FlameChange(
                "cpu",
                "samples",
                List.of("a", "b"),
                List.of(0, 1),
                List.of(0, 0),
                List.of(50L, 50L),
                List.of(55L, 90L),
                200,
                200);
        assertThat(change.beyondChance(0)).isFalse();
        assertThat(change.beyondChance(1)).isTrue();
        assertThat(change.after(1) - change.before(1)).isEqualTo(0.2);
    }

    @Test
    void everyFormatShowsIt() {
        assertThat(ComparisonReport.render(comparison, Format.HTML, Style.plain()))
                .contains("id=\"flame-change-cpu\"", "class=\"more", "class=\"less", " points the share grew");
        assertThat(ComparisonReport.render(comparison, Format.MARKDOWN, Style.plain()))
                .containsPattern("\\d %  [+-]\\d+\\.\\d   *\\S");
        assertThat(ComparisonReport.render(comparison, Format.JSON, Style.plain()))
                .contains("\"flames\"", "\"candidateTotal\"");
    }
}
