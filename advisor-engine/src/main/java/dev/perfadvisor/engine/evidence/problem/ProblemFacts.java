package dev.perfadvisor.engine.evidence.problem;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user's words claim. Null is what they do not say.
 *
 * @param p50 as claimed, as are the other percentiles
 * @param latency a time that is said without a percentile: "takes over 2 s"
 * @param errorRatio share of failed requests, 0..1
 * @param requestsPerSecond load
 * @param heapBytes size of the heap
 * @param afterDeploy whether the trouble began with a deployment or release
 * @param topics groups of activation keywords that the words belong to: {@code performance}, {@code profiling}, ...
 * @param mentions components that are named: {@code database}, {@code cache}, {@code memory}, {@code cpu}, ...
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
        List<String> mentions) {}
