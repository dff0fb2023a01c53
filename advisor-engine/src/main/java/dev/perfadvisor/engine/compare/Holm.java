package dev.perfadvisor.engine.compare;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Holm's step-down correction for many tests, with a weight for each (Holm 1979): keeps false alarms of all together at the level. */
final class Holm {

    private Holm() {}

    /**
     * Corrected probabilities: a test holds at a level when its own is at most that level.
     *
     * @param p probabilities of the tests one by one
     * @param weights one a test, above 0
     */
    static double[] corrected(double[] p, double[] weights) {
        var order = IntStream.range(0, p.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> p[i] / weights[i])
                        .thenComparing(i -> i))
                .toList();
        double left = IntStream.range(0, p.length).mapToDouble(i -> weights[i]).sum();
        var corrected = new double[p.length];
        double highest = 0;
        for (int i : order) {
            highest = Math.max(highest, Math.min(1, p[i] / weights[i] * left));
            corrected[i] = highest;
            left -= weights[i];
        }
        return corrected;
    }
}
