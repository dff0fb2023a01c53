package dev.perfadvisor.engine.evidence.loadtest;

import dev.perfadvisor.engine.evidence.DurationSketch;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Quantiles as k6 defines them: between the two values next to the place, in proportion. */
final class Quantiles {

    private Quantiles() {}

    /** Null when the sketch is empty. */
    static @Nullable Duration of(DurationSketch sketch, double q) {
        double place = q * (sketch.count() - 1);
        long below = (long) Math.floor(place);
        var low = ranked(sketch, below);
        var high = ranked(sketch, below + 1);
        if (low == null || high == null) {
            return low;
        }
        double share = place - below;
        return Duration.ofNanos(Math.round(low.toNanos() * (1 - share) + high.toNanos() * share));
    }

    /** The value with that many values below it; the extremes are exact. */
    private static @Nullable Duration ranked(DurationSketch sketch, long rank) {
        long last = sketch.count() - 1;
        if (rank <= 0) {
            return sketch.min();
        }
        // Half a rank more keeps rounding from falling to the value before.
        return rank >= last ? sketch.max() : sketch.quantile((rank + 0.5) / last);
    }

    /** The middle of the values, NaN when there are none. */
    static double median(double[] values) {
        if (values.length == 0) {
            return Double.NaN;
        }
        var sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
