package dev.perfadvisor.engine.evidence.loadtest;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes a summary out of the figures of a tool other than k6, under the names that k6 has for them. Null is left out. */
final class SummaryBuilder {

    private static final double LARGEST = 1e15;
    private static final double LONGEST_SECONDS = 366 * 86_400.0;

    private final String artifact;
    private final String tool;
    private final Map<String, Map<String, Double>> figures = new TreeMap<>();
    private @Nullable Duration length;
    private @Nullable Instant end;
    private @Nullable Boolean openModel;

    SummaryBuilder(String artifact, String tool) {
        this.artifact = artifact;
        this.tool = tool;
    }

    SummaryBuilder put(Metric metric, String figure, @Nullable Double value) {
        return put(metric.id(), figure, value);
    }

    SummaryBuilder put(String metric, String figure, @Nullable Double value) {
        if (value != null && value >= 0 && value < LARGEST) {
            figures.computeIfAbsent(metric, _ -> new TreeMap<>()).put(figure, value);
        }
        return this;
    }

    /** Number of requests, and of those among them that failed. */
    SummaryBuilder requests(@Nullable Double requests, @Nullable Double failed) {
        put(Metric.REQUESTS, "count", requests);
        put(Metric.DURATION, "count", requests);
        // k6 counts a failed request as passed.
        put(Metric.FAILED, "passes", failed);
        return put(Metric.FAILED, "fails", requests == null || failed == null ? null : (Double) (requests - failed));
    }

    /** Figures of the requests of one name. */
    SummaryBuilder endpoint(String name, @Nullable Double requests, @Nullable Double failed) {
        put(named(Metric.REQUESTS, name), "count", requests);
        put(named(Metric.DURATION, name), "count", requests);
        put(named(Metric.FAILED, name), "passes", failed);
        return put(
                named(Metric.FAILED, name),
                "fails",
                requests == null || failed == null ? null : (Double) (requests - failed));
    }

    SummaryBuilder status(String status, double count) {
        return put(Metric.REQUESTS.id() + "{status:" + status + "}", "count", count);
    }

    SummaryBuilder lasted(@Nullable Double seconds) {
        if (seconds != null && seconds > 0 && seconds < LONGEST_SECONDS) {
            length = Duration.ofNanos(Math.round(seconds * 1e9));
        }
        return this;
    }

    SummaryBuilder ended(@Nullable String instant) {
        try {
            end = instant == null ? end : Instant.parse(instant);
        } catch (DateTimeException _) {
            end = null;
        }
        return this;
    }

    SummaryBuilder openModel(@Nullable Boolean open) {
        openModel = open;
        return this;
    }

    Summary build() {
        return new Summary(artifact, figures, List.of(), length, end, Set.of(), tool, openModel);
    }

    static String named(Metric metric, String name) {
        return metric.id() + "{name:" + name + "}";
    }

    /** A number in the object times a factor, null when there is none. */
    static @Nullable Double number(JsonNode object, String name, double factor) {
        var value = object.path(name);
        return value.isNumber() ? (Double) (value.doubleValue() * factor) : null;
    }
}
