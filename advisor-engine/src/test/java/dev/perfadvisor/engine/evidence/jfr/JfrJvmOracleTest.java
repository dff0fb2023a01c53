package dev.perfadvisor.engine.evidence.jfr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Of a recording of this JVM with events of all types and no thresholds, figures on halts, classes, compiler, collector,
 * pins and files are those that the JDK's own reader gives.
 */
class JfrJvmOracleTest {

    private static final Duration PINNED = Duration.ofMillis(60);

    private static JfrFacts facts;
    private static List<RecordedEvent> events;

    /** A class whose initialiser waits, which pins a virtual thread also on JDKs on which synchronized does not. */
    private static final class Pinning {
        static {
            sleep();
        }

        private static void sleep() {
            try {
                Thread.sleep(PINNED);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        static void touch() {}
    }

    @BeforeAll
    static void record() throws IOException, InterruptedException {
        byte[] bytes;
        try (var recording = new Recording()) {
            for (var type : FlightRecorder.getFlightRecorder().getEventTypes()) {
                recording.enable(type.getName()).withoutThreshold();
            }
            recording.start();
            work();
            try (var another = new Recording()) {
                another.start(); // ends the chunk
            }
            work();
            var file = Files.createTempFile("advisor", ".jfr");
            recording.dump(file);
            bytes = Files.readAllBytes(file);
            events = RecordingFile.readAllEvents(file);
            Files.delete(file);
        }
        facts = Recordings.read(bytes).facts();
    }

    private static void work() throws IOException, InterruptedException {
        Thread.ofVirtual().start(Pinning::touch).join();
        var kept = new ArrayList<byte[]>();
        for (int i = 0; i < 200; i++) {
            kept.add(new byte[100_000]);
        }
        System.gc();
        assertThat(kept).hasSize(200);
        var file = Files.createTempFile("advisor", ".txt");
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int i = 0; i < 5; i++) {
                channel.write(ByteBuffer.wrap(new byte[8192]));
                channel.force(true);
            }
        } finally {
            Files.delete(file);
        }
        new ProcessBuilder("true").start().waitFor();
    }

    private static Stream<RecordedEvent> of(String type) {
        return events.stream().filter(event -> event.getEventType().getName().equals(type));
    }

    private static long sum(String type, ToLongFunction<RecordedEvent> amount) {
        return of(type).mapToLong(amount).sum();
    }

    private static Duration total(String type, String field) {
        return Duration.ofNanos(sum(type, event -> event.getDuration(field).toNanos()));
    }

    private static Duration longest(Stream<RecordedEvent> of) {
        return of.map(RecordedEvent::getDuration).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }

    @Test
    void operationsAndSafepoints() {
        var halts = Objects.requireNonNull(facts.halts());

        assertThat(halts.safepoints()).isEqualTo(of("jdk.SafepointBegin").count());
        assertThat(halts.reachTotal()).isEqualTo(total("jdk.SafepointBegin", "duration"));
        assertThat(halts.reachMax()).isEqualTo(longest(of("jdk.SafepointBegin")));
        assertThat(halts.operations()).isNotEmpty().allSatisfy(operation -> {
            var same = of("jdk.ExecuteVMOperation")
                    .filter(event -> event.getString("operation").equals(operation.name())
                            && event.getBoolean("safepoint") == operation.stopsProgram())
                    .toList();
            assertThat(operation.count()).isEqualTo(same.size());
            assertThat(operation.max()).isEqualTo(longest(same.stream()));
            assertThat(operation.total())
                    .isEqualTo(Duration.ofNanos(same.stream()
                            .mapToLong(event -> event.getDuration().toNanos())
                            .sum()));
        });
    }

    @Test
    void collectionsAndWhatTheyCost() {
        var gc = Objects.requireNonNull(facts.gc());
        var byName = of("jdk.GCPhasePauseLevel1")
                .collect(Collectors.groupingBy(
                        event -> event.getString("name"),
                        Collectors.summingLong(event -> event.getDuration().toNanos())));

        assertThat(gc.systemGcCount())
                .isEqualTo(of("jdk.GarbageCollection")
                        .filter(event -> event.getString("cause").equals("System.gc()"))
                        .count())
                .isGreaterThanOrEqualTo(2);
        assertThat(gc.cpuUser()).isEqualTo(total("jdk.GCCPUTime", "userTime"));
        assertThat(gc.cpuSystem()).isEqualTo(total("jdk.GCCPUTime", "systemTime"));
        assertThat(gc.cpuReal()).isEqualTo(total("jdk.GCCPUTime", "realTime"));
        assertThat(gc.phases().stream().filter(phase -> phase.level() == 1 && !phase.concurrent()))
                .allSatisfy(phase ->
                        assertThat(phase.total()).isEqualTo(Duration.ofNanos(byName.getOrDefault(phase.name(), -1L))));
        assertThat(gc.causes())
                .allSatisfy((cause, count) -> assertThat(count)
                        .isEqualTo(of("jdk.GarbageCollection")
                                .filter(event -> event.getString("cause").equals(cause))
                                .count()));
    }

    @Test
    void classesAndMetaspace() {
        var classes = Objects.requireNonNull(facts.classes());

        assertThat(classes.loadTotal()).isEqualTo(total("jdk.ClassLoad", "duration"));
        assertThat(classes.loadMax()).isEqualTo(longest(of("jdk.ClassLoad")));
        assertThat(classes.metaspaceFailures()).isEqualTo(of("jdk.MetaspaceOOM").count());
    }

    @Test
    void compilerAndItsCache() {
        var compiler = Objects.requireNonNull(facts.compiler());
        double fullest = of("jdk.CodeCacheStatistics")
                .mapToDouble(event -> 1
                        - (double) event.getLong("unallocatedCapacity")
                                / (event.getLong("reservedTopAddress") - event.getLong("startAddress")))
                .max()
                .orElseThrow();

        assertThat(compiler.codeCacheRatio()).isCloseTo(fullest, within(1e-9));
        assertThat(compiler.deoptimizations())
                .isEqualTo(of("jdk.Deoptimization").count());
        assertThat(compiler.longestTime()).isEqualTo(longest(of("jdk.Compilation")));
        assertThat(compiler.codeCacheFull()).isEqualTo(of("jdk.CodeCacheFull").count());
    }

    @Test
    void pinsOfVirtualThreads() {
        var threads = Objects.requireNonNull(facts.threads());

        assertThat(threads.pinnedCount())
                .isEqualTo(of("jdk.VirtualThreadPinned").count())
                .isPositive();
        assertThat(threads.pinnedTotal()).isEqualTo(total("jdk.VirtualThreadPinned", "duration"));
        assertThat(threads.pins()).anySatisfy(pin -> {
            assertThat(pin.max()).isGreaterThanOrEqualTo(PINNED.minusMillis(10));
            assertThat(pin.stack()).anyMatch(frame -> frame.contains("Pinning"));
        });
    }

    @Test
    void filesAndProcesses() {
        var files = Objects.requireNonNull(facts.files());
        var host = Objects.requireNonNull(facts.host());

        assertThat(files.forceMax()).isEqualTo(longest(of("jdk.FileForce")));
        assertThat(files.writeMax()).isEqualTo(longest(of("jdk.FileWrite")));
        assertThat(host.processesStarted())
                .isEqualTo(of("jdk.ProcessStart").count())
                .isGreaterThanOrEqualTo(2);
        assertThat(host.started()).contains("true");
        assertThat(host.physicalBytes())
                .isEqualTo(of("jdk.PhysicalMemory")
                        .mapToLong(event -> event.getLong("totalSize"))
                        .max()
                        .orElseThrow());
    }

    @Test
    void flagsAreThoseOfTheJvm() {
        var flags = Objects.requireNonNull(facts.jvm()).flags();
        var known = Stream.of(
                        "jdk.BooleanFlag", "jdk.IntFlag", "jdk.UnsignedIntFlag", "jdk.LongFlag", "jdk.UnsignedLongFlag")
                .flatMap(JfrJvmOracleTest::of)
                .collect(Collectors.toMap(
                        event -> event.getString("name"),
                        event -> String.valueOf(event.<Object>getValue("value")),
                        (first, later) -> later));

        assertThat(flags).containsKeys("MaxHeapSize", "UseCompressedOops").allSatisfy((name, value) -> {
            if (known.containsKey(name)) {
                assertThat(value).as(name).isEqualTo(known.get(name));
            }
        });
    }

    @Test
    void mapsComeInTheOrderOfTheirKeys() {
        var recording = facts.recording();
        for (var map : List.of(
                recording.events(),
                recording.thresholds(),
                Objects.requireNonNull(facts.jvm()).flags())) {
            assertThat(map.keySet().stream().map(String::valueOf)).isSorted();
        }
    }
}
