package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.model.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Waiting that is neither a lock nor idle: for a pooled connection, a future, a queue, sleep; by purpose and site. Waits
 * of an HTTP client for an answer are {@link SocketFacts#calls}; a main thread that waits for others is idle.
 *
 * @param byPurpose total by purpose: {@code connection-pool}, {@code client-pool}, {@code future},
 *     {@code semaphore}, {@code sleep}, {@code other}
 * @param connectionPool waits for a connection of a database pool; a count of 0 when none was seen
 */
public record WaitFacts(
        Map<String, Duration> byPurpose,
        Wait connectionPool,
        Wait clientPool,
        Wait sleep,
        Wait future,
        List<Wait> sites,
        Source source) {

    /** Waits of one purpose, or of one purpose and site. */
    public record Wait(
            String purpose,
            @Nullable String site,
            long count,
            Duration total,
            Duration mean,
            Duration max,
            double waitingThreads,
            long threads,
            List<String> stack,
            Source source) {}
}
