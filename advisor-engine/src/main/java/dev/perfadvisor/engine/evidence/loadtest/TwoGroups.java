package dev.perfadvisor.engine.evidence.loadtest;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether latencies fall into two groups, such as cache hits and misses. Two normal distributions are fitted to the
 * logarithms (expectation-maximisation on {@value #POINTS} quantiles, so that the work does not depend on the number of
 * requests).
 */
final class TwoGroups {

    private static final int POINTS = 200;
    private static final int ROUNDS = 100;
    private static final long FEWEST = 100;
    private static final double SMALLEST_SHARE = 0.05;
    private static final double SMALLEST_SIGMA = 0.02;
    private static final double CLEARLY_APART = 2;

    /** In the valley between two groups there are at most a quarter of what is on the lower hill. */
    private static final double VALLEY = 0.25;

    private final double[] values;
    private final double[] share = {0.5, 0.5};
    private final double[] mean = new double[2];
    private final double[] sigma = new double[2];

    private TwoGroups(double[] values) {
        this.values = values;
    }

    /**
     * Ashman's D, the distance of the two groups over their spread; null when there is one group, or too few requests to
     * tell. Over 2 is a clean separation.
     */
    static @Nullable Double distance(LatencySketch latencies) {
        if (latencies.count() < FEWEST) {
            return null;
        }
        var logs = new double[POINTS];
        for (int i = 0; i < POINTS; i++) {
            var value = Quantiles.of(latencies, (i + 0.5) / POINTS);
            logs[i] = Math.log((double) Math.max(1, (value == null ? Duration.ZERO : value).toNanos()));
        }
        var groups = new TwoGroups(logs);
        groups.fit();
        return groups.apart();
    }

    private void fit() {
        int split = widestSplit();
        group(0, 0, split);
        group(1, split, values.length);
        for (int round = 0; round < ROUNDS; round++) {
            step();
        }
    }

    /** Where the variance between the two sides is largest (Otsu). */
    private int widestSplit() {
        double total = 0;
        for (double value : values) {
            total += value;
        }
        double below = 0;
        double best = -1;
        int split = 1;
        for (int i = 1; i < values.length; i++) {
            below += values[i - 1];
            double distance = below / i - (total - below) / (values.length - i);
            double between = distance * distance * i * (values.length - i);
            if (between > best) {
                best = between;
                split = i;
            }
        }
        return split;
    }

    private void group(int group, int from, int to) {
        double sum = 0;
        double squares = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
            squares += values[i] * values[i];
        }
        int n = to - from;
        share[group] = (double) n / values.length;
        mean[group] = sum / n;
        sigma[group] = Math.max(SMALLEST_SIGMA, Math.sqrt(Math.max(0, squares / n - mean[group] * mean[group])));
    }

    private void step() {
        var weight = new double[2];
        var sum = new double[2];
        var squares = new double[2];
        for (double value : values) {
            double low = density(0, value);
            double high = density(1, value);
            double all = low + high;
            double ofHigh = all > 0 ? high / all : 0.5;
            add(weight, sum, squares, 0, 1 - ofHigh, value);
            add(weight, sum, squares, 1, ofHigh, value);
        }
        for (int group = 0; group < 2; group++) {
            share[group] = weight[group] / values.length;
            if (weight[group] > 0) {
                mean[group] = sum[group] / weight[group];
                double variance = squares[group] / weight[group] - mean[group] * mean[group];
                sigma[group] = Math.max(SMALLEST_SIGMA, Math.sqrt(Math.max(0, variance)));
            }
        }
    }

    private static void add(double[] weight, double[] sum, double[] squares, int group, double by, double value) {
        weight[group] += by;
        sum[group] += by * value;
        squares[group] += by * value * value;
    }

    private double density(int group, double value) {
        double z = (value - mean[group]) / sigma[group];
        return share[group] / sigma[group] * Math.exp(-z * z / 2);
    }

    private @Nullable Double apart() {
        double spread = Math.sqrt((sigma[0] * sigma[0] + sigma[1] * sigma[1]) / 2);
        double distance = Math.abs(mean[1] - mean[0]) / spread;
        boolean two = Math.min(share[0], share[1]) >= SMALLEST_SHARE && distance >= CLEARLY_APART;
        return two && valley() <= VALLEY * Math.min(hill(mean[0]), hill(mean[1])) ? distance : null;
    }

    private double valley() {
        double lowest = Double.MAX_VALUE;
        for (int i = 1; i < POINTS; i++) {
            lowest = Math.min(lowest, hill(mean[0] + (mean[1] - mean[0]) * i / POINTS));
        }
        return lowest;
    }

    private double hill(double value) {
        return density(0, value) + density(1, value);
    }
}
