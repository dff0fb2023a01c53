package dev.perfadvisor.engine.evidence.loadtest;

import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts.Connections;
import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts.Endpoint;
import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts.Errors;
import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts.Latency;
import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts.Phases;
import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts.Run;
import dev.perfadvisor.engine.model.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Facts of an end-of-test summary. */
final class SummaryFacts {

    /** {@code http_req_duration{name:GET /orders}}: k6 keeps figures of a tag when a threshold asks for it. */
    private static final Pattern NAMED = Pattern.compile("http_req_duration\\{ ?name: ?([^,}]+)}");

    /** {@code http_reqs{status:503}}. */
    private static final Pattern FAILED_STATUS = Pattern.compile("http_reqs\\{ ?status: ?(0|[45]\\d\\d)}");

    private static final String DURATION = Metric.DURATION.id();
    private static final String OK = DURATION + "{expected_response:true}";
    private static final String FAILED = DURATION + "{expected_response:false}";

    private final Summary summary;

    private SummaryFacts(Summary summary) {
        this.summary = summary;
    }

    static LoadTestFacts of(Summary summary) {
        return new SummaryFacts(summary).facts();
    }

    private LoadTestFacts facts() {
        return new LoadTestFacts(
                run(),
                latency(DURATION, summary.requests()),
                endpoints(),
                errors(),
                connections(),
                null,
                summary.thresholds(),
                phases(),
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                null);
    }

    private Run run() {
        var length = summary.length();
        var end = summary.end();
        var iterations = summary.whole(Metric.ITERATIONS.id(), "count");
        var dropped = summary.whole(Metric.DROPPED.id(), "count");
        var bytes = summary.value(Metric.BYTES_RECEIVED.id(), "count");
        long requests = summary.requests();
        // k6 writes the metric of dropped iterations only when there is something to count.
        var droppedOrNone = dropped == null && iterations != null ? (Long) 0L : dropped;
        return new Run(
                summary.tool(),
                end == null || length == null ? null : end.minus(length),
                end,
                length,
                requests,
                perSecond(requests, length),
                iterations,
                summary.whole(Metric.USERS.id(), "max"),
                droppedOrNone,
                droppedOrNone == null
                        ? null
                        : ratio(droppedOrNone, (double) droppedOrNone + (iterations == null ? 0 : iterations)),
                LoadModel.of(summary),
                summary.time(Metric.ITERATION_DURATION.id(), "avg"),
                failedShare(Metric.CHECKS.id(), "fails", "passes"),
                bytes == null ? null : ratio(bytes, (double) requests),
                source(Metric.REQUESTS.id()),
                iterations == null ? null : perSecond(iterations, length),
                null,
                summary.whole(Metric.USERS_ALLOCATED.id(), "max"),
                null,
                thinkTime(iterations),
                0,
                noneDropped(droppedOrNone));
    }

    private static @Nullable Double noneDropped(@Nullable Long dropped) {
        return dropped != null && dropped == 0 ? (Double) 0.0 : null;
    }

    private @Nullable Duration thinkTime(@Nullable Long iterations) {
        var iteration = summary.time(Metric.ITERATION_DURATION.id(), "avg");
        var request = summary.time(DURATION, "avg");
        var blocked = summary.time(Metric.BLOCKED.id(), "avg");
        if (iterations == null || iterations == 0 || iteration == null || request == null) {
            return null;
        }
        double each = request.toNanos() + (blocked == null ? 0.0 : blocked.toNanos());
        double requesting = each * summary.requests() / iterations;
        return Duration.ofNanos(Math.max(0, Math.round(iteration.toNanos() - requesting)));
    }

    private Latency latency(String metric, @Nullable Long requests) {
        var count = summary.whole(metric, "count");
        var p50 = summary.time(metric, "med");
        var p99 = summary.time(metric, "p(99)");
        return new Latency(
                count == null ? requests : count,
                summary.time(metric, "avg"),
                summary.time(metric, "min"),
                p50,
                summary.time(metric, "p(90)"),
                summary.time(metric, "p(95)"),
                p99,
                summary.time(metric, "max"),
                EndpointFacts.ratio(p99, p50),
                source(metric));
    }

    /** Those that k6 has figures of, and a number of requests. */
    private List<Endpoint> endpoints() {
        var latencies = new TreeMap<String, Latency>();
        for (var metric : summary.figures().keySet()) {
            var named = NAMED.matcher(metric);
            if (named.matches()) {
                var name = named.group(1);
                var count = summary.whole(Metric.REQUESTS.id() + metric.substring(DURATION.length()), "count");
                latencies.put(name, latency(metric, count));
            }
        }
        latencies.values().removeIf(latency -> latency.samples() == null || latency.mean() == null);
        double[] medians = latencies.values().stream()
                .map(Latency::p50)
                .filter(Objects::nonNull)
                .mapToDouble(Duration::toNanos)
                .toArray();
        var endpoints = new ArrayList<Endpoint>();
        latencies.forEach((name, latency) -> endpoints.add(endpoint(name, latency, medians)));
        endpoints.sort(
                Comparator.comparingDouble(Endpoint::timeShare).reversed().thenComparing(Endpoint::name));
        return List.copyOf(endpoints.subList(0, Math.min(EndpointFacts.MOST, endpoints.size())));
    }

    private Endpoint endpoint(String name, Latency latency, double[] medians) {
        long requests = Objects.requireNonNullElse(latency.samples(), 0L);
        double time = nanos(latency.mean()) * requests;
        double allTime = nanos(summary.time(DURATION, "avg")) * summary.requests();
        return new Endpoint(
                name,
                requests,
                summary.requests() == 0 ? 0 : (double) requests / summary.requests(),
                allTime == 0 ? 0 : time / allTime,
                EndpointFacts.slowness(latency.p50(), medians),
                EndpointFacts.ratio(latency.p95(), latency.p50()),
                failedShare(Metric.FAILED.id() + "{name:" + name + "}", "passes", "fails"),
                null,
                latency,
                latency.source(),
                null,
                null,
                null,
                null,
                null);
    }

    private Errors errors() {
        // For this metric k6 counts a failed request as passed.
        var failed = summary.whole(Metric.FAILED.id(), "passes");
        var byStatus = new TreeMap<String, Long>();
        for (var metric : summary.figures().keySet()) {
            var status = FAILED_STATUS.matcher(metric);
            var count = summary.whole(metric, "count");
            if (status.matches() && count != null && count > 0) {
                byStatus.put(status.group(1), count);
            }
        }
        return new Errors(
                failed == null ? 0 : failed,
                failedShare(Metric.FAILED.id(), "passes", "fails"),
                Collections.unmodifiableMap(byStatus),
                summary.time(FAILED, "med"),
                summary.time(OK, "med"),
                source(Metric.FAILED.id()));
    }

    /** Only when all requests connected, or none: in between, a summary does not say how many did. */
    private @Nullable Connections connections() {
        var connected = allOrNone(Metric.CONNECTING.id());
        var handshakes = allOrNone(Metric.TLS.id());
        if (connected == null || handshakes == null) {
            return null;
        }
        double setup = nanos(summary.time(Metric.CONNECTING.id(), "avg")) + nanos(summary.time(Metric.TLS.id(), "avg"));
        double time = setup + nanos(summary.time(DURATION, "avg"));
        return new Connections(
                connected,
                handshakes,
                connected > 0 ? Duration.ofNanos(Math.round(setup)) : null,
                time == 0 ? 0 : setup / time,
                source(Metric.CONNECTING.id()));
    }

    private @Nullable Double allOrNone(String metric) {
        var min = summary.value(metric, "min");
        var max = summary.value(metric, "max");
        if (min != null && min > 0) {
            return 1.0;
        }
        return max != null && max == 0 ? (Double) 0.0 : null;
    }

    private @Nullable Phases phases() {
        var sending = summary.time(Metric.SENDING.id(), "avg");
        var waiting = summary.time(Metric.WAITING.id(), "avg");
        var receiving = summary.time(Metric.RECEIVING.id(), "avg");
        if (sending == null || waiting == null || receiving == null) {
            return null;
        }
        double all = nanos(sending) + nanos(waiting) + nanos(receiving);
        return all <= 0
                ? null
                : new Phases(
                        nanos(sending) / all,
                        nanos(waiting) / all,
                        nanos(receiving) / all,
                        summary.time(Metric.BLOCKED.id(), "avg"),
                        source(Metric.WAITING.id()));
    }

    private @Nullable Double failedShare(String metric, String failed, String good) {
        var part = summary.value(metric, failed);
        var rest = summary.value(metric, good);
        return part == null || rest == null ? null : ratio(part, part + rest);
    }

    private Source source(String locator) {
        return new Source(summary.artifact(), locator);
    }

    private static double nanos(@Nullable Duration duration) {
        return duration == null ? 0 : duration.toNanos();
    }

    private static @Nullable Double perSecond(long count, @Nullable Duration length) {
        return length == null ? null : (Double) (count / (length.toNanos() / 1e9));
    }

    private static @Nullable Double ratio(double part, double whole) {
        return whole == 0 ? null : (Double) (part / whole);
    }
}
