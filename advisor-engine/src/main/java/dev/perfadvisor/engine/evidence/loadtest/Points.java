package dev.perfadvisor.engine.evidence.loadtest;

import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts.Threshold;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Single measurements, added up. Each is counted on its own, so no state spans two of them and a file may be cut anywhere
 * between records. Times are nanoseconds, points in time nanoseconds since the epoch.
 */
final class Points {

    private static final int MOST_STATUSES = 100;
    private static final int MOST_CHECKS = 500;
    private static final int MOST_THRESHOLDS = 500;
    private static final int MOST_TAGS = 50;
    private static final int TAG_VALUES_TOLD_APART = 1024;
    private static final long SECOND = 1_000_000_000L;
    private static final int METRICS = Metric.values().length;

    /** A time that began longer before its point than this is damaged, and must not move the start of the test. */
    private static final long LONGEST = 3600 * SECOND;

    private String artifact;
    private String tool;
    private final long[] counts = new long[METRICS];
    private final long[] sums = new long[METRICS];
    private long connected;
    private long handshakes;
    private long usersMax = -1;
    private long usersAllocatedMax = -1;
    private long firstFailure = Long.MAX_VALUE;
    private long from = Long.MAX_VALUE;
    private long began = Long.MAX_VALUE;
    private boolean fractions;
    private boolean placeless;
    private long to = Long.MIN_VALUE;
    private final Tallies endpoints = new Tallies();
    private final TreeMap<String, Tallies> byTag = new TreeMap<>();
    private final TreeMap<String, DistinctValues> tagValues = new TreeMap<>();
    private final Map<String, Long> failedByStatus = new TreeMap<>();
    private final TreeMap<String, long[]> checks = new TreeMap<>();
    private final Set<Threshold> thresholds = new LinkedHashSet<>();
    private final Windows windows = new Windows();

    /**
     * @param artifact id of the artifact that the points come from
     * @param tool what wrote them
     */
    Points(String artifact, String tool) {
        this.artifact = artifact;
        this.tool = tool;
    }

    /**
     * Adds a point.
     *
     * @param at when it was written, which is the end of what it measures
     * @param amount nanoseconds of a time, else the number itself
     * @param tags looked at for {@link Metric#tagged()} metrics only
     */
    void add(Metric metric, long at, long amount, TagSet tags) {
        int index = metric.index();
        counts[index]++;
        sums[index] += amount;
        if (at < from) {
            from = at;
        }
        if (at > to) {
            to = at;
        }
        long second = Math.floorDiv(at, SECOND);
        fractions |= second * SECOND != at;
        var window = windows.at(second);
        switch (metric) {
            case DURATION -> request(window, at, amount, tags);
            case BLOCKED, SENDING, WAITING, RECEIVING -> tags.phase(metric, amount);
            case CONNECTING -> {
                connected += amount > 0 ? 1 : 0;
                tags.phase(metric, amount);
            }
            case TLS -> {
                handshakes += amount > 0 ? 1 : 0;
                tags.phase(metric, amount);
            }
            case FAILED -> failure(window, at, amount);
            case ITERATIONS -> window.iterations += amount;
            case ITERATION_DURATION -> began(at, amount);
            case DROPPED -> window.dropped += amount;
            case USERS -> users(window, amount);
            case USERS_ALLOCATED -> usersAllocatedMax = Math.max(usersAllocatedMax, amount);
            case CHECKS -> check(tags.check(), amount > 0 ? 1 : 0, amount > 0 ? 0 : 1);
            case REQUESTS, BYTES_RECEIVED, BYTES_SENT -> {}
        }
    }

    /** Adds a request of a list of durations, which does not say when it was made. */
    void addPlaceless(long nanos, TagSet tags) {
        counts[Metric.DURATION.index()]++;
        sums[Metric.DURATION.index()] += nanos;
        placeless = true;
        tags.request(0, nanos);
    }

    /** Adds that a user came (1) or went (-1), for tools that do not say how many there are. */
    void userChange(long at, int change) {
        windows.at(Math.floorDiv(at, SECOND)).usersChange += change;
    }

    void threshold(String metric, String expression) {
        if (thresholds.size() < MOST_THRESHOLDS) {
            thresholds.add(new Threshold(metric, expression, null));
        }
    }

    void merge(Points later) {
        artifact = artifact.isEmpty() ? later.artifact : artifact;
        tool = tool.isEmpty() ? later.tool : tool;
        for (int i = 0; i < METRICS; i++) {
            counts[i] += later.counts[i];
            sums[i] += later.sums[i];
        }
        connected += later.connected;
        handshakes += later.handshakes;
        usersMax = Math.max(usersMax, later.usersMax);
        usersAllocatedMax = Math.max(usersAllocatedMax, later.usersAllocatedMax);
        firstFailure = Math.min(firstFailure, later.firstFailure);
        from = Math.min(from, later.from);
        began = Math.min(began, later.began);
        to = Math.max(to, later.to);
        fractions |= later.fractions;
        placeless |= later.placeless;
        endpoints.merge(later.endpoints);
        later.byTag.forEach(
                (tag, tallies) -> byTag.computeIfAbsent(tag, _ -> new Tallies()).merge(tallies));
        later.tagValues.forEach((tag, values) -> valuesOf(tag).merge(values));
        later.failedByStatus.forEach(this::failed);
        later.checks.forEach((name, counted) -> check(name, counted[0], counted[1]));
        later.thresholds.forEach(threshold -> threshold(threshold.metric(), threshold.expression()));
        windows.merge(later.windows);
    }

    boolean isEmpty() {
        return from == Long.MAX_VALUE && !placeless;
    }

    /** Whether it is known when the points were made. */
    boolean isPlaced() {
        return from != Long.MAX_VALUE;
    }

    /** The first artifact with points; empty when there is none. */
    String artifact() {
        return artifact;
    }

    /** Says where the points come from that are added next, unless that is known. */
    void comeFrom(String fromArtifact, String fromTool) {
        artifact = artifact.isEmpty() ? fromArtifact : artifact;
        tool = tool.isEmpty() ? fromTool : tool;
    }

    String tool() {
        return tool;
    }

    /** Whether the time of a request holds that of connecting, as JMeter and ab count it. */
    boolean connectsWithinRequests() {
        return tool.equals(JtlSamples.TOOL) || tool.equals(SampleTables.AB);
    }

    /** All requests; each writes one point of several metrics, of which some may be switched off. */
    long requests() {
        return count(Metric.REQUESTS) > 0 ? sum(Metric.REQUESTS) : count(Metric.DURATION);
    }

    long count(Metric metric) {
        return counts[metric.index()];
    }

    long sum(Metric metric) {
        return sums[metric.index()];
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

    Map<String, EndpointTally> endpoints() {
        return endpoints.all();
    }

    /** Requests by value, by tag. */
    Map<String, Tallies> byTag() {
        return byTag;
    }

    /** The values that each tag has. */
    Map<String, DistinctValues> tagValues() {
        return tagValues;
    }

    /** How often each check passed and failed. */
    Map<String, long[]> checks() {
        return checks;
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

    EndpointTally endpoint(String name) {
        return endpoints.of(name, artifact);
    }

    /** Where requests with this tag are counted. */
    EndpointTally tally(String tag, String value) {
        boolean room = byTag.size() < MOST_TAGS || byTag.containsKey(tag);
        return byTag.computeIfAbsent(room ? tag : Tallies.OTHER, _ -> new Tallies())
                .of(value, artifact);
    }

    void tagSeen(String tag, String value) {
        valuesOf(tag).add(value);
    }

    void failed(String status, long times) {
        boolean room = failedByStatus.size() < MOST_STATUSES || failedByStatus.containsKey(status);
        failedByStatus.merge(room ? status : Tallies.OTHER, times, Long::sum);
    }

    private DistinctValues valuesOf(String tag) {
        boolean room = tagValues.size() < MOST_TAGS || tagValues.containsKey(tag);
        return tagValues.computeIfAbsent(room ? tag : Tallies.OTHER, _ -> new DistinctValues(TAG_VALUES_TOLD_APART));
    }

    private void check(@Nullable String name, long passed, long failed) {
        var known = name == null ? Naming.UNNAMED : name;
        boolean room = checks.size() < MOST_CHECKS || checks.containsKey(known);
        var counted = checks.computeIfAbsent(room ? known : Tallies.OTHER, _ -> new long[2]);
        counted[0] += passed;
        counted[1] += failed;
    }

    private void request(Window window, long at, long nanos, TagSet tags) {
        began(at, nanos);
        window.requests++;
        window.nanos += nanos;
        window.latencies.add(nanos);
        tags.request(at, nanos);
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
}
