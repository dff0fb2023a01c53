package dev.perfadvisor.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code advisor mcp} as a client of the protocol's authors sees it: it starts the process and talks to its streams. */
class McpClientTest {

    /** A directory with the client and its packages, as {@code .ci/mcp/install} makes it. */
    private static final Path CLIENT = Path.of(System.getProperty("mcp.client", "../.ci/mcp/target"));

    @TempDir
    private Path directory = Path.of("");

    @Test
    void everythingIsServedOverStandardInputAndOutput() throws IOException, InterruptedException {
        assumeTrue(
                Files.isDirectory(CLIENT.resolve("node_modules")),
                "no client of the Model Context Protocol: .ci/mcp/install makes one, where there is npm");
        var output = directory.resolve("output");
        var client = new ProcessBuilder(
                "node",
                CLIENT.resolve("client.mjs").toString(),
                "stdio",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "mcp");
        client.environment()
                .put(
                        "EVIDENCE",
                        Path.of("..", "samples", "checkout")
                                .toAbsolutePath()
                                .normalize()
                                .toString());
        var process =
                client.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        boolean ended = process.waitFor(3, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertThat(ended).as(Files.readString(output)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        assertThat(Files.readString(output)).contains("mcp over stdio: 17 tools, first cause cause:");
    }
}
