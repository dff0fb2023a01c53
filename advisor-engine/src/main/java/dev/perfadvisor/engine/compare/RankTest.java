package dev.perfadvisor.engine.compare;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The two-sided rank test of Wilcoxon, Mann and Whitney, exact, with ties at their middle rank: the share of all ways to
 * deal the runs to two sides that set their ranks at least as far apart as they are.
 */
final class RankTest {

    /** Beyond, the normal distribution is as good to three digits. */
    private static final int MOST_EXACT = 100;

    private RankTest() {}

    /** Probability of ranks at least this far apart between runs of the same build, 0..1. */
    static double p(double[] a, double[] b) {
        int[] ranks = doubledRanks(a, b);
        long sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += ranks[i];
        }
        return ranks.length <= MOST_EXACT ? exact(ranks, a.length, sum) : normal(ranks, a.length, sum);
    }

    /** The lowest probability that this many runs can give. */
    static double lowest(int a, int b) {
        double ways = 1;
        for (int i = 1; i <= a; i++) {
            ways = ways * (b + i) / i;
        }
        return Math.min(1, 2 / ways);
    }

    /** Twice the rank, so that the middle of two ranks is whole; those of {@code a} come first. */
    private static int[] doubledRanks(double[] a, double[] b) {
        var all = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        var ranks = new int[all.length];
        for (int i = 0; i < all.length; i++) {
            int below = 0;
            int same = 0;
            for (double other : all) {
                below += other < all[i] ? 1 : 0;
                same += other == all[i] ? 1 : 0;
            }
            ranks[i] = 2 * below + same + 1;
        }
        return ranks;
    }

    /** Counts the ways to choose so many of the ranks by their sum. */
    private static double exact(int[] ranks, int chosen, long sum) {
        int total = Arrays.stream(ranks).sum();
        var ways = new double[chosen + 1][total + 1];
        ways[0][0] = 1;
        for (int rank : ranks) {
            for (int k = chosen; k >= 1; k--) {
                for (int s = total; s >= rank; s--) {
                    ways[k][s] += ways[k - 1][s - rank];
                }
            }
        }
        double far = Math.abs(sum - middle(ranks, chosen));
        double all = 0;
        double atLeast = 0;
        for (int s = 0; s <= total; s++) {
            all += ways[chosen][s];
            atLeast += Math.abs(s - middle(ranks, chosen)) >= far - 1e-9 ? ways[chosen][s] : 0;
        }
        return atLeast / all;
    }

    private static double normal(int[] ranks, int chosen, long sum) {
        double mean = Arrays.stream(ranks).average().orElse(0);
        double spread =
                Arrays.stream(ranks).mapToDouble(r -> (r - mean) * (r - mean)).sum();
        int rest = ranks.length - chosen;
        double variance = spread * chosen * rest / ((double) ranks.length * (ranks.length - 1));
        if (variance == 0) {
            return 1;
        }
        double z = Math.abs(sum - middle(ranks, chosen)) / Math.sqrt(variance);
        return 2 * NormalDistribution.of(0, 1).survivalProbability(z);
    }

    private static double middle(int[] ranks, int chosen) {
        return Arrays.stream(ranks).average().orElse(0) * chosen;
    }
}
