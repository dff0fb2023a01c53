package dev.perfadvisor.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.model.Figures;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Problem;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.engine.model.Result;
import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.engine.render.Renderer;
import dev.perfadvisor.engine.render.Style;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every figure that a report shows is in the JSON of the same diagnosis, or follows from what is there. */
class JsonHoldsAllTest {

    private static final Advisor ADVISOR = new Advisor(List.of());

    /** {@code 164 ms}, {@code 23.4 per second}, {@code 10,000}, {@code -10.0}; not {@code p95} or {@code 2026-11-22}. */
    private static final Pattern FIGURE = Pattern.compile(
            "(?<![\\w.:/\\[-])[+-]?\\d[\\d,]*(?:\\.\\d+)?(?![\\w:/]|[-.]\\d)(?: (?:%|ms|s|min|h|ns|[kMGT]?B|per second|per minute|cores?)(?!\\w))?");

    private static final Pattern TEXT = Pattern.compile(">([^<]+)<");

    private static Result diagnose(Path directory) {
        return ADVISOR.diagnose(
                new Problem("API responses are slow (>2s)"), List.of(new Given.OfPath(directory)), Progress.SILENT);
    }

    /** What there is to read, piece by piece. */
    private static List<String> texts(String html) {
        var body = html.replaceAll("(?s)<(style|script)>.*?</\\1>", "");
        return TEXT.matcher(body)
                .results()
                .map(match -> match.group(1)
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&quot;", "\"")
                        .replace("&#39;", "'")
                        // Signs, and the limit of what is drawn, are no figures of the evidence.
                        .replaceAll("&#\\d+;|Calls under 0\\.5 %", "")
                        .replace("&amp;", "&"))
                .toList();
    }

    /** All that the JSON says in words, as it is shown: instants without their nanoseconds. */
    private static String words(JsonNode json) {
        return values(json).stream()
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .map(text -> text.replaceAll(
                        "(\\d{4}-\\d\\d-\\d\\d)T(\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,3})?)\\d*Z", "$1 $2 UTC"))
                .collect(Collectors.joining("\n"));
    }

    private static List<JsonNode> values(JsonNode json) {
        return json.isContainer()
                ? json.valueStream().flatMap(child -> values(child).stream()).toList()
                : List.of(json);
    }

    /** Every number of the JSON in each way in which it could be shown. */
    private static Set<String> figures(JsonNode json) {
        var figures = new HashSet<String>();
        var numbers = values(json).stream()
                .filter(JsonNode::isNumber)
                .map(JsonNode::asDouble)
                .distinct()
                .toList();
        numbers.forEach(number -> add(figures, number));
        follow(json).forEach(number -> add(figures, number));
        return figures;
    }

    private static void add(Set<String> figures, double number) {
        for (var unit : List.of("s", "ratio", "B", "1/s", "1/min", "cores", "")) {
            figures.add(Figures.words(number, unit));
        }
        // Bars over time are whole milliseconds, flame graphs count nanoseconds.
        figures.add(Figures.plain(Math.floor(number * 1e3)));
        figures.add(Figures.seconds(number / 1e9));
        figures.add(String.format(Locale.ROOT, "%+.1f", number));
    }

    /** Counts, sums and means of what the JSON lists. */
    private static List<Double> follow(JsonNode json) {
        var more = new ArrayList<Double>();
        more.add(json.path("artifacts")
                .valueStream()
                .mapToDouble(a -> a.path("bytes").asDouble())
                .sum());
        var overview = json.path("facts").path("overview");
        overview.path("tracks")
                .path("tracks")
                .forEach(track -> track.path("values")
                        .valueStream()
                        .filter(JsonNode::isNumber)
                        .mapToDouble(JsonNode::asDouble)
                        .average()
                        .ifPresent(more::add));
        overview.path("flames").forEach(flame -> shares(flame, more));
        return more;
    }

    /** Of all, with what is called and without it. */
    private static void shares(JsonNode flame, List<Double> into) {
        double total = flame.path("total").asDouble();
        var calls = flame.path("calls");
        var own = new HashMap<String, Double>();
        var callers = new ArrayList<String>();
        for (int row = 0; row < calls.size(); row++) {
            double weight = flame.path("weights").path(row).asDouble();
            into.add(weight / total);
            var name = flame.path("names").path(end(flame, row)).asString();
            callers.subList(flame.path("depths").path(row).asInt(), callers.size())
                    .clear();
            own.merge(name, weight, Double::sum);
            if (!callers.isEmpty()) {
                own.merge(callers.getLast(), -weight, Double::sum);
            }
            callers.add(name);
        }
        own.values().forEach(weight -> into.addAll(List.of(weight, weight / total)));
    }

    /** The last call of a row that stands for several. */
    private static int end(JsonNode flame, int row) {
        return flame.path("chains")
                .valueStream()
                .filter(chain -> chain.path("row").asInt() == row)
                .map(chain ->
                        chain.path("calls").path(chain.path("calls").size() - 1).asInt())
                .findFirst()
                .orElse(flame.path("calls").path(row).asInt());
    }

    /** How many things are listed is not said by a number of the JSON, but by its list. */
    private static boolean isCount(String figure) {
        return figure.matches("\\d{1,3}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../samples/checkout",
                "src/test/resources/cases/lock-contention",
                "src/test/resources/cases/missing-index"
            })
    void everyFigureThatIsShown(String directory) {
        var result = diagnose(Path.of(directory));
        var json = JsonMapper.shared().readTree(Renderer.render(result, Format.JSON, Style.plain()));
        var words = words(json);
        var figures = figures(json);
        FIGURE.matcher(words).results().map(MatchResult::group).forEach(figures::add);
        var unknown = texts(Renderer.render(result, Format.HTML, Style.plain())).stream()
                .filter(text -> !words.contains(text.strip()))
                .flatMap(text -> FIGURE.matcher(text)
                        .results()
                        .map(MatchResult::group)
                        .filter(figure -> !figures.contains(figure) && !isCount(figure))
                        .map(figure -> figure + " in: " + text))
                .toList();
        assertThat(unknown).isEmpty();
    }
}
