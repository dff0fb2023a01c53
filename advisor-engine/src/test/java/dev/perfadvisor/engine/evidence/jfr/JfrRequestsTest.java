package dev.perfadvisor.engine.evidence.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.evidence.jfr.WrittenRecording.OfClass;
import dev.perfadvisor.engine.evidence.jfr.WrittenRecording.OfThread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What requests wait for or pay for where no event says so by itself. */
class JfrRequestsTest {

    private static final String SERVER = "org.apache.catalina.core.StandardWrapperValve.invoke";

    private static JfrFacts facts(WrittenRecording recording) {
        return Recordings.read(recording.bytes()).facts();
    }

    private static void sample(WrittenRecording recording, int at, String... frames) {
        recording.event(
                "jdk.NativeMethodSample",
                Duration.ofMillis(at),
                Map.of("sampledThread", new OfThread("http-1"), "stackTrace", List.of(frames)));
    }

    @Test
    void namesThatRequestsLookUpAreTheirShareOfNativeSamples() {
        var recording = new WrittenRecording();
        IntStream.range(0, 30)
                .forEach(i -> sample(
                        recording,
                        i * 20,
                        "java.net.Inet6AddressImpl.lookupAllHostAddr",
                        "java.net.InetAddress.getAllByName",
                        "shop.Rates.get",
                        SERVER));
        IntStream.range(30, 40)
                .forEach(i -> sample(recording, i * 20, "sun.nio.ch.Net.poll", "shop.Rates.get", SERVER));
        // No request waits for these.
        IntStream.range(40, 60)
                .forEach(i -> sample(recording, i * 20, "java.net.Inet6AddressImpl.lookupAllHostAddr", "shop.Job.run"));

        var lookups = Objects.requireNonNull(
                Objects.requireNonNull(facts(recording).threads()).lookups());
        assertThat(lookups.samples()).isEqualTo(40);
        assertThat(lookups.share()).isEqualTo(0.75);
        assertThat(lookups.site()).isEqualTo("Rates.get");
    }

    @Test
    void withoutNativeSamplesNothingIsSaidOfLookups() {
        var recording = new WrittenRecording();
        recording.event("jdk.ThreadStart", Duration.ZERO, Map.of("thread", new OfThread("http-1")));
        assertThat(Objects.requireNonNull(facts(recording).threads()).lookups()).isNull();
    }

    @Test
    void throwablesBelowALibraryThatTriesAgainAreCounted() {
        var recording = new WrittenRecording();
        for (int i = 0; i < 8; i++) {
            var stack = i < 6
                    ? List.of(
                            "shop.Rates.get", "io.github.resilience4j.retry.Retry.executeSupplier", "shop.Quote.handle")
                    : List.of("shop.Rates.get", "shop.Quote.handle");
            recording.event(
                    "jdk.JavaExceptionThrow",
                    Duration.ofSeconds(10 + i),
                    Map.of("thrownClass", new OfClass("java.net.SocketTimeoutException"), "stackTrace", stack));
        }
        var thrown =
                Objects.requireNonNull(facts(recording).exceptions()).types().getFirst();
        assertThat(thrown.count()).isEqualTo(8);
        assertThat(thrown.retriedShare()).isEqualTo(0.75);
    }

    /** A call of 400 ms by a thread, 100 ms after the second has begun. */
    private static void call(WrittenRecording recording, String thread, int at, String... frames) {
        recording.event(
                "jdk.SocketRead",
                Duration.ofMillis(at),
                Map.of(
                        "duration",
                        Duration.ofMillis(400),
                        "eventThread",
                        new OfThread(thread),
                        "stackTrace",
                        List.of(frames),
                        "host",
                        "rates.example",
                        "port",
                        443,
                        "bytesRead",
                        100L));
    }

    private static long awaited(WrittenRecording recording, int second) {
        return Recordings.read(recording.bytes())
                .accumulator()
                .timeline()
                .values("socket.awaitedNanos")
                .getOrDefault(WrittenRecording.START.getEpochSecond() + second, 0L);
    }

    @Test
    void callsThatGoOutSideBySideHoldARequestUpOnce() {
        String[] own = {"java.net.Socket$SocketInputStream.read", "shop.Rates.get", "shop.Quote.handle", SERVER};
        String[] aside = {
            "java.net.Socket$SocketInputStream.read", "shop.Rates.get", "java.util.concurrent.FutureTask.run"
        };
        var recording = new WrittenRecording();
        // Two requests wait at the same time, each by itself.
        call(recording, "http-1", 1_100, own);
        call(recording, "http-2", 1_200, own);
        // Three threads ask for one request, the last a little later than the others.
        call(recording, "pool-1", 3_100, aside);
        call(recording, "pool-2", 3_100, aside);
        call(recording, "pool-3", 3_250, aside);
        // Over the end of a second.
        call(recording, "pool-1", 5_800, aside);

        assertThat(awaited(recording, 1)).isEqualTo(800_000_000);
        assertThat(awaited(recording, 3)).isEqualTo(550_000_000);
        assertThat(awaited(recording, 5)).isEqualTo(200_000_000);
        assertThat(awaited(recording, 6)).isEqualTo(200_000_000);
    }

    @Test
    void youngCollectionsThatPromoteAtOnceAreCounted() {
        var recording = new WrittenRecording();
        for (int i = 0; i < 10; i++) {
            recording
                    .event(
                            "jdk.GarbageCollection",
                            Duration.ofSeconds(i),
                            Map.of(
                                    "gcId",
                                    (long) i,
                                    "name",
                                    "G1New",
                                    "cause",
                                    "G1 Evacuation Pause",
                                    "duration",
                                    Duration.ofMillis(5)))
                    .event(
                            "jdk.YoungGarbageCollection",
                            Duration.ofSeconds(i),
                            Map.of("gcId", (long) i, "tenuringThreshold", i < 7 ? 1L : 15L));
        }
        var gc = Objects.requireNonNull(facts(recording).gc());
        assertThat(gc.youngCount()).isEqualTo(10);
        assertThat(gc.promotedAtOnceCount()).isEqualTo(7);
    }

    /** Classes loaded by second, of a JVM that was started two seconds before the recording. */
    private static JfrFacts loading(int begins, int... loaded) {
        var recording = new WrittenRecording()
                .event(
                        "jdk.JVMInformation",
                        Duration.ofSeconds(begins),
                        Map.of(
                                "pid",
                                1L,
                                "jvmName",
                                "OpenJDK",
                                "jvmVersion",
                                "25",
                                "jvmStartTime",
                                WrittenRecording.START));
        for (int i = 0; i < loaded.length; i++) {
            recording.event(
                    "jdk.ClassLoadingStatistics",
                    Duration.ofSeconds(begins + i),
                    Map.of("loadedClassCount", (long) loaded[i], "unloadedClassCount", 0L));
        }
        return facts(recording);
    }

    @Test
    void theStartEndsWhenNearlyAllClassesAreThere() {
        int[] loaded = IntStream.range(0, 60)
                .map(i -> Math.min(10_000, 1_000 + i * 900))
                .toArray();
        assertThat(Objects.requireNonNull(loading(2, loaded).classes()).quietAfter())
                .isEqualTo(Duration.ofSeconds(2 + 10));
    }

    @Test
    void howLongTheStartTookIsUnknownWhenItWasNotSeenOrHasNotEnded() {
        int[] level = IntStream.range(0, 60).map(_ -> 10_000).toArray();
        assertThat(Objects.requireNonNull(loading(300, level).classes()).quietAfter())
                .isNull();
        int[] rising = IntStream.range(0, 60).map(i -> 1_000 + i * 500).toArray();
        assertThat(Objects.requireNonNull(loading(2, rising).classes()).quietAfter())
                .isNull();
    }

    private static void rest() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void virtualThreadsAreToldFromOthers(@TempDir Path directory) throws IOException, InterruptedException {
        var file = directory.resolve("virtual.jfr");
        try (var recording = new Recording()) {
            recording.enable("jdk.ThreadSleep").withThreshold(Duration.ZERO);
            recording.start();
            var requests = IntStream.range(0, 60)
                    .mapToObj(_ -> Thread.startVirtualThread(JfrRequestsTest::rest))
                    .toList();
            for (var request : requests) {
                request.join();
            }
            recording.stop();
            recording.dump(file);
        }
        var threads = Objects.requireNonNull(
                Recordings.read(Files.readAllBytes(file)).facts().threads());
        assertThat(threads.virtualRatio()).isGreaterThan(0.5);
        assertThat(Objects.requireNonNull(facts(new WrittenRecording()
                                        .event(
                                                "jdk.ThreadStart",
                                                Duration.ZERO,
                                                Map.of("thread", new OfThread("http-1"))))
                                .threads())
                        .virtualRatio())
                .isZero();
    }
}
