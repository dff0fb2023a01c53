package dev.perfadvisor.http.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.perfadvisor.engine.store.StoreException;
import dev.perfadvisor.http.RunningService;
import dev.perfadvisor.http.analysis.Analyst.Piece;
import dev.perfadvisor.http.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;
import org.springframework.web.ErrorResponseException;
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

    /** One that a reading which is ended from outside is told by. */
    private record Told(boolean isGone, boolean isLastTry) implements Analyst.Watch {
        @Override
        public void read(long bytes) {}
    }

    /** Reads a file that hangs, and is killed at it, beside one that does not. */
    private Analyst.Read killed(Analyst.Watch watch) throws IOException, InterruptedException {
        var pieces = List.of(hanging(), summary());
        try (var killer = Executors.newVirtualThreadPerTaskExecutor()) {
            var kills = killer.submit(() -> {
                // Once with both pieces, once with the one that hangs.
                for (int i = 0; i < 2; i++) {
                    Readers.signal("KILL", Readers.halted());
                    for (int k = 0; k < 100 && !Readers.all().isEmpty(); k++) {
                        Thread.sleep(10);
                    }
                }
                return true;
            });
            try {
                return usual().read(pieces, watch);
            } finally {
                kills.cancel(true);
            }
        }
    }

    @Test
    void aReadingThatIsEndedFromOutsideIsNotTheFaultOfWhatItReads() {
        assertThatThrownBy(() -> killed(new Told(false, false)))
                .isInstanceOfSatisfying(ErrorResponseException.class, problem -> {
                    assertThat(problem.getStatusCode().value()).isEqualTo(503);
                    assertThat(problem.getBody().getDetail()).contains("signal 9");
                });
        // The instance ends with it.
        assertThatThrownBy(() -> killed(new Told(true, false))).isInstanceOf(CancellationException.class);
    }

    @Test
    void atTheLastTryWhatIsKilledCostsItselfOnly() throws IOException, InterruptedException {
        var read = killed(new Told(false, true));
        assertThat(json(read).path("artifacts"))
                .extracting(
                        one -> one.path("name").asString(),
                        one -> one.path("reading").path("status").asString())
                .containsExactlyInAnyOrder(tuple("run.json", "complete"), tuple("hanging.jfr", "rejected"));
        assertThat(read.lasting()).isFalse();
    }

    /** As the database is away when it is told how far the reading is, and asked whether it is wanted. */
    @Test
    void aReadingGoesOnWhenNobodyCanBeTold() throws IOException, InterruptedException {
        var log = directory.resolve("slow.log");
        var entry =
                "# Time: 2026-01-05T10:00:00.000000Z\n# User@Host: a[a] @ [1.1.1.1]  Id: 1\n# Query_time: 1.5  Lock_time: 0.0"
                        + " Rows_sent: 1  Rows_examined: 1\nselect 1;\n";
        Files.writeString(log, entry.repeat(100_000));
        var told = new AtomicInteger();
        var read = usual().read(List.of(new Piece("slow.log", log, "")), new Analyst.Watch() {
            @Override
            public void read(long bytes) {
                told.incrementAndGet();
                throw new StoreException("The store can not be used.", null);
            }

            @Override
            public boolean isGone() {
                throw new StoreException("The store can not be used.", null);
            }
        });
        assertThat(json(read)
                        .path("artifacts")
                        .path(0)
                        .path("reading")
                        .path("status")
                        .asString())
                .isEqualTo("complete");
        assertThat(told).hasValueGreaterThan(1);
    }

    @Test
    void readingThatNobodyWantsEnds() throws IOException, InterruptedException {
        var pipe = hanging();
        assertThatThrownBy(() -> usual().read(List.of(pipe), new Told(true, false)))
                .isInstanceOf(CancellationException.class);
    }
}
