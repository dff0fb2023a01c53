package dev.perfadvisor.http.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.perfadvisor.http.RunningService;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code /v1} as the library of the OpenAI API sees it. */
class OpenAiClientTest {

    /** A directory with the client and its library, as {@code .ci/openai/install} makes it. */
    private static final Path CLIENT = Path.of(System.getProperty("openai.client", "../.ci/openai/target"));

    @RegisterExtension
    static final ScriptedService TALK = new ScriptedService();

    private static final RunningService SERVICE = TALK.service();

    @TempDir
    private Path directory = Path.of("");

    @BeforeAll
    static void client() {
        assumeTrue(
                Files.isDirectory(CLIENT.resolve("node_modules")),
                "no client of the OpenAI API: .ci/openai/install makes one, where there is npm");
        TALK.script(ScriptedService::verdict);
    }

    private String talk(Map<String, String> with) throws IOException, InterruptedException {
        var output = directory.resolve("output");
        var client = new ProcessBuilder(
                "node", CLIENT.resolve("client.mjs").toString(), "http://127.0.0.1:" + SERVICE.port() + "/v1");
        client.environment().putAll(with);
        var process =
                client.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        boolean ended = process.waitFor(3, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertThat(ended).as(Files.readString(output)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        return Files.readString(output);
    }

    private static String newCase(String key) throws IOException, InterruptedException {
        var href = SERVICE.send(SERVICE.to("/api/v1/cases")
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + key)
                        .POST(BodyPublishers.ofString("{}")))
                .status(201)
                .header("Location")
                .orElseThrow();
        return href.substring(href.lastIndexOf('/') + 1);
    }

    private static String newKey(String owner) throws IOException, InterruptedException {
        return SERVICE.post("/api/v1/keys", "{\"owner\":\"" + owner + "\"}")
                .status(201)
                .json()
                .path("key")
                .asString();
    }

    /** The library does not start without a key, so that any is good where none is needed. */
    @Test
    void itTalksToACaseOfThisMachine() throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        int before = TALK.model().bodies().size();
        var told = talk(Map.of("CASE", href.substring(href.lastIndexOf('/') + 1)));
        assertThat(told).contains("openai: ", "The first hypothesis is");
        assertThat(TALK.model().bodies()).hasSizeGreaterThanOrEqualTo(before + 4);
        assertThat(SERVICE.get(href + "/messages").json().path("messages").size())
                .isEqualTo(8);
    }

    /** The key of the API is a key of the server: it tells whose cases there are. */
    @Test
    void itTalksToTheCasesOfItsKey() throws IOException, InterruptedException {
        var alice = newKey("alice");
        var bob = newKey("bob");
        SERVICE.stop();
        SERVICE.start("advisor.access.keys=true");
        try {
            var told = talk(Map.of("CASE", newCase(alice), "OTHER", newCase(bob), "KEY", alice, "NEEDS_KEY", "true"));
            assertThat(told).contains("openai: 1 cases");
        } finally {
            SERVICE.stop();
            SERVICE.start();
        }
    }
}
