package dev.perfadvisor.engine.evidence.loadtest;

import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Quantiles as k6 defines them: between the two values next to the place, in proportion. */
final class Quantiles {

    private Quantiles() {}

    /** Null when the sketch is empty. */
    static @Nullable Duration of(LatencySketch sketch, double q) {
        double place = q * (sketch.count() - 1);
        long below = (long) Math.floor(place);
        var low = sketch.ranked(below);
        var high = sketch.ranked(below + 1);
        if (low == null || high == null) {
            return low;
        }
        double share = place - below;
        return Duration.ofNanos(Math.round(low.toNanos() * (1 - share) + high.toNanos() * share));
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
