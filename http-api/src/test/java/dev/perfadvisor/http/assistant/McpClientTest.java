package dev.perfadvisor.http.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.perfadvisor.http.RunningService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code /mcp} as a client of the protocol's authors sees it, over streamable HTTP. */
class McpClientTest {

    private static final Path SAMPLE = Path.of("..", "samples", "checkout");

    /** A directory with the client and its packages, as {@code .ci/mcp/install} makes it. */
    private static final Path CLIENT = Path.of(System.getProperty("mcp.client", "../.ci/mcp/target"));

    @RegisterExtension
    static final RunningService SERVICE = new RunningService("advisor.analysis.isolated=false");

    @TempDir
    private Path directory = Path.of("");

    @Test
    void everythingIsServedOverHttp() throws IOException, InterruptedException {
        assumeTrue(
                Files.isDirectory(CLIENT.resolve("node_modules")),
                "no client of the Model Context Protocol: .ci/mcp/install makes one, where there is npm");
        var href = SERVICE.newCase();
        for (var name : new String[] {"k6.ndjson.gz", "postgres.csv.gz"}) {
            SERVICE.put(href + "/artifacts/" + name, Files.readAllBytes(SAMPLE.resolve(name)))
                    .status(202);
        }
        SERVICE.get(href + "/diagnosis?wait=60").status(200);
        var id = href.substring(href.lastIndexOf('/') + 1);
        SERVICE.post("/api/v1/baselines", "{\"name\":\"release\",\"runs\":[{\"caseId\":\"" + id + "\"}]}")
                .status(201);

        var output = directory.resolve("output");
        var client = new ProcessBuilder(
                "node", CLIENT.resolve("client.mjs").toString(), "http", "http://127.0.0.1:" + SERVICE.port() + "/mcp");
        client.environment().put("CASE", id);
        var process =
                client.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        boolean ended = process.waitFor(3, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertThat(ended).as(Files.readString(output)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        assertThat(Files.readString(output))
                .contains("mcp over http: 16 tools, first cause cause:")
                .doesNotContain(" 0 items of a comparison");
    }
}
