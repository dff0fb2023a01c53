package dev.perfadvisor.engine.evidence.jfr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On recordings of one JVM, counts and sums are those of the JDK's own reader. */
class JfrOracleTest {

    static List<byte[]> recordings() {
        return List.of(Recordings.SEQUENTIAL_CALLS, Recordings.POOL_WAIT, Recordings.LEAK);
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void countsAndSumsAreThoseOfTheJdk(byte[] recording) throws IOException {
        var events = oracle(recording);
        var facts = Recordings.read(recording).facts();

        assertThat(facts.recording().events()).isEqualTo(counts(events));
        var allocation = Objects.requireNonNull(facts.allocation());
        assertThat(allocation.totalBytes())
                .isEqualTo(sum(events, "jdk.ObjectAllocationSample", event -> event.getLong("weight")));
        var gc = Objects.requireNonNull(facts.gc());
        assertThat(gc.pauseTotal())
                .isEqualTo(Duration.ofNanos(sum(
                        asked(events),
                        "jdk.GarbageCollection",
                        event -> event.getDuration("sumOfPauses").toNanos())));
        assertThat(gc.count()).isEqualTo(sum(asked(events), "jdk.GarbageCollection", _ -> 1));
        var sockets = Objects.requireNonNull(facts.sockets());
        assertThat(sockets.total())
                .isEqualTo(Duration.ofNanos(sum(called(events), "jdk.SocketRead", JfrOracleTest::nanos)
                        + sum(called(events), "jdk.SocketWrite", JfrOracleTest::nanos)));
        assertThat(sockets.peers().stream().mapToLong(SocketFacts.Peer::bytes).sum())
                .isEqualTo(sum(called(events), "jdk.SocketRead", event -> event.getLong("bytesRead"))
                        + sum(called(events), "jdk.SocketWrite", event -> event.getLong("bytesWritten")));
        assertThat(facts.recording().executionSamples()).isEqualTo(sum(events, "jdk.ExecutionSample", _ -> 1));
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void timesAndLoadsAreThoseOfTheJdk(byte[] recording) throws IOException {
        var events = oracle(recording);
        var facts = Recordings.read(recording).facts();

        assertThat(facts.recording().to())
                .isEqualTo(events.stream()
                        .map(RecordedEvent::getEndTime)
                        .max(Comparator.naturalOrder())
                        .orElseThrow());
        var loads = events.stream().filter(event -> is(event, "jdk.CPULoad")).toList();
        var cpu = Objects.requireNonNull(facts.cpu());
        assertThat(cpu.samples()).isEqualTo(loads.size());
        assertThat(cpu.machineRatio())
                .isCloseTo(
                        loads.stream()
                                .mapToDouble(event -> event.getFloat("machineTotal"))
                                .average()
                                .orElseThrow(),
                        within(1e-6));
        var heaps =
                events.stream().filter(event -> is(event, "jdk.GCHeapSummary")).toList();
        var heap = Objects.requireNonNull(facts.heap());
        assertThat(heap.usedMaxBytes())
                .isEqualTo(heaps.stream()
                        .mapToLong(event -> event.getLong("heapUsed"))
                        .max()
                        .orElseThrow());
        assertThat(heap.afterGcSamples())
                .isEqualTo(heaps.stream()
                        .filter(event -> event.getString("when").equals("After GC"))
                        .count());
    }

    private static List<RecordedEvent> oracle(byte[] recording) throws IOException {
        var file = Recordings.file(recording);
        try {
            return RecordingFile.readAllEvents(file);
        } finally {
            Files.delete(file);
        }
    }

    private static List<RecordedEvent> asked(List<RecordedEvent> events) {
        var kept = new ArrayList<>(events);
        kept.removeIf(event ->
                is(event, "jdk.GarbageCollection") && event.getString("cause").startsWith("Heap Inspection"));
        return kept;
    }

    /** Without what the service does as a server: database and partner listen at these ports. */
    private static List<RecordedEvent> called(List<RecordedEvent> events) {
        var kept = new ArrayList<>(events);
        kept.removeIf(
                event -> event.hasField("port") && event.getInt("port") != 55433 && event.getInt("port") != 28090);
        return kept;
    }

    private static Map<String, Long> counts(List<RecordedEvent> events) {
        var counts = new TreeMap<String, Long>();
        events.forEach(event -> counts.merge(event.getEventType().getName(), 1L, Long::sum));
        return counts;
    }

    private static long sum(List<RecordedEvent> events, String type, ToLongFunction<RecordedEvent> amount) {
        return events.stream()
                .filter(event -> is(event, type))
                .mapToLong(amount)
                .sum();
    }

    private static boolean is(RecordedEvent event, String type) {
        return event.getEventType().getName().equals(type);
    }

    private static long nanos(RecordedEvent event) {
        return event.getDuration().toNanos();
    }
}
