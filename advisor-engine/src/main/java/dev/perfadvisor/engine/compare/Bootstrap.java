package dev.perfadvisor.engine.compare;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A cluster bootstrap: whole runs are drawn again, never requests. With few runs the plain percentile interval is too
 * narrow; it is widened as Hesterberg (2015, "What teachers should know about the bootstrap") derives from Student's t.
 * The same values give the same interval, and sides the other way round give it mirrored.
 */
final class Bootstrap {

    private static final int DRAWS = 4000;
    private static final double TAIL = 0.025;

    private Bootstrap() {}

    /** Bounds of {@link Shift#of} with 95 % confidence. Both sides have at least two values. */
    static double[] interval(double[] a, double[] b) {
        // The streams go with the values, not with the sides.
        boolean swapped = Arrays.compare(sorted(a), sorted(b)) > 0;
        double[] first = sorted(swapped ? b : a);
        double[] second = sorted(swapped ? a : b);
        var random = new SplittableRandom(first.length * 31L + second.length);
        var shifts = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            shifts[i] = Shift.of(drawn(first, random), drawn(second, random));
        }
        Arrays.sort(shifts);
        int place = (int) Math.floor(tail(Math.min(a.length, b.length), a.length + b.length - 2) * DRAWS);
        double low = shifts[place];
        double high = shifts[DRAWS - 1 - place];
        return swapped ? new double[] {-high, -low} : new double[] {low, high};
    }

    private static double tail(int runs, int freedom) {
        double t = TDistribution.of(freedom).inverseSurvivalProbability(TAIL);
        return NormalDistribution.of(0, 1).survivalProbability(Math.sqrt(runs / (runs - 1.0)) * t);
    }

    private static double[] drawn(double[] values, SplittableRandom random) {
        var drawn = new double[values.length];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = values[random.nextInt(values.length)];
        }
        return drawn;
    }

    private static double[] sorted(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }
}
