package dev.perfadvisor.engine.evidence.loadtest;

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
}
