package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.model.Source;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Threads. {@code groups}: by name pattern, most threads first, at most 30. */
public record ThreadFacts(
        @Nullable Long peak,
        @Nullable Long lastActive,
        @Nullable Long started,
        List<Group> groups,
        @Nullable Long pinnedCount,
        @Nullable Duration pinnedTotal,
        Source source) {

    /**
     * Threads whose names differ only in digits: mostly a pool.
     *
     * @param idleRatio share of their time parked waiting for work; a lower bound, as short parks are not recorded
     * @param waitRatio share of their time waiting for locks, pools, sockets or files
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
            boolean worker,
            Source source) {}
}
