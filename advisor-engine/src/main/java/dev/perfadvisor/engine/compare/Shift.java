package dev.perfadvisor.engine.compare;

import java.util.Arrays;

/**
 * How far two sets of values lie apart: the median of all differences between one of either (Hodges and Lehmann), the
 * estimate that belongs to the rank test. Of logarithms it is a ratio, and one run that went wrong does not move it much.
 */
final class Shift {

    private Shift() {}

    /** Median of all {@code b[j] - a[i]}. */
    static double of(double[] a, double[] b) {
        var differences = new double[a.length * b.length];
        int n = 0;
        for (double x : a) {
            for (double y : b) {
                differences[n++] = y - x;
            }
        }
        return median(differences);
    }

    /** The middle of the values, which are left in another order. */
    static double median(double[] values) {
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    /** Standard deviation inside the two sets, with the freedom of both; NaN when neither has two values. */
    static double spread(double[] a, double[] b) {
        int freedom = Math.max(0, a.length - 1) + Math.max(0, b.length - 1);
        return freedom == 0 ? Double.NaN : Math.sqrt((squares(a) + squares(b)) / freedom);
    }

    private static double squares(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    }
}
