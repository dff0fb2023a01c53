package dev.perfadvisor.engine.evidence.loadtest;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A tendency in a series, without assuming that its noise is normal.
 *
 * @param slope per step, by Theil and Sen: the median of the slopes between all pairs
 * @param tau Kendall's: pairs that rise less pairs that fall, over all pairs
 * @param median of the values
 * @param values how many these rest on
 */
record Trend(double slope, double tau, double median, int values) {

    /** Chance gives as much once in a thousand series. */
    private static final double DEVIATIONS = 3.3;

    private static final int FEWEST = 20;

    /** Longer series are thinned to medians of neighbours, as pairs grow with the square. */
    private static final int MOST = 300;

    /** Null when fewer than {@value #FEWEST} values between the two places are known. */
    static @Nullable Trend of(double[] values, int from, int to) {
        int step = Math.max(1, (to - from + MOST - 1) / MOST);
        int blocks = (to - from) / step;
        var x = new double[Math.max(0, blocks)];
        var y = new double[x.length];
        int known = 0;
        for (int block = 0; block < x.length; block++) {
            int begin = from + block * step;
            double middle = Quantiles.median(Series.known(Arrays.copyOfRange(values, begin, begin + step)));
            if (!Double.isNaN(middle)) {
                x[known] = begin;
                y[known++] = middle;
            }
        }
        return known < FEWEST ? null : of(Arrays.copyOf(x, known), Arrays.copyOf(y, known));
    }

    /** Whether the tendency is more than chance would give (test of Mann and Kendall). */
    boolean isReal() {
        double deviation = Math.sqrt(2.0 * (2.0 * values + 5) / (9.0 * values * (values - 1)));
        return Math.abs(tau) > DEVIATIONS * deviation;
    }

    private static Trend of(double[] x, double[] y) {
        int pairs = x.length * (x.length - 1) / 2;
        var slopes = new double[pairs];
        int pair = 0;
        long concordance = 0;
        for (int i = 0; i < x.length; i++) {
            for (int j = i + 1; j < x.length; j++) {
                slopes[pair++] = (y[j] - y[i]) / (x[j] - x[i]);
                concordance += (long) Math.signum(y[j] - y[i]);
            }
        }
        return new Trend(Quantiles.median(slopes), (double) concordance / pairs, Quantiles.median(y), y.length);
    }
}
