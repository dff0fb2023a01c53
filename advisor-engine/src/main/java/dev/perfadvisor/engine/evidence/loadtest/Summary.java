package dev.perfadvisor.engine.evidence.loadtest;

import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts.Threshold;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The end-of-test summary of one run, whatever its format.
 *
 * @param figures figures by metric ({@code http_req_duration}, {@code http_req_duration{name:main}}) and name: {@code avg},
 *     {@code min}, {@code med}, {@code max}, {@code p(95)}, {@code count}, {@code rate}, {@code passes}, {@code fails},
 *     {@code value}; times in milliseconds
 * @param length how long the test ran, if it says
 * @param end when it ended, if it says
 * @param executors of the scenarios of k6, if it says
 * @param tool what wrote it
 * @param openModel whether requests came at a given rate, as far as the tool knows only one way or the result says
 */
record Summary(
        String artifact,
        Map<String, Map<String, Double>> figures,
        List<Threshold> thresholds,
        @Nullable Duration length,
        @Nullable Instant end,
        Set<String> executors,
        String tool,
        @Nullable Boolean openModel) {

    private static final double LONGEST_MILLIS = 1e12;

    Summary {
        figures = Map.copyOf(figures);
        thresholds = List.copyOf(thresholds);
        executors = Set.copyOf(executors);
    }

    @Nullable Double value(String metric, String figure) {
        return figures.getOrDefault(metric, Map.of()).get(figure);
    }

    @Nullable Long whole(String metric, String figure) {
        var value = value(metric, figure);
        return value == null ? null : Math.round(value);
    }

    @Nullable Duration time(String metric, String figure) {
        var millis = value(metric, figure);
        return millis == null ? null : Duration.ofNanos(Math.round(Math.min(millis, LONGEST_MILLIS) * 1e6));
    }

    long requests() {
        var requests = whole(Metric.REQUESTS.id(), "count");
        return requests == null ? 0 : requests;
    }

    /** Whether nothing is said of how much was done. */
    boolean isEmpty() {
        return requests() == 0 && whole(Metric.ITERATIONS.id(), "count") == null;
    }

    /** Whether it tells of the same run: runs do not have all of this in common by chance. */
    boolean sameRun(Summary other) {
        return requests() == other.requests() && same(other, "avg") && same(other, "max") && same(other, "min");
    }

    private boolean same(Summary other, String figure) {
        var mine = value(Metric.DURATION.id(), figure);
        var theirs = other.value(Metric.DURATION.id(), figure);
        return mine == null || theirs == null || Math.abs(mine - theirs) <= 1e-6 * Math.abs(mine);
    }
}
