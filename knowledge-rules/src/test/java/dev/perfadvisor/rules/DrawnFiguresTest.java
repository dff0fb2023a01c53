package dev.perfadvisor.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.Comparisons;
import dev.perfadvisor.engine.Comparisons.RunEvidence;
import dev.perfadvisor.engine.model.Figures;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Problem;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.engine.render.ComparisonReport;
import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.engine.render.Renderer;
import dev.perfadvisor.engine.render.Style;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is drawn in a report is what the JSON of the same diagnosis says, to a tenth of a pixel. */
class DrawnFiguresTest {

    private static final double PIXEL = 0.11;
    private static final Given BEFORE = evidence("healthy-light");
    private static final Given AFTER = evidence("missing-index");

    private static String html = "";
    private static JsonNode facts = JsonMapper.shared().createObjectNode();
    private static String comparedHtml = "";
    private static JsonNode compared = JsonMapper.shared().createObjectNode();

    private static Given evidence(String name) {
        return new Given.OfPath(Path.of("src/test/resources/cases").resolve(name));
    }

    @BeforeAll
    static void report() {
        var advisor = new Advisor(List.of());
        var result = advisor.diagnose(Problem.unsaid(), List.of(AFTER), Progress.SILENT);
        html = Renderer.render(result, Format.HTML, Style.plain());
        facts = JsonMapper.shared()
                .readTree(Renderer.render(result, Format.JSON, Style.plain()))
                .path("facts");
        var comparison = new Comparisons(advisor)
                .compare(
                        List.of(new RunEvidence("before", List.of(BEFORE))),
                        List.of(new RunEvidence("after", List.of(AFTER))),
                        Progress.SILENT);
        comparedHtml = ComparisonReport.render(comparison, Format.HTML, Style.plain());
        compared = JsonMapper.shared().readTree(ComparisonReport.render(comparison, Format.JSON, Style.plain()));
    }

    /** The figure of an id. */
    private static String figure(String page, String id) {
        int from = page.indexOf("<figure id=\"" + id + "\"");
        assertThat(from).as(id).isNotNegative();
        return page.substring(from, page.indexOf("</figure>", from));
    }

    private static List<MatchResult> all(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().toList();
    }

    private static double number(MatchResult match, int group) {
        return Double.parseDouble(match.group(group));
    }

    private static List<JsonNode> list(JsonNode array) {
        assertThat(array.isArray()).isTrue();
        return array.valueStream().toList();
    }

    @Test
    void aBarOfAFlameGraphIsAsWideAsItsShare() {
        var flames = list(facts.path("overview").path("flames"));
        assertThat(flames).hasSizeGreaterThan(1);
        for (var flame : flames) {
            var bars = bars(html, "flame-" + flame.path("measure").asString());
            assertThat(bars).hasSameSizeAs(list(flame.path("weights")));
            double total = flame.path("total").asDouble();
            for (int row = 0; row < bars.size(); row++) {
                double share = flame.path("weights").path(row).asDouble() / total;
                isDrawn(bars.get(row), share, flame.path("depths").path(row).asInt());
                assertThat(bars.get(row).group(1)).contains(": " + Figures.percent(share) + ", ");
            }
        }
    }

    @Test
    void aBarOfBothSidesIsAsWideAsTheMeanOfTheirShares() {
        var flames = list(compared.path("flames"));
        assertThat(flames).hasSizeGreaterThan(1);
        for (var flame : flames) {
            var bars =
                    bars(comparedHtml, "flame-change-" + flame.path("measure").asString());
            assertThat(bars).hasSameSizeAs(list(flame.path("base")));
            for (int row = 0; row < bars.size(); row++) {
                double before = flame.path("base").path(row).asDouble()
                        / flame.path("baseTotal").asDouble();
                double after = flame.path("candidate").path(row).asDouble()
                        / flame.path("candidateTotal").asDouble();
                isDrawn(
                        bars.get(row),
                        (before + after) / 2,
                        flame.path("depths").path(row).asInt());
                assertThat(bars.get(row).group(1))
                        .contains(": " + Figures.percent(before) + " before, " + Figures.percent(after) + " after");
            }
        }
    }

    /** Tip, x, y, width. */
    private static List<MatchResult> bars(String page, String id) {
        return all("<title>([^<]*)</title><rect x=\"([^\"]+)\" y=\"([^\"]+)\" width=\"([^\"]+)\"", figure(page, id));
    }

    private static void isDrawn(MatchResult bar, double share, int depth) {
        assertThat(number(bar, 4)).isCloseTo(Math.max(0.5, share * 1000 - 0.5), within(PIXEL));
        assertThat(number(bar, 3)).isEqualTo(depth * 18);
        assertThat(number(bar, 2) + number(bar, 4)).isLessThan(1000.2);
    }

    @Test
    void whatComesWithSlowSecondsIsDrawnBesideTheOthers() {
        var coincidences = list(facts.path("cross").path("spikes").path("coincidences"));
        var figure = figure(html, "spikes");
        var bars = all("class=\"s(\\d)\" width=\"([^\"]+)\"[^%]*?<td class=\"right\">([^<]+)</td>", figure);
        assertThat(bars).hasSize(2 * coincidences.size()).isNotEmpty();
        for (int i = 0; i < bars.size(); i++) {
            var share = coincidences.get(i / 2).path(i % 2 == 0 ? "slowShare" : "normalShare");
            assertThat(number(bars.get(i), 1)).isEqualTo(i % 2);
            assertThat(number(bars.get(i), 2)).isCloseTo(share.asDouble() * 100, within(PIXEL));
            assertThat(bars.get(i).group(3)).isEqualTo(Figures.percent(share.asDouble()));
        }
        assertThat(figure)
                .contains("in the " + facts.at("/cross/spikes/slowSeconds").asInt() + " slow seconds")
                .contains("in the " + facts.at("/cross/spikes/normalSeconds").asInt() + " others");
    }

    @Test
    void quantilesStandWhereTheScaleOfPowersOfTenHasThem() {
        var figure = figure(html, "latency");
        var ticks = all("class=\"tick\" x=\"([^\"]+)\" y=\"\\d+\">([\\d,.]+) (ms|s)<", figure);
        assertThat(ticks).hasSizeGreaterThan(2);
        double left = number(ticks.getFirst(), 1);
        double decade = number(ticks.get(1), 1) - left;
        double first = Math.log10(
                number(ticks.getFirst(), 2) * (ticks.getFirst().group(3).equals("ms") ? 1e-3 : 1));
        var rows = all("<g><title>([^<]*)</title>(.*?)</g>", figure.replace("\n", " "));
        var names = new ArrayList<>(List.of("all requests"));
        var latencies = new ArrayList<>(List.of(facts.at("/load/latency")));
        if (list(facts.at("/load/endpoints")).size() > 1) {
            for (var endpoint : list(facts.at("/load/endpoints"))) {
                names.add(endpoint.path("name").asString());
                latencies.add(endpoint.path("latency"));
            }
        }
        assertThat(rows).extracting(row -> row.group(1)).isEqualTo(names);
        var signs = Map.of(
                "p50", "class=\"q50\" cx=\"([^\"]+)\"",
                "p90", "class=\"q90\" d=\"M([\\d.]+) ",
                // A square is drawn from its corner.
                "p95", "class=\"q95\" x=\"([^\"]+)\"",
                "p99", "class=\"q99\" d=\"M([\\d.]+) ",
                "max", "class=\"qmax\" cx=\"([^\"]+)\"");
        for (int row = 0; row < rows.size(); row++) {
            var drawn = rows.get(row).group(2);
            var latency = latencies.get(row);
            signs.forEach((name, sign) -> assertThat(
                            number(all(sign, drawn).getFirst(), 1) + (name.equals("p95") ? 4 : 0))
                    .as(name)
                    .isCloseTo(left + (Math.log10(latency.path(name).asDouble()) - first) * decade, within(2 * PIXEL)));
        }
    }

    @Test
    void allEvidenceIsOnOneAxisAndEveryStepAsHighAsItsAmount() {
        var timeline = facts.at("/overview/tracks");
        var figure = figure(html, "timeline");
        var axis = all("data-axis=\"(\\d+) (\\d+) (\\d+)\"", figure).getFirst();
        double left = number(axis, 1);
        double step = number(axis, 2) / number(axis, 3);
        double seconds = timeline.path("step").asDouble();
        double from = Instant.parse(timeline.path("from").asString()).toEpochMilli() / 1e3;

        var spans = all("class=\"span\" x=\"([^\"]+)\" y=\"\\d+\" width=\"([^\"]+)\"", figure);
        assertThat(spans).hasSameSizeAs(list(timeline.path("spans")));
        for (int i = 0; i < spans.size(); i++) {
            double begin = at(timeline.path("spans").path(i).path("from")) - from;
            double end = at(timeline.path("spans").path(i).path("to")) - from;
            assertThat(number(spans.get(i), 1)).isCloseTo(left + begin / seconds * step, within(PIXEL));
            assertThat(number(spans.get(i), 2))
                    .isCloseTo(Math.max(2, (end - begin) / seconds * step), within(2 * PIXEL));
        }

        var tracks = list(timeline.path("tracks"));
        var drawn = all(
                "<g><title>[^<]*</title>.*?class=\"base\" d=\"M\\d+ (\\d+)h.*?class=\"area\" d=\"([^\"]+)\"", figure);
        assertThat(drawn).hasSameSizeAs(tracks).hasSizeGreaterThan(5);
        for (int i = 0; i < tracks.size(); i++) {
            isDrawn(drawn.get(i), list(tracks.get(i).path("values")), left, step);
        }
    }

    private static double at(JsonNode instant) {
        return Instant.parse(instant.asString()).toEpochMilli() / 1e3;
    }

    /** The outline is walked from column to column: {@code M230 100V80H240V90H250V100z}. */
    private static void isDrawn(MatchResult track, List<JsonNode> values, double left, double step) {
        double base = number(track, 1);
        double most = values.stream().mapToDouble(JsonNode::asDouble).max().orElseThrow();
        var heights = new double[values.size()];
        double x = 0;
        double top = base;
        for (var move : all("M([\\d.]+) [\\d.]+|V([\\d.]+)|H([\\d.]+)", track.group(2))) {
            if (move.group(1) != null) {
                x = number(move, 1);
            } else if (move.group(2) != null) {
                top = number(move, 2);
            } else {
                heights[(int) Math.round((x - left) / step)] = base - top;
                x = number(move, 3);
            }
        }
        for (int i = 0; i < heights.length; i++) {
            double amount = Math.max(0, values.get(i).asDouble());
            assertThat(heights[i]).isCloseTo(amount / most * 34, within(PIXEL));
        }
    }
}
