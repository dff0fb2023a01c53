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
 * @param lostBytes bytes that Flight Recorder reports as lost
 * @param truncatedStackRatio share of sampled stacks that were cut
 * @param executionSamples number of samples of running Java code
 * @param thresholds shortest duration recorded, by event type name, where one is set
 * @param disabled names of event types that are switched off
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
        @Nullable Double truncatedStackRatio,
        long executionSamples,
        Map<String, Duration> thresholds,
        List<String> disabled,
        Source source) {}
