package dev.perfadvisor.engine.evidence.loadtest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Change points: where the level of a series changes. Finds the parts whose squared distances from their own means are least in
 * sum, with a price for each further part (PELT: Killick, Fearnhead and Eckley, 2012). The noise is taken from neighbours, so
 * that changes of level do not hide themselves.
 */
final class Segments {

    /** Twice what independent noise asks for: the seconds of a test resemble their neighbours. */
    private static final double PRICE = 4;

    /** From the mean distance of neighbours to the deviation of normal noise. */
    private static final double NEIGHBOURS = 0.6745 * Math.sqrt(2);

    private final double[] sums;
    private final double[] squares;

    private Segments(double[] values) {
        sums = new double[values.length + 1];
        squares = new double[values.length + 1];
        for (int i = 0; i < values.length; i++) {
            sums[i + 1] = sums[i] + values[i];
            squares[i + 1] = squares[i] + values[i] * values[i];
        }
    }

    /**
     * Ends of the parts, in order; the last is the length of the series.
     *
     * @param values all known
     * @param shortest number of values in a part
     * @param floor least deviation that counts as noise, in the unit of the values
     */
    static List<Integer> ends(double[] values, int shortest, double floor) {
        double noise = Math.max(floor, noise(values));
        double price = PRICE * noise * noise * Math.log(Math.max(2, values.length));
        return new Segments(values).ends(values.length, shortest, price);
    }

    private List<Integer> ends(int n, int shortest, double price) {
        var best = new double[n + 1];
        var before = new int[n + 1];
        Arrays.fill(best, Double.POSITIVE_INFINITY);
        best[0] = -price;
        var starts = new ArrayList<>(List.of(0));
        for (int end = shortest; end <= n; end++) {
            for (int start : starts) {
                double cost = best[start] + cost(start, end) + price;
                if (end - start >= shortest && cost < best[end]) {
                    best[end] = cost;
                    before[end] = start;
                }
            }
            int now = end;
            starts.removeIf(start -> now - start >= shortest && best[start] + cost(start, now) > best[now]);
            // The next part can begin where at least one part ends.
            starts.add(end);
        }
        var ends = new ArrayList<Integer>();
        for (int end = n; end > 0; end = before[end]) {
            ends.addFirst(end);
        }
        return ends;
    }

    private double cost(int from, int to) {
        double sum = sums[to] - sums[from];
        return squares[to] - squares[from] - sum * sum / (to - from);
    }

    private static double noise(double[] values) {
        if (values.length < 2) {
            return 0;
        }
        var steps = new double[values.length - 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = Math.abs(values[i + 1] - values[i]);
        }
        return Quantiles.median(steps) / NEIGHBOURS;
    }
}
