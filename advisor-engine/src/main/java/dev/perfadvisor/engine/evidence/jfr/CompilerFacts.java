package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.model.Source;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The JVM's compiler and the memory for its code.
 *
 * @param codeCacheRatio fullest that the code cache, or one of its segments, was
 * @param codeCacheSegment name of that segment
 * @param codeCacheFull times that the code cache was full, so that compilation stopped
 * @param compileTotal time that compiling took since the JVM started
 * @param compileCoresLate cores that compiling kept busy in the second half of the recording
 * @param longest compilation that took longest, of those above the event's threshold
 * @param deoptimizationsPerSecondLate rate after start-up
 * @param deoptimized methods by number of deoptimisations after start-up, most first, at most 20
 */
public record CompilerFacts(
        @Nullable Double codeCacheRatio,
        @Nullable String codeCacheSegment,
        @Nullable Long codeCacheFull,
        @Nullable Duration compileTotal,
        @Nullable Double compileCoresLate,
        @Nullable Long compilations,
        @Nullable Long failures,
        @Nullable String longest,
        @Nullable Duration longestTime,
        @Nullable Long deoptimizations,
        @Nullable Double deoptimizationsPerSecondLate,
        List<Deoptimized> deoptimized,
        Source source) {

    /** A method whose compiled code was thrown away again and again. */
    public record Deoptimized(String method, String reason, long count, Source source) {}
}
