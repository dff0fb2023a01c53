package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.model.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The recording itself.
 *
 * @param from first event, not before the start of the first chunk: waits that began earlier are written when they end
 * @param length from the first to the last event; rates and ratios divide by the time that chunks cover, which is less
 *     when recordings with a gap in between were joined
 * @param events number of events, by type name
 * @param jvms how many different JVMs wrote into it
 * @param cores hardware threads that the JVM could use
 * @param lostBytes bytes that Flight Recorder reports as lost, in {@code losses} reports
 * @param truncatedStackRatio share of sampled stacks that were cut
 * @param executionSamples number of samples of running Java code
 * @param thresholds shortest duration recorded, by event type name, where one is set
 * @param disabled names of event types that are switched off
 * @param silent those of them that say where time or memory goes, without which there is nothing to find there
 * @param dumpReasons why recordings were written, other than that somebody asked: a crash, no memory
 * @param shutdown why the JVM ended, null when it went on
 */
public record RecordingFacts(
        Instant from,
        Instant to,
        Duration length,
        long eventCount,
        Map<String, Long> events,
        long chunks,
        long jvms,
        @Nullable String jvmName,
        @Nullable String jvmVersion,
        @Nullable Instant jvmStart,
        @Nullable Long cores,
        long lostBytes,
        long losses,
        @Nullable Double truncatedStackRatio,
        long executionSamples,
        Map<String, Duration> thresholds,
        List<String> disabled,
        List<String> silent,
        List<String> dumpReasons,
        @Nullable String shutdown,
        Source source) {}
