package dev.perfadvisor.engine.evidence.loadtest;

import org.jspecify.annotations.Nullable;

/** What was read of the requests of one name, or of one value of another tag. */
final class EndpointTally {

    /** Phases of which there are sums: all metrics from {@link Metric#BLOCKED} to {@link Metric#RECEIVING}. */
    private static final int PHASES = Metric.RECEIVING.index() - Metric.BLOCKED.index() + 1;

    private static final int MOST_URLS = 16;

    /** Artifact that had its first request. */
    final String artifact;

    final LatencySketch ok = new LatencySketch();
    final LatencySketch failed = new LatencySketch();

    /** Addresses that were asked for; more than a few need not be told apart. */
    final DistinctValues urls = new DistinctValues(MOST_URLS);

    private final long[] phases = new long[PHASES];
    long slowestNanos = -1;
    long slowestAt;

    /** Requests that had to open a connection, among those of which it is known. */
    long connected;

    long connectionsKnown;

    /** Of all its requests, as far as each says its own. */
    long bytes;

    long bytesKnown;

    /** Requests of which nothing says whether they failed; they are in {@link #ok}. */
    long unsaid;

    /** The tally that counts in place of this one from some time on. */
    @Nullable EndpointTally instead;

    EndpointTally(String artifact) {
        this.artifact = artifact;
    }

    void add(long at, long nanos, @Nullable Boolean failure) {
        if (failure == null) {
            unsaid++;
        }
        (Boolean.TRUE.equals(failure) ? failed : ok).add(nanos);
        slowest(at, nanos);
    }

    void phase(Metric phase, long nanos) {
        phases[phase.index() - Metric.BLOCKED.index()] += nanos;
        if (phase == Metric.CONNECTING) {
            connectionsKnown++;
            connected += nanos > 0 ? 1 : 0;
        }
    }

    /** Time that all its requests spent in a phase, in nanoseconds. */
    long phase(Metric phase) {
        return phases[phase.index() - Metric.BLOCKED.index()];
    }

    void merge(EndpointTally other) {
        ok.merge(other.ok);
        failed.merge(other.failed);
        urls.merge(other.urls);
        for (int i = 0; i < PHASES; i++) {
            phases[i] += other.phases[i];
        }
        connected += other.connected;
        connectionsKnown += other.connectionsKnown;
        bytes += other.bytes;
        bytesKnown += other.bytesKnown;
        unsaid += other.unsaid;
        slowest(other.slowestAt, other.slowestNanos);
    }

    long requests() {
        return ok.count() + failed.count();
    }

    /** Time of all requests. */
    long nanos() {
        return ok.total().toNanos() + failed.total().toNanos();
    }

    /** Successful and failed requests together. */
    LatencySketch all() {
        var all = new LatencySketch();
        all.merge(ok);
        all.merge(failed);
        return all;
    }

    private void slowest(long at, long nanos) {
        if (nanos > slowestNanos || (nanos == slowestNanos && at < slowestAt)) {
            slowestNanos = nanos;
            slowestAt = at;
        }
    }
}
