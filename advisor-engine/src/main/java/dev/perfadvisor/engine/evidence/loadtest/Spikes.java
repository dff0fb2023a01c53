package dev.perfadvisor.engine.evidence.loadtest;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Seconds that stand out by their latency, and whether they come back at a regular distance. */
final class Spikes {

    /** A second is slow when its 95th percentile is over this many times that of the median second. */
    private static final double SLOW = 2;

    /** With fewer requests than this the 95th percentile of a second is just its slowest request. */
    private static final long FEWEST_REQUESTS = 5;

    private static final int FEWEST_RETURNS = 4;
    private static final int SHORTEST_PERIOD = 3;
    private static final int LONGEST_PERIOD = 600;
    private static final double MOST_RETURN = 0.75;
    private static final double CHANCE = 0.01;
    private static final double EXACT = 1e-3;

    private final BitSet slow = new BitSet();
    private final int length;

    Spikes(Series series) {
        length = series.length();
        double usual = Quantiles.median(Series.known(series.p95()));
        for (int i = 0; i < length; i++) {
            slow.set(i, series.requests()[i] >= FEWEST_REQUESTS && series.p95()[i] > SLOW * usual);
        }
    }

    /** How many windows are slow. */
    int count() {
        return slow.cardinality();
    }

    /**
     * The distance in windows at which slow windows recur: the one where their autocorrelation is highest, if that is much
     * more than chance would give over all distances tried. Null when there is none.
     */
    @Nullable Integer period() {
        var onsets = onsets();
        int best = 0;
        double bestShare = 0;
        for (int lag = SHORTEST_PERIOD; lag <= longestPeriod(); lag++) {
            double share = returning(onsets, lag);
            if (share > bestShare) {
                bestShare = share;
                best = lag;
            }
        }
        return best == 0 ? null : best;
    }

    /** The share of onsets that another one follows after the lag; 0 when that may be chance. */
    private double returning(BitSet onsets, int lag) {
        // A longer distance is met less exactly.
        int slack = lag / 6 > 0 ? 1 : 0;
        int tried = 0;
        int met = 0;
        int exactly = 0;
        for (int i = onsets.nextSetBit(0); i >= 0 && i + lag + slack < length; i = onsets.nextSetBit(i + 1)) {
            tried++;
            int next = onsets.nextSetBit(i + lag - slack);
            met += next >= 0 && next <= i + lag + slack ? 1 : 0;
            exactly += onsets.get(i + lag) ? 1 : 0;
        }
        double share = tried == 0 ? 0 : (double) met / tried;
        double expected = Math.min(1, (1 + 2.0 * slack) * onsets.cardinality() / length);
        int lags = longestPeriod();
        boolean real = met >= FEWEST_RETURNS && share >= MOST_RETURN && atLeast(met, tried, expected) * lags < CHANCE;
        // Among distances that are met as often, the one that is met exactly is it.
        return real ? share + EXACT * exactly / tried : 0;
    }

    private int longestPeriod() {
        return Math.min(LONGEST_PERIOD, length / FEWEST_RETURNS);
    }

    /** First windows of the slow stretches. */
    private BitSet onsets() {
        var onsets = new BitSet();
        for (int i = slow.nextSetBit(0); i >= 0; i = slow.nextSetBit(slow.nextClearBit(i))) {
            onsets.set(i);
        }
        return onsets;
    }

    /** Chance of that many or more successes in the trials, at most (bound of Chernoff). */
    private static double atLeast(int successes, int trials, double chance) {
        double share = (double) successes / trials;
        if (share <= chance) {
            return 1;
        }
        double divergence =
                share * Math.log(share / chance) + (share < 1 ? (1 - share) * Math.log((1 - share) / (1 - chance)) : 0);
        return Math.exp(-trials * divergence);
    }
}
