package dev.perfadvisor.engine.loadgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.perfadvisor.engine.loadgen.LoadModel.Criterion;
import dev.perfadvisor.engine.loadgen.LoadModel.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that validates a fix, for names that come from evidence. */
class K6ScriptTest {

    private static final String HOSTILE =
            "/a'+process.exit(1)+'\\'\n\r\u2028\u2029*/}];${x}`</script>%s%d{id}\u0000\u001B[2J\uD800";

    private static String script(double rate, String method, String path, double share) {
        return K6Script.of(new LoadModel(
                rate,
                Duration.ofMinutes(5),
                List.of(new Request(method, path, share), new Request("GET", "/", 1 - share)),
                List.of(
                        new Criterion("http_req_duration", "p(50)<200"),
                        new Criterion("http_req_duration", "p(99)<1000"),
                        new Criterion("http_req_failed", "rate<0.01"))));
    }

    @Test
    void thresholdsOfOneMetricStandTogether() {
        assertThat(script(25, "GET", "/orders/{id}", 0.5))
                .contains("'http_req_duration{phase:steady}': ['p(50)<200', 'p(99)<1000'],")
                .contains("'http_req_failed{phase:steady}': ['rate<0.01'],")
                .contains("rate: 25, timeUnit: '1s', duration: '300s'")
                .contains("{ method: 'GET', path: '/orders/{id}', weight: 0.500 },");
    }

    @Test
    void aRateBelowOneStillSendsSomething() {
        assertThat(script(0.2, "GET", "/", 1)).contains("rate: 1,").doesNotContain("rate: 0");
    }

    @Property(tries = 100)
    void noNameBreaksOutOfItsString(@ForAll String name) {
        var lines = script(10, "GET", name, 0.5)
                .lines()
                .filter(line -> line.startsWith("  { method:"))
                .toList();
        assertThat(lines).hasSize(2);
        var body = lines.getFirst().substring("  { method: 'GET', path: '".length());
        assertThat(body.substring(0, endOfString(body))).doesNotContainPattern("[\\x00-\\x1F\\x7F\\u2028\\u2029]");
        assertThat(body.substring(endOfString(body))).isEqualTo("', weight: 0.500 },");
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
                    .contains("weight: 0.250");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void theScriptIsJavaScript(@TempDir Path directory) throws IOException, InterruptedException {
        var file = Files.writeString(
                directory.resolve("script.mjs"), script(10, "DELETE", HOSTILE.replace("\uD800", ""), 0.5));
        assumeTrue(succeeds(directory, "node", "--version"), "node is not on the PATH");
        assertThat(succeeds(directory, "node", "--check", file.toString())).isTrue();
    }

    private static boolean succeeds(Path directory, String... command) throws InterruptedException {
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("output").toFile())
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
