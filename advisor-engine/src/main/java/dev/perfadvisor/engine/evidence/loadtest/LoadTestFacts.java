package dev.perfadvisor.engine.evidence.loadtest;

import dev.perfadvisor.engine.model.Charted;
import dev.perfadvisor.engine.model.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a load test measured. Ratios are 0..1. Null means that this kind of result does not say: unknown, not zero.
 *
 * @param phases where the time of requests went
 * @param groups requests by scenario, group and other tags that have more than one value, most time first, at most 50
 * @param checks what the test looked at in answers
 * @param tags the tags of points, most values first
 * @param course where the test is steady; null without single requests, or when its load never stays the same
 * @param scaling how the system does at each level of a load that at least doubles; null when it does not
 * @param omission what the waiting users of a closed loop left out; null when it is no closed loop, or unknown
 */
public record LoadTestFacts(
        Run run,
        Latency latency,
        List<Endpoint> endpoints,
        Errors errors,
        @Nullable Connections connections,
        @Nullable Shape shape,
        List<Threshold> thresholds,
        @Nullable Phases phases,
        @Nullable Omission omission,
        List<Group> groups,
        List<Check> checks,
        List<TagUse> tags,
        @Nullable Precision precision,
        @Nullable Course course,
        @Nullable Scaling scaling)
        implements Charted {

    @Override
    public List<Exhibit> exhibits() {
        return LatencyExhibit.of(this);
    }

    /**
     * The test as a whole.
     *
     * @param tool {@code k6}, ...
     * @param length from the first to the last point, or as the result says; gaps of over a minute without any point are left out
     * @param requests number of requests
     * @param requestsPerSecond over the length of the test
     * @param usersMax most virtual users at work at a time
     * @param droppedIterations iterations that could not be started at their time
     * @param droppedRatio those as a share of all that should have started
     * @param openModel whether new work arrives at a given rate, whatever the system does; null when it can't be told
     * @param iterationMean mean time of an iteration, think time included
     * @param bytesPerRequest received, headers included
     * @param iterationsPerSecond those that were finished, over the length of the test
     * @param usersMean mean number of virtual users at work
     * @param usersAllocated most virtual users that were ready to work
     * @param usersAtLimitRatio share of the time in which all of these were at work
     * @param thinkTimeMean time of an iteration less that of its requests one after the other; zero when they were made in
     *     parallel
     * @param otherRuns results of other runs that were handed in, too; they are not in any figure
     * @param droppedSecondsRatio share of the seconds in which iterations were dropped: all the time, or in a burst
     */
    public record Run(
            String tool,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Duration length,
            long requests,
            @Nullable Double requestsPerSecond,
            @Nullable Long iterations,
            @Nullable Long usersMax,
            @Nullable Long droppedIterations,
            @Nullable Double droppedRatio,
            @Nullable Boolean openModel,
            @Nullable Duration iterationMean,
            @Nullable Double checksFailedRatio,
            @Nullable Double bytesPerRequest,
            Source source,
            @Nullable Double iterationsPerSecond,
            @Nullable Double usersMean,
            @Nullable Long usersAllocated,
            @Nullable Double usersAtLimitRatio,
            @Nullable Duration thinkTimeMean,
            long otherRuns,
            @Nullable Double droppedSecondsRatio) {}

    /**
     * Times of requests, from the first byte sent to the last byte received.
     *
     * @param samples number of requests that the figures rest on; null when the result does not say
     * @param tailFactor p99 over p50
     */
    public record Latency(
            @Nullable Long samples,
            @Nullable Duration mean,
            @Nullable Duration min,
            @Nullable Duration p50,
            @Nullable Duration p90,
            @Nullable Duration p95,
            @Nullable Duration p99,
            @Nullable Duration max,
            @Nullable Double tailFactor,
            Source source) {}

    /**
     * Requests of one name, most time first, at most 50.
     *
     * @param timeShare share of the time of all requests
     * @param slowness its p50 over the median of the p50 of the other endpoints; null when it is the only one
     * @param spread its p95 over its p50: near 1 when it hardly varies
     * @param failedRatio null when neither the request's tags nor a figure of its name say
     * @param okP50 median time of its requests that did not fail
     * @param failedP50 median time of those that failed
     * @param receivingShare share of its time in which the answer was received, after its first byte
     * @param bimodality distance of two groups of its latencies, see {@link Shape}
     * @param distinctUrls addresses that were asked for under its name, counted up to 16; null when the result does not say
     */
    public record Endpoint(
            String name,
            long requests,
            double requestShare,
            double timeShare,
            @Nullable Double slowness,
            @Nullable Double spread,
            @Nullable Double failedRatio,
            @Nullable Double bytesPerRequest,
            Latency latency,
            Source source,
            @Nullable Duration okP50,
            @Nullable Duration failedP50,
            @Nullable Double receivingShare,
            @Nullable Double bimodality,
            @Nullable Long distinctUrls) {}

    /**
     * Failed requests.
     *
     * @param failed 0 when {@code failedRatio} is null, which says that it isn't known
     * @param byStatus number of failed requests by HTTP status, or by error code when there was no answer
     * @param failedP50 median time of failed requests
     * @param okP50 median time of the others
     */
    public record Errors(
            long failed,
            @Nullable Double failedRatio,
            Map<String, Long> byStatus,
            @Nullable Duration failedP50,
            @Nullable Duration okP50,
            Source source) {}

    /**
     * How connections were used.
     *
     * @param newConnectionRatio share of requests that had to open a connection
     * @param tlsRatio share of requests that made a TLS handshake; null when it is counted as connecting
     * @param connectMean mean time to connect (TCP and TLS) over those that did
     * @param connectingShare share of the time of requests, connecting included, that went into connecting
     */
    public record Connections(
            double newConnectionRatio,
            @Nullable Double tlsRatio,
            @Nullable Duration connectMean,
            double connectingShare,
            Source source) {}

    /**
     * How the figures move over the test; from results that hold single requests.
     *
     * @param warmUpFactor latency in the first fifth of the test over that of its second half (medians of the seconds' medians)
     * @param driftPerMinute growth of the seconds' medians over a steady load, as a share of their median per minute; 0 when it
     *     may be chance
     * @param driftConsistency Kendall's tau of the seconds' medians, -1..1
     * @param steadyRate whether the rate of requests stays about the same
     * @param scalingFactor growth of throughput over growth of users between the lowest and the highest load: near 1 scales, near 0 is
     *     saturated; null when the load does not vary
     * @param bimodality distance of two groups of latencies over their spread (Ashman's D), null when there is one group
     * @param spikePeriod distance of recurring spikes, null when none recur
     * @param slowSeconds number of seconds whose 95th percentile is over twice that of the median second
     * @param seconds number of seconds that the shape rests on: those between the first and the last
     * @param warmUpMeanFactor as {@code warmUpFactor}, with the seconds' means: the endpoints that hold the time count more than those
     *     with many quick requests
     */
    public record Shape(
            @Nullable Double warmUpFactor,
            @Nullable Double driftPerMinute,
            @Nullable Double driftConsistency,
            boolean steadyRate,
            @Nullable Double scalingFactor,
            @Nullable Double bimodality,
            @Nullable Duration spikePeriod,
            long slowSeconds,
            long seconds,
            Source source,
            @Nullable Double warmUpMeanFactor) {}

    /**
     * Where the time of requests went. The shares are of the time of all requests and add up to 1.
     *
     * @param sendingShare sending the request, null when it is counted as waiting; much of it points at a generator that is short of CPU
     * @param waitingShare waiting for the first byte of the answer
     * @param receivingShare receiving the answer
     * @param blockedMean mean time before a request was sent: name lookup, waiting for a connection, connecting
     */
    public record Phases(
            @Nullable Double sendingShare,
            double waitingShare,
            double receivingShare,
            @Nullable Duration blockedMean,
            Source source) {}

    /**
     * Coordinated omission: in a closed loop, users that wait for a slow answer do not ask, so that a stall is seen by one request
     * a user and not by all that would have come. The requests left out are put back as Gil Tene does it: after a request that
     * took longer than the distance at which a user asks, one for each distance that fits into the rest.
     *
     * @param distance at which a user asks: the median of the seconds
     * @param p99 of the requests made and left out
     * @param factor this p99 over that of the requests made
     * @param missing number of requests left out
     */
    public record Omission(Duration distance, Duration p99, double factor, long missing, Source source) {}

    /**
     * Requests with one value of a tag. The tag {@code transaction} stands for groups of requests that the tool timed as a whole.
     *
     * @param timeShare share of the time of all requests
     */
    public record Group(
            String tag,
            String value,
            long requests,
            double timeShare,
            @Nullable Double failedRatio,
            Latency latency,
            Source source) {}

    /** What the test looked at in answers, and how often it was right and wrong. */
    public record Check(String name, long passed, long failed, Source source) {}

    /** A tag of the points and how many values it has, exact up to 1,024 and within 3 % beyond. */
    public record TagUse(String tag, long values, Source source) {}

    /**
     * Between which durations a quantile lies with 95 % confidence, by order statistics and as if requests did not depend on each
     * other; where they do it is wider. The upper end is null when there are too few requests to say.
     */
    public record Precision(
            long samples,
            @Nullable Duration p95Low,
            @Nullable Duration p95High,
            @Nullable Duration p99Low,
            @Nullable Duration p99High,
            Source source) {}

    /**
     * How the test went, by change points of the seconds' medians over the stretch in which the load stays the same.
     *
     * @param rampLength before the load is at its level
     * @param warmUpLength at that level, before the latency is at its own
     * @param steadyLength after that, to the end of that load
     * @param warmUpFactor median latency in the warm-up over the steady one; null without a warm-up
     * @param steady times of the requests of the steady part, within 1 %
     * @param p99Factor p99 of all requests over that of the steady ones
     * @param shifts how often the level of latency changes by over a fifth while the load stays the same
     * @param rangeFactor highest level of latency over the lowest in the steady part
     * @param droppedEarlyShare share of the dropped iterations in the first fifth of the test; null when none were dropped
     */
    public record Course(
            Duration rampLength,
            Duration warmUpLength,
            Duration steadyLength,
            @Nullable Double warmUpFactor,
            Latency steady,
            @Nullable Double p99Factor,
            long shifts,
            double rangeFactor,
            @Nullable Double droppedEarlyShare,
            Source source) {}

    /**
     * How the system does when the load rises. The law is the Universal Scalability Law over the levels; null when there are too few
     * or it does not fit.
     *
     * @param levels lowest load first
     * @param contention its sigma: share of the work that is done one after another
     * @param crosstalk its kappa: what each has to do for each other
     * @param capacityPerSecond most requests per second by the law; null when it lies far beyond what was tried
     * @param headroomRatio share of that capacity that the highest level leaves
     * @param kneePerSecond highest rate before the p95 stays over twice that of the lowest level; null when it never does
     * @param latencyFactor p95 at the highest level over that at the lowest
     * @param failedAtLowestRatio requests that fail at the lowest level
     * @param failedAtHighestRatio requests that fail at the highest level
     */
    public record Scaling(
            List<Level> levels,
            @Nullable Double contention,
            @Nullable Double crosstalk,
            @Nullable Double capacityPerSecond,
            @Nullable Double headroomRatio,
            @Nullable Double kneePerSecond,
            double latencyFactor,
            double failedAtLowestRatio,
            double failedAtHighestRatio,
            Source source) {}

    /**
     * Seconds with about the same load.
     *
     * @param load users, or in an open model the iterations that were due per second
     * @param concurrency mean number of requests or users at work
     */
    public record Level(
            double load,
            double concurrency,
            double requestsPerSecond,
            Duration p50,
            Duration p95,
            double failedRatio,
            long seconds,
            Source source) {}

    /** A pass criterion of the test. {@code passed} is null when the result does not say. */
    public record Threshold(
            String metric, String expression, @Nullable Boolean passed) {}
}
