package dev.perfadvisor.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that writes load tests. */
class LoadTestTest {

    @TempDir
    private Path directory = Path.of("");

    @Test
    void fromUrlsWithLimitsOfTheUser() {
        var run = Run.of(
                "loadtest",
                "--kind",
                "stress",
                "--url",
                "https://shop.example/items/{id}",
                "--rate",
                "40",
                "--p99",
                "700ms",
                "--errors",
                "2%",
                "--duration",
                "90s",
                "3% POST /orders {\"n\": 1}");
        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .contains("rate: 60, timeUnit: '1s', duration: '90s'")
                .contains("'http_req_duration{scenario:load}': ['p(99)<700']")
                .contains("'http_req_failed{scenario:load}': ['rate<0.02']")
                .contains("name: 'POST /orders'")
                .contains("'https://shop.example'");
    }

    @Test
    void fromEvidenceTheRateAndTheNamesAreTaken() {
        var run = Run.of(
                "loadtest",
                "--tool",
                "jmeter",
                "--from",
                Run.k6Summary(directory).toString());
        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("<OpenModelThreadGroup ").contains("random_arrivals(600 s)");
    }

    @Test
    void fromStandardInputToAFile() throws IOException {
        var in = new ByteArrayInputStream("GET http://h:1/a\n".getBytes(StandardCharsets.UTF_8));
        var file = directory.resolve("test.js");
        var run = new Run.Setting(in, Map.of(), List.of()).run("loadtest", "--from", "-", "--output", file.toString());
        assertThat(run.exit()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(Files.readString(file)).contains("name: 'GET /a'");
    }

    @Test
    void aSessionTakesItToo() {
        var in = new ByteArrayInputStream("loadtest --url http://h:1/a\n".getBytes(StandardCharsets.UTF_8));
        assertThat(new Run.Setting(in, Map.of(), List.of()).run().out()).contains("executor: 'constant-arrival-rate'");
    }

    @Test
    void whatIsWrongIsSaid() throws IOException {
        assertThat(Run.of("loadtest").err()).contains("Nothing to request");
        assertThat(Run.of("loadtest", "--url", "http://h/a", "--kind", "fast").err())
                .contains("'fast' is none of smoke, average, stress, spike, soak, breakpoint.");
        assertThat(Run.of("loadtest", "--url", "http://h/a", "--p99", "500").err())
                .contains("500ms, 2s");
        assertThat(Run.of("loadtest", "--url", "http://h/a", "--rate", "0").exit())
                .isEqualTo(2);
        var other = Files.writeString(directory.resolve("notes.txt"), "nothing of the kind");
        var run = Run.of("loadtest", "--from", other.toString());
        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.err()).contains("notes.txt says what to request");
    }
}
