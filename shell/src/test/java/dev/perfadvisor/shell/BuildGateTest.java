package dev.perfadvisor.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Baselines, comparisons and the files that build servers read, as a job uses them. */
class BuildGateTest {

    @TempDir
    private Path directory = Path.of("");

    private Run.Setting setting = new Run.Setting(InputStream.nullInputStream(), Map.of(), List.of());

    @BeforeEach
    void keepDataHere() {
        setting = new Run.Setting(
                InputStream.nullInputStream(),
                Map.of("XDG_DATA_HOME", directory.resolve("data").toString()),
                List.of());
    }

    private Run run(String... args) {
        return setting.run(args);
    }

    private Run run(List<String> first, String... more) {
        var args = new ArrayList<>(first);
        args.addAll(List.of(more));
        return setting.run(args.toArray(String[]::new));
    }

    /** Runs of a load test: k6's CSV, 50 requests a second over 20 s, around a median. */
    private List<String> runs(String name, int count, double millis) throws IOException {
        var names = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            var random = new Random(name.hashCode() + i);
            double ofRun = 1 + 0.01 * random.nextGaussian();
            var csv = new StringBuilder(
                    "metric_name,timestamp,metric_value,expected_response,method,name,scenario,status\n");
            for (int k = 0; k < 1000; k++) {
                long at = 1_795_333_797_000_000L + i * 600_000_000L + k * 20_000L;
                double time = millis * ofRun * Math.exp(0.2 * random.nextGaussian());
                var tags = "true,GET,GET /orders,main,200";
                csv.append("http_reqs,%d,1,%s%n".formatted(at, tags));
                csv.append("http_req_duration,")
                        .append(at)
                        .append(',')
                        .append(time)
                        .append(',')
                        .append(tags)
                        .append('\n');
                csv.append("http_req_failed,%d,0,%s%n".formatted(at, tags));
            }
            var file = directory.resolve(name + "-" + (i + 1) + ".csv");
            Files.writeString(file, csv);
            names.add(file.toString());
        }
        return names;
    }

    private static JsonNode json(Run run) {
        return JsonMapper.shared().readTree(run.out());
    }

    private Run saved(String name, List<String> runs) {
        var args = new ArrayList<>(List.of("baseline", "save", name));
        args.addAll(runs);
        return run(args, "--env", "build=17");
    }

    @Test
    void aBaselineIsSavedListedShownAndDeleted() throws IOException {
        var save = saved("checkout", runs("base", 2, 5));
        assertThat(save.exit()).isZero();
        assertThat(save.out()).contains("Kept as checkout@1: 2 runs, k6");

        assertThat(run("baseline", "list").out()).contains("checkout@1", "build=17");
        var list = json(run("baseline", "list", "--format", "json"));
        assertThat(list.get("schema").asString()).isEqualTo("advisor.baselines/1");
        assertThat(list.get("baselines").get(0).get("runs").asInt()).isEqualTo(2);

        var show = json(run("baseline", "show", "checkout", "--format", "json"));
        assertThat(show.get("environment").get("build").asString()).isEqualTo("17");
        assertThat(show.get("runs").get(0).get("requests").asInt()).isEqualTo(1000);
        assertThat(show.get("runs").get(0).get("p50").asDouble()).isBetween(0.0048, 0.0052);

        assertThat(run("baseline", "delete", "checkout").out()).contains("Deleted 1 version of checkout.");
        assertThat(run("baseline", "list").out()).contains("No baseline has been kept yet");
    }

    @Test
    void aMistypedBaselineIsSuggested() throws IOException {
        saved("checkout", runs("base", 1, 5));
        var candidate = runs("new", 1, 5).getFirst();
        for (var run : List.of(
                run("compare", "--baseline", "chekout", "--with", candidate),
                run("diagnose", candidate, "--baseline", "chekout"),
                run("baseline", "show", "chekout"),
                run("baseline", "delete", "chekout"))) {
            assertThat(run.exit()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains("did you mean 'checkout'?");
        }
    }

    @Test
    void whatCanNotBeReadIsNoBaseline() throws IOException {
        var file = Files.write(directory.resolve("photo.bin"), new byte[] {1, 2, 3, 4});
        var save = run("baseline", "save", "checkout", file.toString());
        assertThat(save.exit()).isEqualTo(3);
        assertThat(save.err()).contains("photo.bin", "Nothing was kept");
        assertThat(run("baseline", "save", "checkout", "nowhere.csv").exit()).isEqualTo(2);
    }

    @Test
    void aSlowerBuildFailsTheGateAndTellsTheBuildServer() throws Exception {
        saved("checkout", runs("base", 6, 5));
        var junit = directory.resolve("perf.xml");
        var markdown = directory.resolve("perf.md");
        var slow = new ArrayList<>(List.of("compare", "--baseline", "checkout", "--with"));
        slow.addAll(runs("slow", 6, 6));

        assertThat(run(slow).exit()).isZero();
        var gate = run(
                slow,
                "--fail-on",
                "worse",
                "--junit",
                junit.toString(),
                "--markdown",
                markdown.toString(),
                "--format",
                "json");

        assertThat(gate.exit()).isEqualTo(1);
        assertThat(json(gate).get("verdict").asString()).isEqualTo("worse");
        assertThat(markdown).content().contains("# Performance: comparison", "Worse: p50 is 1.", "| p50 |");
        var suites = junit(junit);
        assertThat(suites.getAttribute("failures")).isNotEqualTo("0");
        var failure = (Element) suites.getElementsByTagName("failure").item(0);
        assertThat(((Element) failure.getParentNode()).getAttribute("name")).isEqualTo("p50");
        assertThat(failure.getAttribute("message")).isEqualTo("worse");
    }

    /** Checks the document against the form that build servers read, and that the counts are those of the cases. */
    private static Element junit(Path file) throws IOException, SAXException, ParserConfigurationException {
        var text = Files.readString(file);
        try (var schema = BuildGateTest.class.getResourceAsStream("junit.xsd")) {
            SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(new StreamSource(schema))
                    .newValidator()
                    .validate(new StreamSource(new StringReader(text)));
        }
        var root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(text)))
                .getDocumentElement();
        for (var count : Map.of("tests", "testcase", "failures", "failure", "skipped", "skipped")
                .entrySet()) {
            assertThat(root.getElementsByTagName(count.getValue()).getLength())
                    .as(count.getKey())
                    .isEqualTo(Integer.parseInt(root.getAttribute(count.getKey())));
        }
        return root;
    }

    @Test
    void whatIsNotProvenFailsOnlyTheStricterGate() throws Exception {
        var args = new ArrayList<>(List.of("compare"));
        args.addAll(runs("base", 1, 5));
        args.add("--with");
        args.addAll(runs("slow", 1, 6));
        assertThat(run(args, "--fail-on", "worse").exit()).isZero();
        assertThat(run(args, "--fail-on", "not-proven").exit()).isEqualTo(1);
        var junit = directory.resolve("perf.xml");
        assertThat(run(args, "--junit", junit.toString()).exit()).isZero();
        assertThat(junit(junit).getAttribute("failures")).isEqualTo("0");
        var wrong = run(args, "--fail-on", "slower");
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.err()).contains("'slower' is none of none, worse, not-proven");
    }

    @Test
    void criteriaInWordsAreAGate() throws Exception {
        var run = runs("run", 1, 5).getFirst();
        var junit = directory.resolve("perf.xml");
        assertThat(run("diagnose", run, "--criteria", "p99 under 500 ms").exit())
                .isZero();
        var missed = run(
                "diagnose",
                run,
                "--criteria",
                "p99 under 500 ms, p95 under 2 ms",
                "--junit",
                junit.toString(),
                "--format",
                "json");
        assertThat(missed.exit()).isEqualTo(1);
        var criteria = json(missed).get("validation").get("criteria");
        assertThat(criteria.get(0).get("status").asString()).isEqualTo("met");
        assertThat(criteria.get(1).get("status").asString()).isEqualTo("missed");
        assertThat(junit(junit).getAttribute("failures")).isEqualTo("1");
        var vague = run("diagnose", run, "--criteria", "make it fast");
        assertThat(vague.exit()).isEqualTo(2);
        assertThat(vague.err()).contains("No success criterion is understood");
    }

    @Test
    void aDiagnosisIsHeldAgainstABaseline() throws IOException {
        saved("checkout", runs("base", 6, 5));
        var run = run("diagnose", runs("slow", 1, 10).getFirst(), "--baseline", "checkout", "--full");
        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("indicates worse", "WHAT REMAINS", "Success criterion", "HELD AGAINST THE BASE");
    }

    @Test
    void aSeriesIsASetOfRunsOfManyBuilds() throws IOException {
        var args = new ArrayList<>(List.of("compare"));
        args.addAll(runs("steady", 8, 5));
        var run = run(args, "--series", "--format", "json");
        assertThat(run.exit()).isZero();
        assertThat(json(run).get("schema").asString()).isEqualTo("advisor.series/1");
        assertThat(json(run).get("runs").size()).isEqualTo(8);
        assertThat(run(args, "--series", "--with", "x.csv").exit()).isEqualTo(2);
    }

    @Test
    void wrongUsageIsToldBeforeAnythingIsRead() throws IOException {
        var run = runs("run", 1, 5).getFirst();
        assertThat(run("compare", run).err()).contains("--with RUN...");
        assertThat(run("compare", "--with", run).err()).contains("Name the runs before the change");
        assertThat(run("compare", run, "--with", run, "--junit", directory.toString())
                        .err())
                .contains("can not be written");
        assertThat(run("compare", run, "--with", run, "--markdown", run).err()).contains("is evidence");
    }

    @Test
    void everyCommandAnswersInJson() throws IOException {
        var run = runs("run", 1, 5).getFirst();
        var script = Files.writeString(directory.resolve("lines"), "rules\n");
        for (var args : List.of(
                List.of("diagnose", run),
                List.of("facts", run),
                List.of("ask", "the database is slow"),
                List.of("compare", run, "--with", run),
                List.of("baseline", "save", "x", run),
                List.of("baseline", "list"),
                List.of("baseline", "show", "x"),
                List.of("baseline", "delete", "x"),
                List.of("rules", "list"),
                List.of("rules", "show", "orm.n-plus-one"),
                List.of("rules", "check", Run.packThatFires(directory).toString()),
                List.of("script", script.toString()))) {
            var outcome = run(args, "--format", "json");
            assertThat(outcome.exit()).as(String.join(" ", args)).isZero();
            assertThat(json(outcome).isObject()).as(String.join(" ", args)).isTrue();
        }
    }

    @Test
    void quietSaysNothingButTheResult() throws IOException {
        var run = runs("run", 1, 5).getFirst();
        var cut = Files.writeString(
                directory.resolve("cut.csv"), Files.readString(Path.of(run)) + "http_req_duration,17");
        assertThat(run("diagnose", cut.toString()).err()).contains("was read in part");
        var quiet = run("diagnose", cut.toString(), "--quiet");
        assertThat(quiet.err()).isEmpty();
        assertThat(quiet.out()).contains("PLAN");
        assertThat(run("baseline", "save", "x", run, "--quiet").out()).isEmpty();
    }

    @Test
    void aSessionKeepsABaselineAndValidatesAFix() throws IOException {
        var before = runs("before", 1, 50).getFirst();
        var after = runs("after", 1, 5).getFirst();
        var lines = """
                attach '%s'
                baseline save checkout
                baseline list
                validate '%s' --criteria 'p99 under 500 ms'
                plan
                baseline show chekout
                """.formatted(before, after);
        var file = Files.writeString(directory.resolve("session"), lines, StandardCharsets.UTF_8);
        var run = run("script", file.toString());
        assertThat(run.out())
                .contains(
                        "Kept as checkout@1: 1 run",
                        "indicates better",
                        "Compare the new run with the baseline: not proven")
                .contains("p99 at most 500 ms");
        assertThat(run.err()).contains("did you mean 'checkout'?");
        assertThat(run.exit()).isEqualTo(2);
    }
}
