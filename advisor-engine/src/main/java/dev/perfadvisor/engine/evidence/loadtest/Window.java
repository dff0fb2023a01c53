package dev.perfadvisor.engine.evidence.loadtest;

/** Sums of one window of time; its length is that of {@link Windows#width()}. */
final class Window {

    long requests;
    long nanos;
    long failed;
    long iterations;
    long dropped;
    long usersSum;
    long usersPoints;
    final LatencyHistogram latencies = new LatencyHistogram();

    void merge(Window other) {
        requests += other.requests;
        nanos += other.nanos;
        failed += other.failed;
        iterations += other.iterations;
        dropped += other.dropped;
        usersSum += other.usersSum;
        usersPoints += other.usersPoints;
        latencies.merge(other.latencies);
    }
}
