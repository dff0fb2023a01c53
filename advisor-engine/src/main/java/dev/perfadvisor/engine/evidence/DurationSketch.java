package dev.perfadvisor.engine.evidence;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Quantiles of durations within a relative error of {@value #RELATIVE_ERROR}, in memory that depends on the range of
 * the values and not on their number. Count, sum and extremes are exact. Merging gives the same sketch as reading all.
 */
public final class DurationSketch {

    /** The value of a quantile is off by at most this share of itself. */
    public static final double RELATIVE_ERROR = 0.005;

    private static final int MOST_BINS = 4096;

    private final DDSketch sketch = DDSketches.logarithmicCollapsingLowestDense(RELATIVE_ERROR, MOST_BINS);
    private long count;
    private long sumNanos;
    private long minNanos = Long.MAX_VALUE;
    private long maxNanos = Long.MIN_VALUE;

    /** Adds one duration; negative ones count as zero. */
    public void add(long nanos) {
        long value = Math.max(0, nanos);
        sketch.accept((double) value);
        count++;
        sumNanos += value;
        minNanos = Math.min(minNanos, value);
        maxNanos = Math.max(maxNanos, value);
    }

    public void merge(DurationSketch other) {
        sketch.mergeWith(other.sketch);
        count += other.count;
        sumNanos += other.sumNanos;
        minNanos = Math.min(minNanos, other.minNanos);
        maxNanos = Math.max(maxNanos, other.maxNanos);
    }

    public long count() {
        return count;
    }

    public Duration total() {
        return Duration.ofNanos(sumNanos);
    }

    /** Null when nothing was added, as are all figures below. */
    public @Nullable Duration mean() {
        return count == 0 ? null : Duration.ofNanos(Math.round((double) sumNanos / count));
    }

    public @Nullable Duration min() {
        return count == 0 ? null : Duration.ofNanos(minNanos);
    }

    public @Nullable Duration max() {
        return count == 0 ? null : Duration.ofNanos(maxNanos);
    }

    /** The duration that a share {@code q}, 0..1, of all values does not exceed. */
    public @Nullable Duration quantile(double q) {
        if (count == 0) {
            return null;
        }
        // The sketch takes the rank below; of few values that one is far from what is meant.
        double rank = Math.ceil(q * count) - 1;
        double place = count == 1 ? 0 : Math.clamp((rank + 0.25) / (count - 1), 0, 1);
        long estimate = Math.round(sketch.getValueAtQuantile(place));
        return Duration.ofNanos(Math.clamp(estimate, minNanos, maxNanos));
    }
}
