package dev.perfadvisor.engine.evidence.loadtest;

import org.jspecify.annotations.Nullable;

/**
 * The Universal Scalability Law (Gunther): throughput at concurrency N is {@code rate N / (1 + contention (N - 1) + crosstalk N (N - 1))}.
 *
 * @param rate throughput of one
 * @param contention share of the work that only one can do at a time
 * @param crosstalk share that each has to do for each other
 */
record ScalabilityLaw(double rate, double contention, double crosstalk) {

    private static final int FEWEST = 5;
    private static final double LEAST_CONCURRENCY = 2;
    private static final double LEAST_EXPLAINED = 0.9;
    private static final double WORTH = 0.005;

    /** Throughput at its most; infinite when nothing holds it. */
    double capacity() {
        if (crosstalk > 0) {
            double best = Math.sqrt(Math.max(0, 1 - contention) / crosstalk);
            return at(Math.max(1, best));
        }
        return contention > 0 ? rate / contention : Double.POSITIVE_INFINITY;
    }

    double at(double n) {
        return rate * n / (1 + contention * (n - 1) + crosstalk * n * (n - 1));
    }

    /**
     * Fits by least squares of {@code N / throughput}, which is linear in the three, relative to its size. Null when there are
     * fewer than {@value #FEWEST} levels, hardly any concurrency, or the law does not explain nine tenths of what was seen.
     */
    static @Nullable ScalabilityLaw fit(double[] concurrency, double[] throughput) {
        double most = 0;
        for (double n : concurrency) {
            most = Math.max(most, n);
        }
        if (concurrency.length < FEWEST || most < LEAST_CONCURRENCY) {
            return null;
        }
        // The plainest first: a further term must explain half a percent more, or it fits noise and bends the capacity.
        ScalabilityLaw best = null;
        double least = Double.POSITIVE_INFINITY;
        for (var terms : new boolean[][] {{false, false}, {true, false}, {false, true}, {true, true}}) {
            var law = fit(concurrency, throughput, terms[0], terms[1]);
            if (law != null) {
                double unexplained = law.unexplained(concurrency, throughput);
                if (unexplained < least - WORTH) {
                    least = unexplained;
                    best = law;
                }
            }
        }
        return least <= 1 - LEAST_EXPLAINED ? best : null;
    }

    private static @Nullable ScalabilityLaw fit(double[] n, double[] x, boolean contention, boolean crosstalk) {
        var a = new double[3][4];
        for (int i = 0; i < n.length; i++) {
            double size = n[i] / x[i];
            double[] row = {1 / size, contention ? (n[i] - 1) / size : 0, crosstalk ? n[i] * (n[i] - 1) / size : 0, 1};
            for (int j = 0; j < 3; j++) {
                for (int k = 0; k < 4; k++) {
                    a[j][k] += row[j] * row[k];
                }
            }
        }
        a[1][1] = contention ? a[1][1] : 1;
        a[2][2] = crosstalk ? a[2][2] : 1;
        var solved = solved(a);
        boolean possible = solved[0] > 0 && solved[1] >= 0 && solved[2] >= 0;
        return possible ? new ScalabilityLaw(1 / solved[0], solved[1] / solved[0], solved[2] / solved[0]) : null;
    }

    /** Gauss, with the largest pivot. */
    private static double[] solved(double[][] a) {
        for (int i = 0; i < 3; i++) {
            int pivot = i;
            for (int j = i + 1; j < 3; j++) {
                pivot = Math.abs(a[j][i]) > Math.abs(a[pivot][i]) ? j : pivot;
            }
            var swapped = a[i];
            a[i] = a[pivot];
            a[pivot] = swapped;
            for (int j = 0; j < 3; j++) {
                double times = j == i || a[i][i] == 0 ? 0 : a[j][i] / a[i][i];
                for (int k = i; k < 4; k++) {
                    a[j][k] -= times * a[i][k];
                }
            }
        }
        return new double[] {a[0][3] / a[0][0], a[1][3] / a[1][1], a[2][3] / a[2][2]};
    }

    private double unexplained(double[] n, double[] x) {
        double mean = 0;
        for (double one : x) {
            mean += one / x.length;
        }
        double rest = 0;
        double all = 0;
        for (int i = 0; i < n.length; i++) {
            rest += (x[i] - at(n[i])) * (x[i] - at(n[i]));
            all += (x[i] - mean) * (x[i] - mean);
        }
        return all == 0 ? Double.POSITIVE_INFINITY : rest / all;
    }
}
