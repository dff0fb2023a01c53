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

    /** Null while there is no more than one duration: most of many statements are executed once. */
    private @Nullable DDSketch sketch;

    private long count;
    private long sumNanos;
    private long minNanos = Long.MAX_VALUE;
    private long maxNanos = Long.MIN_VALUE;

    /** Adds one duration; negative ones count as zero. */
    public void add(long nanos) {
        long value = Math.max(0, nanos);
        if (count == 1) {
            sketched().accept((double) sumNanos);
        }
        if (count > 0) {
            sketched().accept((double) value);
        }
        count++;
        sumNanos += value;
        minNanos = Math.min(minNanos, value);
        maxNanos = Math.max(maxNanos, value);
    }

    public void merge(DurationSketch other) {
        if (other.count == 1) {
            add(other.sumNanos);
            return;
        }
        if (other.count == 0) {
            return;
        }
        if (count == 1) {
            sketched().accept((double) sumNanos);
        }
        sketched().mergeWith(other.sketched());
        count += other.count;
        sumNanos += other.sumNanos;
        minNanos = Math.min(minNanos, other.minNanos);
        maxNanos = Math.max(maxNanos, other.maxNanos);
    }

    private DDSketch sketched() {
        if (sketch == null) {
            sketch = DDSketches.logarithmicCollapsingLowestDense(RELATIVE_ERROR, MOST_BINS);
        }
        return sketch;
    }

    public long count() {
        return count;
    }

    /** Sum of all durations, ns. */
    public long totalNanos() {
        return sumNanos;
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
        if (count <= 1) {
            return min();
        }
        // The sketch takes the rank below; of few values that one is far from what is meant.
        double rank = Math.ceil(q * count) - 1;
        double place = Math.clamp((rank + 0.25) / (count - 1), 0, 1);
        long estimate = Math.round(sketched().getValueAtQuantile(place));
        return Duration.ofNanos(Math.clamp(estimate, minNanos, maxNanos));
    }
}
