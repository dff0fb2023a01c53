package dev.perfadvisor.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What scripts rely on with every command of the command line: JSON, and what an exit status means. */
class EveryCommandTest {

    private static final Pattern STATUS = Pattern.compile("(?m)^ +([0-9]) +\\S");
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    private Path directory = Path.of("");

    private Run run(List<String> args) {
        var env = Map.of("XDG_DATA_HOME", directory.resolve("data").toString());
        return new Run.Setting(InputStream.nullInputStream(), env, List.of()).run(args.toArray(String[]::new));
    }

    private Run run(String... args) {
        return run(List.of(args));
    }

    /** All commands and those below them, as the help in JSON names them. */
    private List<String> commands(String... above) {
        var help = new ArrayList<>(List.of("help", "--format", "json"));
        help.addAll(List.of(above));
        var names = new ArrayList<String>();
        for (var below : JSON.readTree(run(help).out()).get("commands")) {
            var name = new ArrayList<>(List.of(above));
            name.add(below.get("command").asString());
            var deeper = commands(name.toArray(String[]::new));
            names.addAll(deeper.isEmpty() ? List.of(String.join(" ", name)) : deeper);
        }
        return names;
    }

    /** A call of each that ends well, in the order in which one makes what another needs. */
    private Map<String, List<String>> calls() throws IOException {
        var summary = Run.k6Summary(directory).toString();
        var script = Files.writeString(directory.resolve("lines"), "the database is slow\nplan\n");
        var pack = Run.packThatFires(directory).toString();
        var healthy = Files.createDirectories(directory.resolve("cases").resolve("healthy"));
        Run.k6Summary(healthy);
        Files.writeString(healthy.resolve("truth.json"), "{\"healthy\": true}");
        var calls = new LinkedHashMap<String, List<String>>();
        calls.put("diagnose", List.of(summary));
        calls.put("facts", List.of(summary));
        calls.put("compare", List.of(summary, "--with", summary));
        calls.put("baseline save", List.of("now", summary));
        calls.put("baseline list", List.of());
        calls.put("baseline show", List.of("now"));
        calls.put("baseline delete", List.of("now"));
        calls.put("flamegraph", List.of("../samples/checkout"));
        calls.put("loadtest", List.of("--url", "https://shop.example/"));
        calls.put("ask", List.of("the database is slow"));
        calls.put("rules list", List.of());
        calls.put("rules show", List.of("orm.n-plus-one"));
        calls.put("rules check", List.of(pack));
        calls.put("rules test", List.of());
        calls.put("rules score", List.of(directory.resolve("cases").toString()));
        calls.put("rules schema", List.of());
        calls.put("script", List.of(script.toString()));
        calls.put("doctor", List.of());
        calls.put("help", List.of("baseline", "save"));
        return calls;
    }

    @Test
    void everyCommandAnswersInJsonOrSaysWhyNot() throws IOException {
        var calls = calls();
        var silent = List.of("mcp", "serve");
        assertThat(commands()).containsAll(calls.keySet()).hasSize(calls.size() + silent.size());

        calls.forEach((command, arguments) -> {
            var call = new ArrayList<>(List.of(command.split(" ")));
            call.addAll(arguments);
            call.addAll(List.of("--format", "json"));
            var run = run(call);

            assertThat(run.exit()).as(command + run.err()).isZero();
            try (var values = JSON.readerFor(JsonNode.class).<JsonNode>readValues(run.out())) {
                assertThat(values.readAll()).as(command).isNotEmpty().allMatch(JsonNode::isObject);
            }
        });
        for (var command : silent) {
            assertThat(run(command, "--help").out()).contains("There is no --format: ");
        }
    }

    @Test
    void theDoctorSaysInJsonThatNoModelIsConfigured() {
        var json = JSON.readTree(run("doctor", "--format", "json").out());

        assertThat(json.get("schema").asString()).isEqualTo("advisor.doctor/1");
        assertThat(json.get("configured").asBoolean()).isFalse();
        assertThat(json.get("usable").isNull()).isTrue();
        assertThat(run("doctor", "--format", "markdown").out()).contains("# Language model", "No language model");
    }

    @Test
    void aLoadTestInJsonHasTheFileAsAText() {
        var json = JSON.readTree(run("loadtest", "--url", "https://shop.example/", "--format", "json")
                .out());

        assertThat(json.get("file").asString()).isEqualTo("average-test.js");
        assertThat(json.get("text").asString())
                .isEqualTo(run("loadtest", "--url", "https://shop.example/").out());
        assertThat(run("loadtest", "--url", "https://shop.example/", "--format", "html")
                        .exit())
                .isEqualTo(Exit.WRONG_USAGE.code());
    }

    @Test
    void theHelpListsEachExitStatusOnce() {
        var table = run("--help").out();

        assertThat(STATUS.matcher(table.substring(table.indexOf("Exit status:")))
                        .results()
                        .map(row -> Integer.valueOf(row.group(1))))
                .containsExactlyElementsOf(
                        Arrays.stream(Exit.values()).map(Exit::code).collect(Collectors.toList()));
    }

    /** What is documented: 0 done, 1 --fail-on met, 2 wrong usage, 3 nothing read, 4 internal error. */
    @Test
    void anExitStatusMeansWhatItIsDocumentedToMean() throws IOException {
        var summary = Run.k6Summary(directory).toString();
        var pack = Run.packThatFires(directory).toString();
        var noise = Files.writeString(directory.resolve("noise.log"), "nothing that is known\n")
                .toString();

        assertThat(run("diagnose", summary).exit()).isZero();
        assertThat(run("diagnose", summary, "--rules", pack, "--fail-on", "low").exit())
                .isEqualTo(1);
        assertThat(run("diagnose").exit()).isEqualTo(2);
        assertThat(run("nonsense").exit()).isEqualTo(2);
        assertThat(run("diagnose", summary, "--format", "pdf").exit()).isEqualTo(2);
        assertThat(run("diagnose", noise).exit()).isEqualTo(3);
        assertThat(run("diagnose", noise, summary).exit()).isZero();
        var broken = Map.of("XDG_DATA_HOME", summary);
        assertThat(new Run.Setting(InputStream.nullInputStream(), broken, List.of())
                        .run("baseline", "list")
                        .exit())
                .isEqualTo(4);
    }
}
