package dev.perfadvisor.engine.evidence.loadtest;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Durations of requests: number, sum and extremes are exact, quantiles are off by at most 0.4 % of themselves. */
final class LatencySketch {

    /** The value of a quantile is off by at most this share of itself. */
    static final double RELATIVE_ERROR = 1.0 / 256;

    private static final int BITS = 7;

    private final LatencyHistogram histogram = new LatencyHistogram(BITS);
    private long sum;
    private long min = Long.MAX_VALUE;
    private long max = Long.MIN_VALUE;

    /** Adds one duration; negative ones count as zero. */
    void add(long nanos) {
        long value = Math.max(0, nanos);
        histogram.add(value);
        sum += value;
        min = Math.min(min, value);
        max = Math.max(max, value);
    }

    void merge(LatencySketch other) {
        histogram.merge(other.histogram);
        sum += other.sum;
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
    }

    LatencyHistogram histogram() {
        return histogram;
    }

    long count() {
        return histogram.count();
    }

    Duration total() {
        return Duration.ofNanos(sum);
    }

    /** Null when nothing was added, as are all figures below. */
    @Nullable Duration mean() {
        return count() == 0 ? null : Duration.ofNanos(Math.round((double) sum / count()));
    }

    @Nullable Duration min() {
        return count() == 0 ? null : Duration.ofNanos(min);
    }

    @Nullable Duration max() {
        return count() == 0 ? null : Duration.ofNanos(max);
    }

    /** The duration with that many before it in order; the extremes are exact. */
    @Nullable Duration ranked(long rank) {
        if (count() == 0) {
            return null;
        }
        long nanos = rank <= 0 ? min : rank >= count() - 1 ? max : histogram.ranked(rank);
        return Duration.ofNanos(Math.clamp(nanos, min, max));
    }
}
