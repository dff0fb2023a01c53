package dev.perfadvisor.engine.evidence.problem;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user's words claim. Null is what they do not say. Where something is said more than once, the last line that
 * says it counts, and in that line the first figure: people correct themselves line by line.
 *
 * @param p50 as claimed, as are the other percentiles
 * @param latency a time that is said without a percentile: "takes over 2 s"
 * @param errorRatio share of failed requests, 0..1
 * @param requestsPerSecond load
 * @param heapBytes size of the heap
 * @param afterDeploy whether the trouble began with a deployment or release
 * @param topics groups of activation keywords that the words belong to: {@code performance}, {@code profiling}, ...
 * @param mentions components that are named: {@code database}, {@code cache}, {@code memory}, {@code cpu}, ...
 * @param cpuRatio how busy the CPU is, 0..1
 * @param heapRatio how full the heap is, 0..1
 * @param hitRatio share of lookups that a cache answers, 0..1
 * @param users virtual or real users at a time
 * @param period distance of what recurs: "every 10 minutes"
 * @param since when it began, as it was put: "since Tuesday's deploy"
 * @param endpoints paths that are named: {@code /checkout}
 * @param excluded components that it is not, as the user says: "it is not the database", "the CPU is idle"
 * @param platform what it runs on, as far as commands depend on it: {@code postgresql}, {@code mysql}, {@code docker},
 *     {@code kubernetes}, {@code k6}, {@code jmeter}
 * @param claims every figure with what it is a figure of
 * @param complaint the words without what they deny, and with figures as words ("cpu idle"): to compare with symptoms
 */
public record ProblemFacts(
        String text,
        @Nullable Duration p50,
        @Nullable Duration p95,
        @Nullable Duration p99,
        @Nullable Duration latency,
        @Nullable Double errorRatio,
        @Nullable Double requestsPerSecond,
        @Nullable Long heapBytes,
        boolean afterDeploy,
        List<String> topics,
        List<String> mentions,
        @Nullable Double cpuRatio,
        @Nullable Double heapRatio,
        @Nullable Double hitRatio,
        @Nullable Long users,
        @Nullable Duration period,
        @Nullable String since,
        List<String> endpoints,
        List<String> excluded,
        List<String> platform,
        List<Claim> claims,
        String complaint) {

    /**
     * One figure.
     *
     * @param metric {@code latency}, {@code latency.p50}, {@code latency.p95}, {@code latency.p99}, {@code errors},
     *     {@code throughput}, {@code cpu}, {@code heap.size}, {@code heap.used}, {@code cache.hits}, {@code users},
     *     {@code period}, {@code pause}, {@code payload}; {@code other} when the words do not tell
     * @param unit {@code s}, {@code ratio}, {@code 1/s}, {@code B} or {@code count}
     * @param value in {@code unit}
     * @param before what it was earlier ("from 300 ms to 4.2 s"), null when that is not said
     * @param direction {@code up}, {@code down}, or {@code none} when no change is told
     * @param text as it was written
     */
    public record Claim(
            String metric,
            String unit,
            double value,
            @Nullable Double before,
            String direction,
            String text) {}
}
