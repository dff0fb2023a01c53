package dev.perfadvisor.engine.evidence.loadtest;

import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts.Latency;
import dev.perfadvisor.engine.model.Source;
import java.time.Duration;

/** Sums of one window of time; its length is that of {@link Windows#width()}. */
final class Window {

    private static final int BITS = 6;

    long requests;
    long nanos;
    long failed;
    long iterations;
    long dropped;
    long usersSum;
    long usersPoints;

    /** Users that came less those that went, where only that is told. */
    long usersChange;

    final LatencyHistogram latencies = new LatencyHistogram(BITS);

    void merge(Window other) {
        requests += other.requests;
        nanos += other.nanos;
        failed += other.failed;
        iterations += other.iterations;
        dropped += other.dropped;
        usersSum += other.usersSum;
        usersPoints += other.usersPoints;
        usersChange += other.usersChange;
        latencies.merge(other.latencies);
    }

    /** Of the requests in it, which must not be none; extremes are not kept. */
    Latency latency(Source source) {
        var p50 = Duration.ofNanos(latencies.quantile(0.5));
        var p99 = Duration.ofNanos(latencies.quantile(0.99));
        return new Latency(
                requests,
                Duration.ofNanos(nanos / requests),
                null,
                p50,
                Duration.ofNanos(latencies.quantile(0.9)),
                Duration.ofNanos(latencies.quantile(0.95)),
                p99,
                null,
                p50.isZero() ? null : (Double) ((double) p99.toNanos() / p50.toNanos()),
                source);
    }
}
