package dev.perfadvisor.engine.evidence.loadtest;

import org.jspecify.annotations.Nullable;

/**
 * The longest part of a test over which a load stays about the same.
 *
 * @param from first window
 * @param to window after the last
 */
record Steady(int from, int to) {

    private static final int SMOOTHED = 5;
    private static final double TOLERANCE = 0.2;
    private static final double DEVIATIONS = 3;
    private static final double NEARLY_ALL = 0.9;

    int length() {
        return to - from;
    }

    /** Whether this is the test but for its edges. */
    boolean covers(int windows) {
        return windows >= SMOOTHED && length() >= NEARLY_ALL * windows;
    }

    /**
     * The longest stretch in which the mean of {@value #SMOOTHED} neighbours stays within a fifth of the test's median, with
     * room for the chance in counts. Null when there is none.
     */
    static @Nullable Steady of(double[] load) {
        double level = Quantiles.median(Series.known(load));
        if (Double.isNaN(level) || level <= 0) {
            return null;
        }
        double room = TOLERANCE * level + DEVIATIONS * Math.sqrt(level / SMOOTHED);
        Steady longest = null;
        int start = -1;
        for (int i = 0; i <= load.length; i++) {
            boolean near = i < load.length && Math.abs(smoothed(load, i) - level) <= room;
            if (near && start < 0) {
                start = i;
            } else if (!near && start >= 0) {
                longest = longest == null || i - start > longest.length() ? new Steady(start, i) : longest;
                start = -1;
            }
        }
        return longest != null && longest.isFlat(load, level) ? longest : null;
    }

    /** Whether the last third is about as high as the first: the middle of a ramp is near the median, too. */
    private boolean isFlat(double[] load, double level) {
        int third = Math.max(1, length() / 3);
        double change = mean(load, to - third, to) - mean(load, from, from + third);
        return Math.abs(change) <= TOLERANCE * level / 2 + DEVIATIONS * Math.sqrt(2 * level / third);
    }

    private static double smoothed(double[] load, int at) {
        int from = Math.clamp(at - SMOOTHED / 2, 0, Math.max(0, load.length - SMOOTHED));
        int to = Math.min(load.length, from + SMOOTHED);
        return mean(load, from, to);
    }

    private static double mean(double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum / (to - from);
    }
}
