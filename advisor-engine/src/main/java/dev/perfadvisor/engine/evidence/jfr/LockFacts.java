package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.model.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Waiting to enter a Java monitor or a lock of java.util.concurrent (parks in the lock classes).
 *
 * @param blockedTotal waiting time of all threads
 * @param blockedThreads mean number of threads that waited at any time
 * @param locks by waiting time, most first, at most 20
 * @param biasedRevocations locks that lost their bias (JDK 8 to 17), {@code biasedClasses} whole classes that did
 * @param deadlocks deadlocks that a thread dump in the recording reports, null without dumps
 */
public record LockFacts(
        long count,
        Duration blockedTotal,
        double blockedThreads,
        List<Lock> locks,
        @Nullable Long deadlocks,
        @Nullable Long biasedRevocations,
        Map<String, Long> biasedClasses,
        Source source) {

    /**
     * One contended lock, told apart by its class and the method that waits for it.
     *
     * @param kind {@code monitor} or {@code park}
     * @param share share of all waiting for locks
     * @param site nearest application method of the waiting stacks
     * @param waitingThreads mean number of threads that waited for it at any time
     * @param threadGroup threads that waited longest, {@code owner} those that had a monitor before, by time waited for them
     * @param threads number of different threads that waited
     */
    public record Lock(
            String className,
            String kind,
            @Nullable String site,
            long count,
            Duration total,
            Duration mean,
            Duration max,
            double share,
            long threads,
            double waitingThreads,
            String threadGroup,
            @Nullable String owner,
            List<String> stack,
            Source source) {}
}
