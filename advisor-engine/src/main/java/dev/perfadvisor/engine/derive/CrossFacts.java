package dev.perfadvisor.engine.derive;

import dev.perfadvisor.engine.model.Charted;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Facts over several artifacts. Null where the artifacts that it takes are not there or do not overlap.
 *
 * @param loadTested whether there is a load test, for rules that can use one and do without
 */
public record CrossFacts(
        boolean loadTested,
        @Nullable Windows windows,
        @Nullable RequestTime requestTime,
        @Nullable Calls calls,
        @Nullable Spikes spikes,
        @Nullable Target target)
        implements Charted {

    @Override
    public List<Exhibit> exhibits() {
        return CrossExhibits.of(this);
    }

    /**
     * How the artifacts lie in time.
     *
     * @param overlap time that all artifacts with times have in common
     * @param overlapRatio that as a share of the shortest one
     */
    public record Windows(long artifacts, Duration overlap, double overlapRatio) {}

    /**
     * What the time of requests went into, in the seconds that the artifacts have in common. Shares are lower bounds, as
     * recordings leave out short events; several can hold at once.
     *
     * @param basis {@code load} when the load test says how long requests took, {@code accounted} when it is the sum of what
     *     the recording and the log account for: waits and CPU time
     * @param total time of all requests
     * @param sqlShare in statements that the database logged
     * @param databaseReadShare waiting for the answer of a database, as the JVM sees it
     * @param poolWaitShare waiting for a pooled connection
     * @param lockShare waiting for locks
     * @param remoteShare waiting for other services; calls that threads other than a request's own make side by side count once
     * @param fileShare in file access
     * @param gcShare stopped for garbage collection
     * @param cpuShare running on a CPU in this JVM, at most
     * @param cpuBoundShare running or waiting to run: {@code cpuShare}, and with a full machine also what nothing else
     *     accounts for
     * @param unexplainedShare what none of the shares accounts for
     * @param queueShare not spent in worker threads at all: waiting for one, or on the way; a lower bound
     * @param largest name of the largest of them
     */
    public record RequestTime(
            String basis,
            Duration total,
            @Nullable Double sqlShare,
            @Nullable Double databaseReadShare,
            @Nullable Double poolWaitShare,
            @Nullable Double lockShare,
            @Nullable Double remoteShare,
            @Nullable Double fileShare,
            @Nullable Double gcShare,
            @Nullable Double cpuShare,
            @Nullable Double cpuBoundShare,
            @Nullable Double unexplainedShare,
            @Nullable Double queueShare,
            String largest) {}

    /**
     * Statements held against requests.
     *
     * @param statementsPerRequest logged executions per request; a lower bound, as fast statements may not be logged
     * @param perRequest executions per request by statement id; of a log that goes on before or after the load test, the
     *     share of all executions that fall into it
     * @param allocatedBytesPerRequest bytes that the JVM allocated per request
     * @param concurrency mean number of requests in the system (Little's law: rate times mean time)
     */
    public record Calls(
            @Nullable Double statementsPerRequest,
            Map<String, Double> perRequest,
            @Nullable Double allocatedBytesPerRequest,
            @Nullable Double concurrency) {}

    /**
     * What happens in slow seconds: those whose 95th percentile is over twice the median second's.
     *
     * @param coincidences strongest first
     */
    public record Spikes(long slowSeconds, long normalSeconds, List<Coincidence> coincidences) {}

    /**
     * What the user wants, held against what was measured.
     *
     * @param throughputRatio measured requests per second as a share of those that the user names
     */
    public record Target(double throughputRatio) {}

    /**
     * How much more often something is high in slow seconds than in the others.
     *
     * @param what {@code gc}, {@code lock}, {@code pool}, {@code sql}, {@code remote}, {@code file}, {@code cpu}
     * @param slowShare share of slow seconds in which it is high
     * @param normalShare share of the other seconds in which it is
     */
    public record Coincidence(String what, double slowShare, double normalShare) {}
}
