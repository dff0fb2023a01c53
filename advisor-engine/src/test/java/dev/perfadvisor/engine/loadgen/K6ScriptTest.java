package dev.perfadvisor.engine.loadgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.perfadvisor.engine.loadgen.Criterion.Failures;
import dev.perfadvisor.engine.loadgen.Criterion.Latency;
import dev.perfadvisor.engine.loadgen.Request.Variable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The k6 script: what its options say when they are run, for names that come from evidence. */
class K6ScriptTest {

    private static final String HOSTILE =
            "/a'+process.exit(1)+'\\'\n\r\u2028\u2029*/}];${x}`</script>%s%d{id}\u0000\u001B[2J\uD800";

    private static Request request(String method, String path, double share) {
        return new Request(
                method,
                path,
                Map.of("X-Note", path),
                List.of("Authorization"),
                path,
                share,
                List.of(new Variable("id", List.of(path), 0, 0)));
    }

    private static LoadModel model(LoadKind kind, double rate, Request... requests) {
        return new LoadModel(
                kind,
                "http://localhost:8080",
                kind.stages(rate, null),
                List.of(requests),
                List.of(
                        new Latency(0.5, Duration.ofMillis(200)),
                        new Latency(0.99, Duration.ofMillis(1000)),
                        new Failures(0.01)),
                List.of(HOSTILE));
    }

    private static String script(double rate, String method, String path, double share) {
        return K6Script.of(model(LoadKind.AVERAGE, rate, request(method, path, share), request("GET", "/", 1 - share)));
    }

    @Test
    void aRateBelowOneIsKept() {
        assertThat(script(0.2, "GET", "/", 1))
                .contains("rate: 12, timeUnit: '1m'")
                .doesNotContain("rate: 0,");
    }

    @Property(tries = 100)
    void noNameBreaksOutOfItsString(@ForAll String name) {
        var lines = script(10, "GET", name, 0.5)
                .lines()
                .filter(line -> line.startsWith("  { name:"))
                .toList();
        assertThat(lines).hasSize(2);
        var body = lines.getFirst().substring("  { name: '".length());
        assertThat(body.substring(0, endOfString(body))).doesNotContainPattern("[\\x00-\\x1F\\x7F\\u2028\\u2029]");
        assertThat(body.substring(endOfString(body))).startsWith("', method: 'GET', path: '");
    }

    private static int endOfString(String body) {
        int at = 0;
        while (body.charAt(at) != '\'') {
            at += body.charAt(at) == '\\' ? 2 : 1;
        }
        return at;
    }

    @Example
    void figuresAreWrittenForMachinesWhateverTheLocale() {
        var before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(script(12_345, "GET", "/", 0.25))
                    .contains("rate: 12345,")
                    .contains("weight: 0.2500")
                    .contains("p(99)<1000");
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @EnumSource
    void scenariosFollowEachOtherAndOnlyMeasuredOnesAreJudged(LoadKind kind, @TempDir Path directory) throws Exception {
        var model = model(kind, 20, request("GET", "/orders/{id}", 1));
        var options = evaluated(directory, K6Script.of(model), "options");
        double due = 0;
        long begin = 0;
        for (var scenario : options.path("scenarios").properties()) {
            var what = scenario.getValue();
            assertThat(what.path("executor").asString()).endsWith("-arrival-rate");
            assertThat(seconds(what.path("startTime"))).isEqualTo(begin);
            double before = what.path("startRate").asDouble(what.path("rate").asDouble());
            if (what.has("duration")) {
                due += before * seconds(what.path("duration"));
                begin += seconds(what.path("duration"));
            }
            for (var stage : what.path("stages")) {
                due += (before + stage.path("target").asDouble()) / 2 * seconds(stage.path("duration"));
                begin += seconds(stage.path("duration"));
                before = stage.path("target").asDouble();
            }
            assertThat(what.path("maxVUs").asInt())
                    .isGreaterThanOrEqualTo(what.path("preAllocatedVUs").asInt());
        }
        assertThat(due)
                .isEqualTo(model.stages().stream().mapToDouble(Stage::due).sum());
        var judged = model.stages().stream()
                .filter(stage -> stage.part().measured())
                .map(stage -> stage.part().id())
                .distinct()
                .toList();
        assertThat(judged).isNotEmpty();
        var thresholds = options.path("thresholds");
        assertThat(thresholds.properties().stream()
                        .map(Map.Entry::getKey)
                        .filter(name -> name.startsWith("http_req_duration")))
                .containsExactlyElementsOf(judged.stream()
                        .map(part -> "http_req_duration{scenario:" + part + "}")
                        .toList());
        var first = thresholds.path("http_req_duration{scenario:" + judged.getFirst() + "}");
        assertThat(Stream.of(first.path(0), first.path(1))
                        .map(one -> one.path("threshold").asString(one.asString(""))))
                .containsExactly("p(50)<200", "p(99)<1000");
        assertThat(first.path(0).path("abortOnFail").asBoolean(false)).isEqualTo(kind == LoadKind.BREAKPOINT);
    }

    @Test
    void hostileTextReachesTheRequestUnchanged(@TempDir Path directory) throws Exception {
        var requests = evaluated(directory, script(10, "DELETE", HOSTILE, 0.5), "requests");
        var first = requests.path(0);
        for (var text : List.of(
                first.path("path"), first.path("body"), first.path("headers").path("X-Note"))) {
            assertThat(text.asString()).isEqualTo(HOSTILE);
        }
        assertThat(first.path("headers").path("Authorization").asString()).isEqualTo("from the environment");
    }

    @Test
    void valuesTakeThePlaceOfNames(@TempDir Path directory) throws Exception {
        var request = new Request(
                "POST",
                "/a/{id}?q={q}&other={other}",
                Map.of(),
                List.of(),
                "{\"id\": {id}, \"q\": \"{q}\"}",
                1,
                List.of(new Variable("id", List.of(), 7, 7), new Variable("q", List.of("a \"b\"/ü"), 0, 0)));
        var sent = evaluated(directory, K6Script.of(model(LoadKind.SMOKE, 1, request)), "run()");
        assertThat(sent.path("url").asString())
                .isEqualTo("http://localhost:8080/a/7?q=a%20%22b%22%2F%C3%BC&other={other}");
        assertThat(sent.path("body").asString()).isEqualTo("{\"id\": 7, \"q\": \"a \\\"b\\\"/ü\"}");
        assertThat(sent.path("options").path("tags").path("name").asString()).isEqualTo("POST /a/{id}");
    }

    /** Runs the script in Node with k6's modules replaced, and gives the value of an expression. */
    private static JsonNode evaluated(Path directory, String script, String expression) throws Exception {
        assumeTrue(succeeds(directory, "node", "--version"), "node is not on the PATH");
        var file = Files.writeString(
                directory.resolve("script.mjs"),
                """
                const __ENV = { AUTHORIZATION: 'from the environment' };
                let sent;
                const http = { request: (method, url, body, options) => (sent = { method, url, body, options, status: 200 }) };
                const check = () => true;
                """ + script.replaceAll("(?m)^import .*$", "").replace("export default function", "function main")
                        + """

                const run = () => { main(); return sent; };
                console.log(JSON.stringify(%s));
                """.formatted(expression));
        var whole = Files.writeString(directory.resolve("whole.mjs"), script);
        assertThat(succeeds(directory, "node", "--check", whole.toString())).isTrue();
        assertThat(succeeds(directory, "node", file.toString()))
                .as(Files.readString(directory.resolve("output")))
                .isTrue();
        return JsonMapper.shared().readTree(Files.readString(directory.resolve("output")));
    }

    private static long seconds(JsonNode duration) {
        return Long.parseLong(duration.asString().replace("s", ""));
    }

    @Test
    void aRealK6AcceptsTheOptions(@TempDir Path directory) throws Exception {
        assumeTrue(succeeds(directory, "k6", "version"), "k6 is not on the PATH");
        for (var kind : LoadKind.values()) {
            var file = Files.writeString(
                    directory.resolve(kind.id() + ".js"), K6Script.of(model(kind, 20, request("GET", HOSTILE, 1))));
            assertThat(succeeds(directory, "k6", "inspect", "--execution-requirements", file.toString()))
                    .as(Files.readString(directory.resolve("output")))
                    .isTrue();
        }
    }

    private static boolean succeeds(Path directory, String... command) throws InterruptedException {
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("output").toFile())
                    .start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
