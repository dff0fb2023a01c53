package dev.perfadvisor.engine.evidence.jfr;

import java.util.Arrays;
import java.util.List;

/**
 * How values change over time, robust against outliers: the slope after Theil and Sen (median of the slopes of all pairs)
 * and Kendall's tau (how many pairs rise less how many fall, as a share of all). Both take time in the square of the
 * number of values, of which there are at most some sixty.
 *
 * @param slope change per unit of time
 * @param tau -1..1
 */
record Trend(double slope, double tau) {

    /** A value at a time. */
    record Point(double time, double value) {}

    /** @param points at least two, at different times */
    static Trend of(List<Point> points) {
        int n = points.size();
        var slopes = new double[n * (n - 1) / 2];
        int pairs = 0;
        long concordance = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                var first = points.get(i);
                var second = points.get(j);
                slopes[pairs++] = (second.value - first.value) / (second.time - first.time);
                concordance += Long.signum(Double.compare(second.value, first.value));
            }
        }
        Arrays.sort(slopes);
        double median = pairs % 2 == 1 ? slopes[pairs / 2] : (slopes[pairs / 2 - 1] + slopes[pairs / 2]) / 2;
        return new Trend(median, (double) concordance / pairs);
    }
}
