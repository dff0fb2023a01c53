package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.model.Source;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The heap as the collector sees it.
 *
 * @param maxBytes the limit, {@code -Xmx} or what the JVM chose
 * @param twiceMax twice the limit as a value of {@code -Xmx}, in whole MiB: {@code 142m}
 * @param liveStartBytes least heap in use after a collection in the first third of the recording after warm-up
 * @param liveEndBytes the same in the last third
 * @param liveRatio {@code liveEndBytes / maxBytes}
 * @param growthBytesPerSecond robust slope (Theil-Sen) of the floor of the heap after collections
 * @param growthShare growth over the recording as a share of the maximum
 * @param fullAfter when the floor reaches the maximum if it goes on rising so; null when it does not rise
 * @param growthConsistency how steadily the floor rises: Kendall's tau of its values over time, -1..1
 * @param growthConsistencyLate the same in the second half: what grew with the load stays level there, a leak goes on
 * @param afterGcSamples number of values that this rests on
 * @param freedBytesPerSecond what collections freed, over the recording; {@code worst...} in the worst 10 s
 * @param freedToLiveRatio the worst over {@code liveEndBytes}: how often a second the live data are made anew as garbage
 * @param heapDumps heap dumps that were written, of which {@code outOfMemoryDumps} for want of memory
 * @param objects classes by bytes in the heap, most first, at most 20; empty unless {@code jdk.ObjectCount} is switched on
 * @param finalizable classes of the application with objects that wait for a finalizer, at most 20
 * @param oldObjects sampled objects that survived, by class, most first, at most 20
 */
public record HeapFacts(
        @Nullable Long maxBytes,
        @Nullable String twiceMax,
        @Nullable Long usedMaxBytes,
        @Nullable Long liveStartBytes,
        @Nullable Long liveEndBytes,
        @Nullable Double liveRatio,
        @Nullable Double growthBytesPerSecond,
        @Nullable Double growthShare,
        @Nullable Duration fullAfter,
        @Nullable Double growthConsistency,
        @Nullable Double growthConsistencyLate,
        long afterGcSamples,
        List<OldObject> oldObjects,
        @Nullable Double freedBytesPerSecond,
        @Nullable Double worstFreedBytesPerSecond,
        @Nullable Double freedToLiveRatio,
        @Nullable Long heapDumps,
        @Nullable Long outOfMemoryDumps,
        List<ClassCount> objects,
        List<Finalizable> finalizable,
        Source source) {

    /**
     * Objects of a class that were sampled at allocation and are still alive at the end.
     *
     * @param share share of all such samples
     * @param site application method that allocated most of them
     * @param age mean time that they had lived
     * @param path who holds the oldest one: fields from the object up to the root, at most 20
     * @param holder field of the application with the collection or cache that most of them are in ({@code Shop.orders}),
     *     else the nearest field of the application; null when the recording has no paths to GC roots
     */
    public record OldObject(
            String className,
            long samples,
            double share,
            @Nullable String site,
            @Nullable String holder,
            Duration age,
            List<String> path,
            Source source) {}

    /** Objects of a class in the heap, at the count that had most of them. */
    public record ClassCount(String className, long count, long bytes, double share, Source source) {}

    /** A class with a finalizer. */
    public record Finalizable(String className, long waiting, long run, Source source) {}
}
