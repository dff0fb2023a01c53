package dev.perfadvisor.engine.evidence.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.model.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;

/** Recordings that async-profiler wrote, whose events, metadata and constants are its own: figures are those of the JDK's reader. */
class AsyncProfilerTest {

    private static final String WALL = "profiler.WallClockSample";

    @Test
    void processorTimeLocksAndAllocationAreRead() throws IOException {
        var events = oracle(Recordings.ASYNC_CPU);
        var read = Recordings.read(Recordings.ASYNC_CPU);
        var facts = read.facts();

        assertThat(read.reading()).isEqualTo(new Reading.Complete());
        assertThat(facts.recording().eventCount()).isEqualTo(events.size());
        assertThat(facts.recording().executionSamples())
                .isPositive()
                .isEqualTo(sum(events, "jdk.ExecutionSample", AsyncProfilerTest::hasStack, _ -> 1));
        var code = Objects.requireNonNull(facts.code());
        assertThat(code.hotPaths()).extracting(CodeFacts.Method::name).contains("Work.hash", "Work.alloc");
        var locks = Objects.requireNonNull(facts.locks());
        assertThat(locks.count()).isEqualTo(sum(events, "jdk.JavaMonitorEnter", _ -> true, _ -> 1));
        assertThat(locks.blockedTotal())
                .isEqualTo(Duration.ofNanos(sum(
                        events,
                        "jdk.JavaMonitorEnter",
                        _ -> true,
                        event -> event.getDuration().toNanos())));
        assertThat(locks.locks().getFirst().site()).isEqualTo("Work.contend");
        assertThat(Objects.requireNonNull(facts.allocation()).totalBytes())
                .isPositive()
                .isEqualTo(sum(events, "jdk.ObjectAllocationInNewTLAB", _ -> true, event -> event.getLong("tlabSize"))
                        + sum(
                                events,
                                "jdk.ObjectAllocationOutsideTLAB",
                                _ -> true,
                                event -> event.getLong("allocationSize")));
    }

    @Test
    void threadsThatRunAndThreadsThatWaitAreToldApart() throws IOException {
        var events = oracle(Recordings.ASYNC_WALL);
        var accumulator = Recordings.read(Recordings.ASYNC_WALL).accumulator();

        assertThat(accumulator.facts().recording().executionSamples())
                .isPositive()
                .isEqualTo(sum(events, WALL, event -> hasStack(event) && !sleeps(event), AsyncProfilerTest::samples));
        assertThat(weight(accumulator, Measure.CPU))
                .isEqualTo(accumulator.facts().recording().executionSamples());
        assertThat(weight(accumulator, Measure.SLEEPING))
                .isPositive()
                .isEqualTo(sum(events, WALL, event -> hasStack(event) && sleeps(event), AsyncProfilerTest::samples));
        var code = Objects.requireNonNull(accumulator.facts().code());
        assertThat(code.hotPaths()).extracting(CodeFacts.Method::name).contains("Work.hash");
        assertThat(code.source().locator()).startsWith(WALL);
    }

    private static boolean hasStack(RecordedEvent event) {
        return event.getStackTrace() != null
                && !event.getStackTrace().getFrames().isEmpty();
    }

    private static boolean sleeps(RecordedEvent event) {
        return event.getString("state").equals("STATE_SLEEPING");
    }

    private static long samples(RecordedEvent event) {
        return event.getInt("samples");
    }

    private static long weight(JfrAccumulator read, Measure measure) {
        return read.flameGraph(measure, _ -> true).root().total();
    }

    private static long sum(
            List<RecordedEvent> events,
            String type,
            Predicate<RecordedEvent> counted,
            ToLongFunction<RecordedEvent> amount) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals(type))
                .filter(counted)
                .mapToLong(amount)
                .sum();
    }

    private static List<RecordedEvent> oracle(byte[] recording) throws IOException {
        var file = Recordings.file(recording);
        try {
            return RecordingFile.readAllEvents(file);
        } finally {
            Files.delete(file);
        }
    }
}
