package dev.perfadvisor.http.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perfadvisor.http.RefusedException;
import dev.perfadvisor.http.RunningService;
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
            Files.writeString(directory.resolve(rule + ".yaml"), """
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
