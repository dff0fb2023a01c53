package dev.perfadvisor.engine.evidence.jfr;

/** Spans of time that are added up while a chunk is read, before {@link Spans} take them. */
class SpanSum {

    long count;
    long nanos;

    /** Read or written meanwhile. */
    long bytes;

    /** The longest, of several the first one; ns since the epoch. */
    long max = -1;

    long maxAt;

    /** One span, from {@code at}, ns since the epoch. */
    static SpanSum of(long at, long length) {
        var sum = new SpanSum();
        sum.add(at, length);
        return sum;
    }

    /** @param at start, ns since the epoch */
    void add(long at, long length) {
        count++;
        nanos += length;
        if (length > max || (length == max && at < maxAt)) {
            max = length;
            maxAt = at;
        }
    }
}
