package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.model.Source;
import java.time.Duration;
import java.util.List;
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
 * @param gcLockerCount collections caused by threads in critical sections of native code
 * @param metaspaceCount collections caused by the metaspace threshold
 * @param toolCount collections that a tool asked for, which no other figure holds
 * @param promotionFailures collections that found no room in the old generation; {@code evacuationFailures} has both
 * @param longestName collection with the longest pause
 * @param overTargetCount pauses longer than {@code pauseTarget}, null without one
 * @param worstStallsPerMinute allocation stalls in the worst 60 s
 * @param cpuUser CPU time that collections took, as {@code cpuSystem}, against wall time {@code cpuReal}
 * @param invertedCount collections of several threads that took no more CPU than wall time
 * @param mmuCount checks of G1's goal for the share of pauses in a time slice, of which {@code mmuMissedCount} failed
 * @param youngCount young collections, of which {@code promotedAtOnceCount} had a tenuring threshold of 0 or 1: what survived
 *     one collection went to the old generation
 * @param phases by time, most first, at most 30
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
        long gcLockerCount,
        long metaspaceCount,
        long toolCount,
        long promotionFailures,
        long concurrentModeFailures,
        @Nullable String longestName,
        @Nullable String longestCause,
        @Nullable Long overTargetCount,
        @Nullable Double worstStallsPerMinute,
        @Nullable Long parallelThreads,
        @Nullable Long concurrentThreads,
        @Nullable Duration cpuUser,
        @Nullable Duration cpuSystem,
        @Nullable Duration cpuReal,
        @Nullable Long invertedCount,
        @Nullable Long mmuCount,
        @Nullable Long mmuMissedCount,
        @Nullable Long youngCount,
        @Nullable Long promotedAtOnceCount,
        List<Phase> phases,
        List<Caller> systemGcCallers,
        Source source) {

    /** A part of pauses, or a concurrent part of collections, as the JVM names it; {@code level} 0 is a whole pause. */
    public record Phase(String name, boolean concurrent, long level, long count, Duration total, Duration max) {}

    /** Who called {@code System.gc()}: the nearest application method. */
    public record Caller(@Nullable String site, long count, Duration total, List<String> stack, Source source) {}
}
