package dev.perfadvisor.http.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.perfadvisor.http.RunningService;
import dev.perfadvisor.http.analysis.Analyst.Piece;
import dev.perfadvisor.http.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reading in a process of its own. */
class ChildAnalystTest {

    @TempDir
    private Path directory = Path.of("");

    private static Analyst analyst(int heapMegabytes, Duration longest, Duration silence) {
        return new ChildAnalyst(new Child(
                new Settings.Analysis(
                        true, DataSize.ofMegabytes(heapMegabytes), longest, silence, 2, 10, Duration.ofSeconds(10)),
                Path.of(System.getProperty("java.io.tmpdir"))));
    }

    private static Analyst usual() {
        return analyst(512, Duration.ofMinutes(5), Duration.ofMinutes(2));
    }

    private Piece summary() throws IOException {
        var file =
                Files.write(directory.resolve("k6"), RunningService.resource("/dev/perfadvisor/http/k6-summary.json"));
        return new Piece("run.json", file, "");
    }

    /** A pipe that nobody writes to: whoever reads it waits for ever. */
    private Piece hanging() throws IOException, InterruptedException {
        var pipe = directory.resolve("pipe");
        var made = new ProcessBuilder("mkfifo", pipe.toString()).start();
        assertThat(made.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return new Piece("hanging.jfr", pipe, "");
    }

    private static JsonNode json(Analyst.Read read) {
        return JsonMapper.shared().readTree(read.facts());
    }

    @Test
    void readsTheSameAsInThisProcess() throws IOException, InterruptedException {
        var piece = summary();
        var apart = usual().read(List.of(piece), Analyst.Watch.blind());
        var here = new InProcessAnalyst().read(List.of(piece), Analyst.Watch.blind());
        assertThat(json(apart)).isEqualTo(json(here));
        assertThat(apart.lasting()).isTrue();
    }

    @Test
    void aFileThatHangsCostsItselfAndNothingElse() throws IOException, InterruptedException {
        var read = analyst(512, Duration.ofMinutes(5), Duration.ofSeconds(10))
                .read(List.of(hanging(), summary()), Analyst.Watch.blind());
        var artifacts = json(read).path("artifacts");
        assertThat(artifacts)
                .extracting(
                        one -> one.path("name").asString(),
                        one -> one.path("reading").path("status").asString())
                .containsExactlyInAnyOrder(tuple("run.json", "complete"), tuple("hanging.jfr", "rejected"));
        assertThat(read.facts()).contains("did not go on for 10 s");
        assertThat(json(read).path("facts").path("load").isObject()).isTrue();
        assertThat(read.lasting()).isFalse();
    }

    @Test
    void aFileThatNeedsTooMuchMemoryIsTold() throws IOException, InterruptedException {
        var read = analyst(4, Duration.ofMinutes(5), Duration.ofMinutes(2))
                .read(List.of(summary()), Analyst.Watch.blind());
        assertThat(json(read)
                        .path("artifacts")
                        .path(0)
                        .path("reading")
                        .path("status")
                        .asString())
                .isEqualTo("rejected");
        assertThat(json(read).path("facts").size()).isZero();
    }

    @Test
    void readingThatNobodyWantsEnds() throws IOException, InterruptedException {
        var pipe = hanging();
        assertThatThrownBy(() -> usual().read(List.of(pipe), new Analyst.Watch() {
                    @Override
                    public void read(long bytes) {}

                    @Override
                    public boolean isGone() {
                        return true;
                    }
                }))
                .isInstanceOf(CancellationException.class);
    }
}
