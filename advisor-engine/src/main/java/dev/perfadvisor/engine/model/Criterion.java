package dev.perfadvisor.engine.model;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A figure that a system has to reach.
 *
 * @param metric {@code p50}, {@code p95}, {@code p99}, {@code error rate} or {@code throughput}
 * @param subject name of the endpoint; empty for all requests
 * @param limit in {@code unit}: the most, of the throughput the least
 * @param unit one of {@link Fact#unit()}
 * @param origin who asks for it: {@code as you say}, {@code decision table} or {@code baseline NAME}
 * @param value what was measured; null when it is not known
 */
public record Criterion(
        String metric,
        String subject,
        double limit,
        String unit,
        String origin,
        @Nullable Double value) {

    /** The metric of which more is better. */
    public static final String THROUGHPUT = "throughput";

    /** Whether a criterion is reached. */
    public enum Status {
        MET,
        MISSED,
        UNKNOWN;

        /** Lower-case name, as in JSON. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Status status() {
        if (value == null) {
            return Status.UNKNOWN;
        }
        boolean met = metric.equals(THROUGHPUT) ? value >= limit : value <= limit;
        return met ? Status.MET : Status.MISSED;
    }

    /** {@code p99 of GET /orders at most 500 ms}. */
    public String title() {
        var words = metric.equals(THROUGHPUT) ? " at least " : " at most ";
        return metric + (subject.isEmpty() ? "" : " of " + subject) + words + Figures.words(limit, unit);
    }
}
