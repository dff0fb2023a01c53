package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.model.Source;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Garbage collections, without those that a tool asked for (heap inspection and dumps).
 *
 * @param fullCount collections that stopped the program for the whole heap
 * @param systemGcCount collections caused by {@code System.gc()}
 * @param pauseRatio share of the recording spent in pauses
 * @param worstPauseRatio share of the worst 60 s (of the whole when shorter)
 * @param evacuationFailures collections that found no room to copy to
 * @param allocationStalls threads that waited for a concurrent collector (ZGC, Shenandoah)
 * @param youngCollector name of the collector, as is {@code oldCollector}
 * @param humongousCount collections caused by humongous allocations
 */
public record GcFacts(
        long count,
        long fullCount,
        long systemGcCount,
        long humongousCount,
        Duration pauseTotal,
        Duration pauseMax,
        @Nullable Duration pauseP95,
        double pauseRatio,
        double worstPauseRatio,
        double perSecond,
        long evacuationFailures,
        long allocationStalls,
        Duration allocationStallTotal,
        @Nullable String youngCollector,
        @Nullable String oldCollector,
        @Nullable Duration pauseTarget,
        Map<String, Long> causes,
        Source source) {}
