package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.model.Source;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Threads.
 *
 * @param groups by name pattern, most threads first, at most 30
 * @param pinnedCount times that a virtual thread kept its carrier while it waited, {@code pins} by place, at most 20
 * @param submitFailures virtual threads that could not be started or continued
 * @param virtualRatio share of the threads that were seen which are virtual; parks of those are not recorded, so that their
 *     waits for pools, futures and locks of java.util.concurrent are not seen
 * @param longWaits longest single waits of threads that serve requests, at most 20
 */
public record ThreadFacts(
        @Nullable Long peak,
        @Nullable Long lastActive,
        @Nullable Long started,
        List<Group> groups,
        @Nullable Long pinnedCount,
        @Nullable Duration pinnedTotal,
        List<Pin> pins,
        @Nullable Double startedPerSecond,
        long submitFailures,
        @Nullable Double virtualRatio,
        @Nullable Lookups lookups,
        List<LongWait> longWaits,
        Source source) {

    /**
     * Threads whose names differ only in digits: mostly a pool.
     *
     * @param idleRatio share of their time parked waiting for work; a lower bound, as short parks are not recorded
     * @param waitRatio share of their time waiting for locks, pools, sockets or files
     * @param samples of running Java code, {@code nativeSamples} of native code that runs or waits
     * @param worker whether they were seen serving requests
     */
    public record Group(
            String name,
            long threads,
            double idleRatio,
            double lockRatio,
            double poolRatio,
            double socketRatio,
            double waitRatio,
            long samples,
            long nativeSamples,
            boolean worker,
            Source source) {}

    /** Where virtual threads are pinned. {@code reason} and {@code operation} are null before JDK 24. */
    public record Pin(
            @Nullable String site,
            @Nullable String reason,
            @Nullable String operation,
            long count,
            Duration total,
            Duration max,
            List<String> stack,
            Source source) {}

    /**
     * Names of hosts that are looked up while a request is served, by samples of native code; null without such samples.
     *
     * @param samples of threads that serve requests in native code, where they also wait for sockets
     * @param share of these that look up a name, 0..1
     * @param site application method below which most names are looked up
     */
    public record Lookups(
            long samples, double share, @Nullable String site, Source source) {}

    /** One wait. {@code activity}: {@code lock}, {@code pool}, {@code socket} or {@code file}. */
    public record LongWait(
            String thread,
            String activity,
            @Nullable String site,
            Duration length,
            List<String> stack,
            Source source) {}
}
