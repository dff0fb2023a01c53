package dev.perfadvisor.engine.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Change points of a series by energy distance, found one after the other and each tested by permutation: E-divisive
 * (Matteson and James 2014), which Apache Otava uses on benchmarks, too. It asks for no distribution, and finds changes of
 * level and of spread. The same values give the same points.
 */
final class ChangePoints {

    private static final int PERMUTATIONS = 999;

    /** Fewer values on a side are no level of their own. */
    private static final int LEAST = 3;

    private final double[] values;
    private final double level;
    private final List<Point> found = new ArrayList<>();

    private ChangePoints(double[] values, double level) {
        this.values = values;
        this.level = level;
    }

    /**
     * A change.
     *
     * @param at place of the first value behind it
     * @param p probability of one as clear as this among values that do not depend on their order
     */
    record Point(int at, double p) {}

    /** In order of place. */
    static List<Point> of(double[] values, double level) {
        var points = new ChangePoints(values.clone(), level);
        points.divide(0, values.length);
        points.found.sort(Comparator.comparingInt(Point::at));
        return List.copyOf(points.found);
    }

    private void divide(int from, int to) {
        if (to - from < 2 * LEAST) {
            return;
        }
        var part = Arrays.copyOfRange(values, from, to);
        var best = best(part);
        if (best.distance() <= 0) {
            return;
        }
        double p = p(part, best.distance());
        if (p > level) {
            return;
        }
        int at = from + best.at();
        found.add(new Point(at, p));
        divide(from, at);
        divide(at, to);
    }

    private static double p(double[] part, double seen) {
        var random = new SplittableRandom(part.length);
        var shuffled = part.clone();
        int atLeast = 0;
        for (int i = 0; i < PERMUTATIONS; i++) {
            for (int k = shuffled.length - 1; k > 0; k--) {
                int other = random.nextInt(k + 1);
                double kept = shuffled[k];
                shuffled[k] = shuffled[other];
                shuffled[other] = kept;
            }
            atLeast += best(shuffled).distance() >= seen ? 1 : 0;
        }
        return (1.0 + atLeast) / (1 + PERMUTATIONS);
    }

    private record Split(int at, double distance) {}

    /** The split with the largest scaled energy distance between its sides; all splits in one pass over the pairs. */
    private static Split best(double[] part) {
        int n = part.length;
        double left = 0;
        double across = 0;
        double right = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                right += Math.abs(part[i] - part[j]);
            }
        }
        var best = new Split(0, 0);
        for (int at = 1; at < n; at++) {
            double toLeft = 0;
            double toRight = 0;
            for (int i = 0; i < n; i++) {
                double apart = Math.abs(part[i] - part[at - 1]);
                toLeft += i < at - 1 ? apart : 0;
                toRight += i >= at ? apart : 0;
            }
            left += toLeft;
            right -= toRight;
            across += toRight - toLeft;
            if (at >= LEAST && n - at >= LEAST) {
                double distance = distance(left, across, right, at, n - at);
                best = distance > best.distance() ? new Split(at, distance) : best;
            }
        }
        return best;
    }

    /** Mean distance across less the mean distances inside, scaled by the sizes. */
    private static double distance(double left, double across, double right, double m, double n) {
        double energy = 2 * across / (m * n) - 2 * left / (m * (m - 1)) - 2 * right / (n * (n - 1));
        return m * n / (m + n) * energy;
    }
}
