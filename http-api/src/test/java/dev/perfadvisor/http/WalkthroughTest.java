package dev.perfadvisor.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Runs what the walk-through says, as it says it. */
class WalkthroughTest {

    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    @RegisterExtension
    static final RunningService SERVICE = new RunningService();

    @TempDir
    private Path directory = Path.of("");

    @Test
    void everyCommandWorks() throws IOException, InterruptedException {
        var block = BLOCK.matcher(Files.readString(Path.of("docs", "walkthrough.md")));
        assertThat(block.find()).isTrue();
        assertThat(run(block.group(1))).contains("One query per row", "event: answer", "\"version\":1", "k6/http");
        assertThat(SERVICE.get("/api/v1/cases").json().path("cases").size()).isZero();
    }

    @Test
    void theRequestOfTheReadmeWorks() throws IOException, InterruptedException {
        var requests = Files.readAllLines(Path.of("..", "README.md")).stream()
                .filter(line -> line.startsWith("curl "))
                .toList();
        assertThat(requests).isNotEmpty();
        assertThat(run(String.join("\n", requests))).contains("\"advisor.result/1\"", "db.n-plus-one");
    }

    private String run(String commands) throws IOException, InterruptedException {
        var script = commands.replace("http://127.0.0.1:8080", "http://127.0.0.1:" + SERVICE.port());
        var output = directory.resolve("output");
        var process = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
                .directory(Path.of("..").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(5, TimeUnit.MINUTES);
        process.destroyForcibly();
        var said = Files.readString(output);
        assertThat(ended).as(said).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
