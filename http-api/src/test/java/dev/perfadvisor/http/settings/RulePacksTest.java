package dev.perfadvisor.http.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perfadvisor.http.RefusedException;
import dev.perfadvisor.http.RunningService;
import dev.perfadvisor.http.RunningService.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A service with rules of one's own. */
class RulePacksTest {

    @TempDir
    private static Path packs = Path.of("");

    @RegisterExtension
    private static final RunningService SERVICE = new RunningService(
            () -> List.of("advisor.rules.packs=" + pack("one", "own.first") + "," + pack("two", "own.second")));

    private static Path pack(String name, String rule) {
        try {
            var directory = Files.createDirectories(packs.resolve(name));
            var file = directory.resolve(rule + ".yaml");
            // A test may have changed it, and starts the service once more.
            if (Files.exists(file)) {
                return directory;
            }
            Files.writeString(file, """
                    id: %s
                    title: A load test was run
                    role: symptom
                    capability: bottleneck
                    stage: measure
                    when: load.run.requests > 0
                    score: 90
                    cite: [load.run.requests]
                    diagnosis: There were ${load.run.requests} requests.
                    references: [an example]
                    tests:
                      - {name: some, given: {load: {run: {requests: 5}}}, then: fires}
                      - {name: none, given: {load: {run: {requests: 0}}}, then: clear}
                      - {name: not told, given: {load: {latency: {p50: 5ms}}}, then: unknown}
                    """.formatted(rule));
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void rulesOfAllPacksAreThereBesideTheOthers() throws Exception {
        var rules = SERVICE.get("/api/v1/rules").body();
        assertThat(rules).contains("own.first", "own.second", "orm.n-plus-one");
    }

    @Test
    void aCaseIsReadOnceMoreWhenThePacksHaveChanged() throws Exception {
        var href = SERVICE.newCase();
        SERVICE.put(href + "/artifacts/run.json", RunningService.resource("/dev/perfadvisor/http/k6-summary.json"))
                .status(202);
        var before = SERVICE.get(href + "/diagnosis?wait=60").status(200);
        assertThat(before.body()).contains("There were");
        var said = SERVICE.get(href + "/messages").json();

        // The same packs: nothing has changed.
        SERVICE.stop();
        SERVICE.start();
        assertThat(again(href, before).status(304).body()).isEmpty();

        var rule = packs.resolve("one/own.first.yaml");
        var text = Files.readString(rule);
        Files.writeString(rule, text.replace("There were", "Somebody sent"));
        SERVICE.stop();
        SERVICE.start();
        again(href, before).status(202);
        var after = SERVICE.get(href + "/diagnosis?wait=60").status(200);
        assertThat(after.body()).contains("Somebody sent");
        assertThat(after.header("ETag")).isNotEqualTo(before.header("ETag"));
        again(href, after).status(304);
        // The verdict is what it was, so that there is nothing to say.
        assertThat(SERVICE.get(href + "/messages").json()).isEqualTo(said);
        Files.writeString(rule, text);
    }

    private static Answer again(String href, Answer before) throws Exception {
        return SERVICE.send(SERVICE.to(href + "/diagnosis")
                .header("If-None-Match", before.header("ETag").orElseThrow()));
    }

    @Test
    void aPackThatCanNotBeUsedKeepsTheServiceFromStartingAndAllErrorsAreTold() throws IOException {
        var wrong = pack("three", "own.wrong").resolve("own.wrong.yaml");
        Files.writeString(
                wrong,
                Files.readString(wrong)
                        .replace("load.run.requests > 0", "load.run.request > 0")
                        .replace("score:", "scor:"));
        var other = new RunningService("advisor.rules.packs=" + packs.resolve("three"));
        assertThatThrownBy(() -> other.startOn(packs.resolve("three")))
                .hasRootCauseInstanceOf(RefusedException.class)
                .rootCause()
                .hasMessageContaining("advisor.rules.packs")
                .hasMessageContaining("own.wrong.yaml:6:")
                .hasMessageContaining("requests")
                .hasMessageContaining("'score' is missing");
    }
}
