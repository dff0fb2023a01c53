package dev.perfadvisor.engine.evidence.slowquery;

/** Executions of a statement that the server had added up before: their number, sum and extremes, and nothing of each. */
final class DigestTally {

    long count;
    long nanos;
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;

    void add(long executions, long total, long least, long most) {
        count += executions;
        nanos += total;
        min = Math.min(min, least);
        max = Math.max(max, most);
    }

    void merge(DigestTally other) {
        count += other.count;
        nanos += other.nanos;
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
    }
}
