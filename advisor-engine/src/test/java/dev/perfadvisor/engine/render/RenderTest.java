package dev.perfadvisor.engine.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.render.Document.Code;
import dev.perfadvisor.engine.render.Document.Heading;
import dev.perfadvisor.engine.render.Document.Paragraph;
import dev.perfadvisor.engine.render.Document.Table;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A result as text, whatever words evidence has put into it. */
class RenderTest {

    private static final String HOSTILE = "\u001B[31m\u001B]0;owned\u0007\r\u009B2J\u202Etxt.exe\u0000<script>alert(1)"
            + "</script>\" onload='x' &lt; | a | **b** [c](javascript:d) ```\n# e\n````";

    private static String terminal(String text, Style style) {
        return Renderer.render(Results.with(text), Format.TERMINAL, style);
    }

    @Provide
    Arbitrary<String> names() {
        var nasty = Arbitraries.of(
                "\u001B[2J",
                "\t",
                "\n",
                " ",
                "ﷺ",
                "½",
                "é",
                "x".repeat(90),
                "a b",
                "\u009B",
                "`",
                "|",
                "\\",
                "<b>",
                "😀");
        return Arbitraries.oneOf(nasty, Arbitraries.strings().ofMaxLength(20))
                .list()
                .ofMaxSize(6)
                .map(parts -> String.join("", parts));
    }

    @Property(tries = 60)
    void noLineIsWiderThanTheTerminal(
            @ForAll("names") String name,
            @ForAll @IntRange(min = 40, max = 200) int width,
            @ForAll boolean unicode,
            @ForAll boolean folded) {
        var lines = terminal(name, new Style(width, false, unicode, folded)).lines();
        // What is there to be copied is not wrapped; it stands eight columns in.
        assertThat(lines.filter(line -> !line.startsWith("        ")))
                .allMatch(line -> line.codePointCount(0, line.length()) <= width)
                .noneMatch(line -> line.contains("\t"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a ba b", "½ x[2J", "ﷺ", "ab cdefg"})
    void shortWordsAreNoReasonForAWideLine(String name) {
        for (int width = 40; width < 60; width++) {
            noLineIsWiderThanTheTerminal(name, width, false, true);
        }
    }

    @Property(tries = 60)
    void nothingFromEvidenceControlsTheTerminal(
            @ForAll("names") String name, @ForAll boolean unicode, @ForAll boolean folded) {
        var text = terminal(name, new Style(80, false, unicode, folded));
        assertThat(text.chars().filter(c -> c != '\n' && c != '\t' && (c < 32 || (c >= 127 && c < 160))))
                .isEmpty();
        assertThat(unicode || text.chars().allMatch(c -> c < 128)).isTrue();
    }

    @Test
    void coloursAreNothingButColours() {
        var plain = terminal(HOSTILE, new Style(80, false, true, false));
        var colourful = terminal(HOSTILE, new Style(80, true, true, false));
        assertThat(plain).doesNotContain("\u001B").doesNotContain("\u202E");
        assertThat(colourful).contains("\u001B[");
        assertThat(colourful.replaceAll("\u001B\\[[0-9;]*m", "")).isEqualTo(plain);
        assertThat(plain)
                .contains("!! Too few tills.")
                .contains("[x] Done")
                .contains("[ ] Open")
                .contains("[-] Not needed");
    }

    @Test
    void onANarrowTerminalNoCellIsLost() {
        var text = terminal("name", new Style(40, false, true, true));
        assertThat(text).contains("Metric: p95").contains("Value: 164 ms").contains("Poor beyond: 1 s");
        assertThat(terminal("name", new Style(120, false, true, true))).doesNotContain("Metric: p95");
    }

    @Test
    void whatMayBeSkippedIsFoldedOnTheTerminalOnly() {
        assertThat(terminal("name", new Style(80, false, true, true))).doesNotContain("shop.till.age");
        assertThat(terminal("name", new Style(80, false, true, false))).contains("shop.till.age");
    }

    @Test
    void aCellOfATableStaysInItsCell() {
        var markdown = MarkdownRenderer.render(new Document(
                "t",
                List.of(new Table(
                        List.of("a", "b"),
                        List.of(List.of("x | y\n| z | `|`", "\\|"), List.of(HOSTILE, "")),
                        List.of()))));
        var rows = markdown.lines().filter(line -> line.startsWith("|")).toList();
        assertThat(rows).hasSize(4);
        assertThat(rows).allMatch(row -> row.split("(?<!\\\\)(?:\\\\\\\\)*\\|", -1).length == 4);
    }

    @Property(tries = 100)
    void codeDoesNotBreakOutOfItsFence(@ForAll @IntRange(max = 12) int ticks, @ForAll("names") String text) {
        var content = "a\n" + "`".repeat(ticks) + "\n<script>\n" + text;
        var lines = MarkdownRenderer.render(new Document("t", List.of(new Code("sql", content), new Paragraph("end"))))
                .lines()
                .toList();
        var fence = lines.get(2).replace("sql", "");
        assertThat(fence).matches("`{3,}");
        var closing = lines.subList(3, lines.size()).stream()
                .filter(line -> line.matches(" {0,3}" + fence + "`*\\s*"))
                .count();
        assertThat(closing).isEqualTo(1);
        assertThat(lines.get(lines.size() - 3)).isEqualTo(fence);
    }

    @Test
    void markdownFromEvidenceIsText() {
        var markdown = Renderer.render(Results.with(HOSTILE), Format.MARKDOWN, Style.plain());
        var outside = withoutCode(markdown);
        assertThat(outside)
                .doesNotContainPattern("(?<!\\\\)<script")
                .doesNotContainPattern("(?<!\\\\)\\[c")
                .doesNotContainPattern("(?m)^# e");
        assertThat(markdown.chars().filter(c -> c == 27)).isEmpty();
    }

    private static String withoutCode(String markdown) {
        var outside = new StringBuilder();
        var fence = "";
        for (var line : markdown.lines().toList()) {
            if (fence.isEmpty() && line.startsWith("```")) {
                fence = line.replaceAll("[^`]", "");
            } else if (!fence.isEmpty()) {
                fence = line.equals(fence) ? "" : fence;
            } else {
                outside.append(line).append('\n');
            }
        }
        assertThat(fence).isEmpty();
        return outside.toString();
    }

    @Property(tries = 40)
    void htmlHasTheSameTagsWhateverIsInTheEvidence(@ForAll("names") String name) {
        // Something must be there for a detail to be shown at all.
        assertThat(tags("n" + name)).isEqualTo(tags("name"));
    }

    @Example
    void hostileTextInHtmlIsInert() {
        assertThat(tags(HOSTILE)).isEqualTo(tags("name"));
        assertThat(Renderer.render(Results.with(HOSTILE), Format.HTML, Style.plain()))
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot; onload=&#39;x&#39; &amp;lt;")
                .doesNotContain("\u001B");
    }

    private static List<String> tags(String name) {
        var html = Renderer.render(Results.with(name), Format.HTML, Style.plain());
        return Arrays.stream(html.split("(?=<)|(?<=>)"))
                .filter(part -> part.startsWith("<"))
                .toList();
    }

    private static JsonNode json() {
        return Json.mapper().readTree(Renderer.render(Results.with(HOSTILE), Format.JSON, Style.plain()));
    }

    private static void holds(JsonNode object, String... names) {
        assertThat(object.propertyNames()).contains(names);
    }

    @Test
    void jsonHasTheFieldsThatOthersRelyOn() {
        var json = json();
        holds(
                json,
                "schema",
                "problem",
                "artifacts",
                "facts",
                "findings",
                "causes",
                "undecided",
                "next",
                "plan",
                "healthy");
        assertThat(json.path("schema").asString()).isEqualTo("advisor.result/1");
        assertThat(json.path("healthy").isBoolean()).isTrue();
        var artifact = json.at("/artifacts/0");
        holds(artifact, "id", "name", "kind", "bytes", "sha256", "reading", "from", "to");
        assertThat(artifact.at("/reading/status").asString()).isEqualTo("partial");
        holds(artifact.at("/reading/problems/0"), "place", "cause", "advice");
        var finding = json.at("/findings/0");
        holds(
                finding,
                "rule",
                "title",
                "capability",
                "stage",
                "severity",
                "score",
                "evidence",
                "diagnosis",
                "remedies");
        holds(finding, "proof", "references");
        holds(finding.at("/evidence/0"), "fact", "value", "unit", "origin", "artifact", "locator");
        holds(json.at("/causes/0"), "id", "title", "support", "severity", "why", "explains", "gain", "remedies");
        holds(json.at("/causes/0/remedies/0"), "what", "effort", "risk", "gain", "snippet");
        holds(json.at("/undecided/0"), "rule", "missing");
        holds(json.at("/next/0"), "ask", "command", "decides");
        holds(json.at("/plan/stages/0/steps/0"), "title", "status", "detail", "command", "snippet");
        assertThat(Stream.of(0, 1, 2, 3, 4)
                        .map(i -> json.at("/plan/stages/" + i + "/stage").asString()))
                .containsExactly("measure", "profile", "identify", "optimize", "validate");
    }

    @Test
    void jsonHoldsWhatWasFoundInPlainUnits() {
        var json = json();
        assertThat(json.path("problem").asString()).isEqualTo(HOSTILE);
        assertThat(json.at("/facts/shop/delay").asDouble()).isEqualTo(0.164);
        assertThat(json.at("/facts/shop/opened").asString()).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(json.at("/artifacts/0/from").asString()).isEqualTo("2025-01-02T03:04:05.678Z");
        assertThat(json.at("/artifacts/1/to").isNull()).isTrue();
        assertThat(json.at("/findings/0/score").asDouble()).isEqualTo(87.7);
        assertThat(json.at("/findings/0/capability").asString()).isEqualTo("load-testing");
        assertThat(json.at("/findings/0/severity").asString()).isEqualTo("high");
        assertThat(json.at("/findings/0/evidence/0/origin").asString()).isEqualTo("measured");
        assertThat(json.at("/findings/0/evidence/2/value").isNull()).isTrue();
        assertThat(json.at("/causes/0/why/1/decibans").asDouble()).isEqualTo(18.5);
        assertThat(json.at("/causes/0/gain/factor").asDouble()).isEqualTo(2.63);
        assertThat(json.at("/causes/1/gain").isNull()).isTrue();
        assertThat(json.at("/plan/stages/0/steps/1/status").asString()).isEqualTo("not-needed");
    }

    @Test
    void anIdStaysAsItIsTypedInAHeadingOfCapitals() {
        var heading = new Document("t", List.of(new Heading(1, "Pool (Hikari) exhausted (pool.connections-x)", "h")));

        assertThat(TerminalRenderer.render(heading, new Style(80, false, true, false)))
                .contains("POOL (HIKARI) EXHAUSTED (pool.connections-x)");
    }

    /** What stands first in a row is there to be copied: it is not broken, at whatever cost to the other columns. */
    @ParameterizedTest
    @ValueSource(ints = {60, 80, 100, 140})
    void whatStandsFirstInARowIsInOnePiece(int width) {
        var path = "jfr.waits.connectionPool.waitingThreads";
        var table = new Table(
                List.of("Fact", "Value", "From"),
                List.of(
                        List.of(path, "a.very.long.name.of.a.class.Outer$Inner.method", "app.jfr, jdk.ThreadPark at 8"),
                        List.of("jfr.cpu", "1 %", "app.jfr")),
                List.of());

        assertThat(TerminalRenderer.render(new Document("t", List.of(table)), new Style(width, false, true, false))
                        .lines())
                .anyMatch(line -> line.contains(path))
                .allMatch(line -> line.length() <= width);
    }
}
