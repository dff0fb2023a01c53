package dev.perfadvisor.engine.evidence.loadtest;

import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts.Threshold;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Single measurements (NDJSON, CSV), added up. Each point is counted on its own, so no state spans two of them and a
 * file may be cut anywhere between lines. Times are nanoseconds, points in time nanoseconds since the epoch.
 */
final class Points {

    /** Endpoints beyond this number are counted as one. Which ones these are can depend on where a file was cut. */
    static final int MOST_ENDPOINTS = 1000;

    static final String OTHER = "(other)";
    private static final int MOST_STATUSES = 100;
    private static final int MOST_THRESHOLDS = 500;
    private static final long SECOND = 1_000_000_000L;

    /** A time that began longer before its point than this is damaged, and must not move the start of the test. */
    private static final long LONGEST = 3600 * SECOND;

    private @Nullable String artifact;
    private final Map<Metric, Total> totals = new EnumMap<>(Metric.class);
    private long connected;
    private long handshakes;
    private long usersMax = -1;
    private long usersAllocatedMax = -1;
    private long firstFailure = Long.MAX_VALUE;
    private long from = Long.MAX_VALUE;
    private long began = Long.MAX_VALUE;
    private boolean fractions;
    private long to = Long.MIN_VALUE;
    private final Map<String, EndpointTally> endpoints = new LinkedHashMap<>();
    private final Map<String, Long> failedByStatus = new TreeMap<>();
    private final Set<Threshold> thresholds = new LinkedHashSet<>();
    private final Windows windows = new Windows();

    /**
     * Adds a point.
     *
     * @param at when it was written, which is the end of what it measures
     * @param amount nanoseconds of a time, else the number itself
     * @param tags looked at for {@link Metric#tagged()} metrics only
     */
    void add(String artifact, Metric metric, long at, long amount, Tags tags) {
        if (this.artifact == null) {
            this.artifact = artifact;
        }
        total(metric).add(1, amount);
        from = Math.min(from, at);
        to = Math.max(to, at);
        fractions |= at % SECOND != 0;
        var window = windows.at(Math.floorDiv(at, SECOND));
        switch (metric) {
            case DURATION -> request(artifact, window, at, amount, tags);
            case RECEIVING -> endpoint(artifact, tags).receivingNanos += amount;
            case CONNECTING -> connected += amount > 0 ? 1 : 0;
            case TLS -> handshakes += amount > 0 ? 1 : 0;
            case FAILED -> failure(window, at, amount);
            case ITERATIONS -> window.iterations += amount;
            case ITERATION_DURATION -> began(at, amount);
            case DROPPED -> window.dropped += amount;
            case USERS -> users(window, amount);
            case USERS_ALLOCATED -> usersAllocatedMax = Math.max(usersAllocatedMax, amount);
            case REQUESTS, BLOCKED, SENDING, WAITING, CHECKS, BYTES_RECEIVED -> {}
        }
    }

    void threshold(String metric, String expression) {
        if (thresholds.size() < MOST_THRESHOLDS) {
            thresholds.add(new Threshold(metric, expression, null));
        }
    }

    void merge(Points later) {
        artifact = artifact == null ? later.artifact : artifact;
        later.totals.forEach((metric, total) -> total(metric).add(total.count, total.sum));
        connected += later.connected;
        handshakes += later.handshakes;
        usersMax = Math.max(usersMax, later.usersMax);
        usersAllocatedMax = Math.max(usersAllocatedMax, later.usersAllocatedMax);
        firstFailure = Math.min(firstFailure, later.firstFailure);
        from = Math.min(from, later.from);
        began = Math.min(began, later.began);
        to = Math.max(to, later.to);
        fractions |= later.fractions;
        later.endpoints.forEach((name, tally) -> endpoint(name, tally.artifact).merge(tally));
        later.failedByStatus.forEach(this::failed);
        later.thresholds.forEach(threshold -> threshold(threshold.metric(), threshold.expression()));
        windows.merge(later.windows);
    }

    boolean isEmpty() {
        return from == Long.MAX_VALUE;
    }

    /** The first artifact with points; empty when there is none. */
    String artifact() {
        return artifact == null ? "" : artifact;
    }

    /** All requests; each writes one point of several metrics, of which some may be switched off. */
    long requests() {
        return count(Metric.REQUESTS) > 0 ? sum(Metric.REQUESTS) : count(Metric.DURATION);
    }

    long count(Metric metric) {
        return total(metric).count;
    }

    long sum(Metric metric) {
        return total(metric).sum;
    }

    /** Mean time of a request. */
    Duration mean() {
        return Duration.ofNanos(sum(Metric.DURATION) / Math.max(1, count(Metric.DURATION)));
    }

    long connected() {
        return connected;
    }

    long handshakes() {
        return handshakes;
    }

    /** Negative when never said, as is {@link #usersAllocatedMax()}. */
    long usersMax() {
        return usersMax;
    }

    long usersAllocatedMax() {
        return usersAllocatedMax;
    }

    /** {@link Long#MAX_VALUE} when none failed. */
    long firstFailure() {
        return firstFailure;
    }

    /** When the first request or iteration began, as far as the times are finer than seconds. */
    long from() {
        return fractions ? Math.min(from, began) : from;
    }

    /** Whether times are in whole seconds only. */
    boolean wholeSeconds() {
        return !fractions;
    }

    long to() {
        return to;
    }

    /** In order of their first request. */
    Map<String, EndpointTally> endpoints() {
        return endpoints;
    }

    Map<String, Long> failedByStatus() {
        return failedByStatus;
    }

    Set<Threshold> thresholds() {
        return thresholds;
    }

    Windows windows() {
        return windows;
    }

    private Total total(Metric metric) {
        return totals.computeIfAbsent(metric, _ -> new Total());
    }

    private void request(String artifact, Window window, long at, long nanos, Tags tags) {
        began(at, nanos);
        window.requests++;
        window.nanos += nanos;
        window.latencies.add(nanos);
        endpoint(artifact, tags).add(at, nanos, tags);
        if (Boolean.TRUE.equals(tags.failed())) {
            failed(tags.status() == null ? "unknown" : tags.status(), 1L);
        }
    }

    private void failure(Window window, long at, long amount) {
        window.failed += amount;
        if (amount > 0) {
            firstFailure = Math.min(firstFailure, at);
        }
    }

    private void users(Window window, long users) {
        window.usersSum += users;
        window.usersPoints++;
        usersMax = Math.max(usersMax, users);
    }

    private void began(long at, long nanos) {
        if (nanos <= LONGEST) {
            began = Math.min(began, at - nanos);
        }
    }

    private void failed(String status, long times) {
        boolean room = failedByStatus.size() < MOST_STATUSES || failedByStatus.containsKey(status);
        failedByStatus.merge(room ? status : OTHER, times, Long::sum);
    }

    private EndpointTally endpoint(String artifact, Tags tags) {
        return endpoint(tags.endpoint(), artifact);
    }

    private EndpointTally endpoint(String name, String artifact) {
        var known = endpoints.get(name);
        if (known != null) {
            return known;
        }
        var counted = endpoints.size() < MOST_ENDPOINTS ? name : OTHER;
        return endpoints.computeIfAbsent(counted, _ -> new EndpointTally(artifact));
    }

    /** Of one metric. */
    private static final class Total {

        private long count;
        private long sum;

        private void add(long points, long amount) {
            count += points;
            sum += amount;
        }
    }
}
