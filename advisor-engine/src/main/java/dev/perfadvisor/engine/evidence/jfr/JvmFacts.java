package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.model.Source;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JVM's own work and limits. {@code flags} holds those that were set or matter, without secrets. */
public record JvmFacts(
        @Nullable Long loadedClasses,
        @Nullable Double classLoadsPerSecondLate,
        @Nullable Double codeCacheRatio,
        @Nullable Duration compileTotal,
        long deoptimizations,
        @Nullable Long containerMemoryBytes,
        @Nullable Double containerCores,
        @Nullable Long processes,
        Map<String, String> flags,
        Source source) {}
