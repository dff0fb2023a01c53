package dev.perfadvisor.engine.evidence.loadtest;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Adds up the samples of JMeter, whose times hold that of connecting. Times are nanoseconds. */
final class JtlSamples {

    static final String TOOL = "JMeter";

    /** Transactions are groups of requests; to count them as requests would count these twice. */
    private static final String TRANSACTION = "transaction";

    /** Elapsed times of over a year are damaged. */
    private static final long LONGEST = 366L * 86_400 * 1_000_000_000;

    private final Points points;

    JtlSamples(Points points) {
        this.points = points;
    }

    TagSet tags(
            @Nullable String label,
            @Nullable String code,
            @Nullable Boolean failed,
            String threadGroup,
            boolean transaction) {
        var tags = new TreeMap<String, String>();
        put(tags, transaction ? TRANSACTION : "name", label);
        put(tags, "status", code);
        put(tags, "scenario", threadGroup);
        put(tags, "expected_response", failed == null ? null : failed ? "false" : "true");
        return transaction ? TagSet.ofGroup(points, tags, TRANSACTION) : TagSet.of(points, tags);
    }

    void request(long began, long elapsed, long latency, long connect, TagSet tags) {
        if (elapsed > LONGEST) {
            return;
        }
        long at = began + elapsed;
        points.add(Metric.DURATION, at, elapsed, tags);
        if (tags.failed() != null) {
            points.add(Metric.FAILED, at, tags.failed() ? 1 : 0, tags);
        }
        long known = connect == Numerals.NONE ? 0 : Math.min(connect, elapsed);
        if (connect != Numerals.NONE) {
            points.add(Metric.CONNECTING, at, known, tags);
        }
        if (latency != Numerals.NONE) {
            long first = Math.clamp(latency, known, elapsed);
            points.add(Metric.WAITING, at, first - known, tags);
            points.add(Metric.RECEIVING, at, elapsed - first, tags);
        }
    }

    void transaction(long began, long elapsed, TagSet tags) {
        if (elapsed <= LONGEST) {
            tags.request(began + elapsed, elapsed);
        }
    }

    void bytes(long at, long received, long sent, TagSet tags) {
        if (received != Numerals.NONE) {
            points.add(Metric.BYTES_RECEIVED, at, received, tags);
            tags.bytes(received);
        }
        if (sent != Numerals.NONE) {
            points.add(Metric.BYTES_SENT, at, sent, tags);
        }
    }

    void users(long at, long users) {
        if (users != Numerals.NONE) {
            points.add(Metric.USERS, at, users, TagSet.NONE);
        }
    }

    private static void put(Map<String, String> tags, String tag, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            tags.put(tag, value);
        }
    }
}
