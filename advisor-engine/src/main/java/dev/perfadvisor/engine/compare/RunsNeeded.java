package dev.perfadvisor.engine.compare;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;

/** How many runs a side would decide. */
final class RunsNeeded {

    private static final int MOST = 100;

    /** Efficiency of the rank test where values are normal: 3 over pi. */
    private static final double EFFICIENCY = 3 / Math.PI;

    private RunsNeeded() {}

    /**
     * Runs a side that would prove a difference as large as the one seen, when it is beyond the margin, or else that it is
     * within the margin; null when more than a hundred would be needed.
     *
     * @param shift difference that is seen, a logarithm, as is the margin
     * @param spread standard deviation between runs, a logarithm
     * @param level of the test of this one figure
     * @param power probability of success
     */
    static @Nullable Integer of(double shift, double margin, double spread, double level, double power) {
        double far = Math.abs(Math.abs(shift) - (Math.abs(shift) > margin ? 0 : margin));
        double z = quantile(1 - level / 2) + quantile(power);
        double needed = far == 0 ? Double.POSITIVE_INFINITY : 2 * Math.pow(z * spread / far, 2) / EFFICIENCY;
        int least = fewest(level);
        return needed > MOST ? null : (Integer) Math.max(least, (int) Math.ceil(needed));
    }

    /** Fewest runs a side whose ranks can reach a level at all. */
    static int fewest(double level) {
        int runs = 2;
        while (RankTest.lowest(runs, runs) > level) {
            runs++;
        }
        return runs;
    }

    private static double quantile(double q) {
        return NormalDistribution.of(0, 1).inverseCumulativeProbability(q);
    }
}
