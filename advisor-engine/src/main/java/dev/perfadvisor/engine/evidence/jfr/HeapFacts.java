package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.model.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The heap as the collector sees it.
 *
 * @param maxBytes the limit, {@code -Xmx} or what the JVM chose
 * @param liveStartBytes least heap in use after a collection in the first third of the recording after warm-up
 * @param liveEndBytes the same in the last third
 * @param liveRatio {@code liveEndBytes / maxBytes}
 * @param growthBytesPerSecond robust slope (Theil-Sen) of the floor of the heap after collections
 * @param growthShare growth over the recording as a share of the maximum
 * @param growthConsistency how steadily the floor rises: Kendall's tau of its values over time, -1..1
 * @param afterGcSamples number of values that this rests on
 * @param oldObjects sampled objects that survived, by class, most first, at most 20
 */
public record HeapFacts(
        @Nullable Long maxBytes,
        @Nullable Long usedMaxBytes,
        @Nullable Long liveStartBytes,
        @Nullable Long liveEndBytes,
        @Nullable Double liveRatio,
        @Nullable Double growthBytesPerSecond,
        @Nullable Double growthShare,
        @Nullable Double growthConsistency,
        long afterGcSamples,
        List<OldObject> oldObjects,
        @Nullable Long physicalBytes,
        @Nullable Double physicalUsedRatio,
        Source source) {

    /**
     * Objects of a class that were sampled at allocation and are still alive at the end.
     *
     * @param share share of all such samples
     * @param site application method that allocated most of them
     * @param holder field of the application with the collection or cache that most of them are in ({@code Shop.orders}),
     *     else the nearest field of the application; null when the recording has no paths to GC roots
     */
    public record OldObject(
            String className,
            long samples,
            double share,
            @Nullable String site,
            @Nullable String holder,
            Source source) {}
}
