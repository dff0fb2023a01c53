package dev.perfadvisor.engine.evidence.loadtest;

import java.util.Arrays;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The windows of a test as series of equal length, without the first and the last window, which the test fills in part
 * only.
 */
final class Series {

    /** Gaps of a file that was joined from distant parts would fill the memory. */
    private static final long LONGEST = 4L * Windows.MOST;

    private final long width;
    private final double[] requests;
    private final double[] offered;
    private final double[] users;
    private long dropped;
    private final double[] mean;
    private final double[] median;
    private final double[] p95;

    private Series(long width, int length) {
        this.width = width;
        requests = new double[length];
        offered = new double[length];
        users = unknown(length);
        mean = unknown(length);
        median = unknown(length);
        p95 = unknown(length);
    }

    /** Null when there is no window between the first and the last. */
    static @Nullable Series of(Windows windows) {
        var all = windows.all();
        if (all.isEmpty() || all.lastKey() - all.firstKey() < 2 || all.lastKey() - all.firstKey() > LONGEST) {
            return null;
        }
        var series = new Series(windows.width(), (int) (all.lastKey() - all.firstKey() - 1));
        series.fill(all);
        return series;
    }

    int length() {
        return requests.length;
    }

    /** Length of a window in seconds. */
    long width() {
        return width;
    }

    /** Number of requests that ended. */
    double[] requests() {
        return requests;
    }

    /** Number of iterations that ended or were dropped. */
    double[] offered() {
        return offered;
    }

    /** Number of iterations that were dropped in all these windows. */
    long dropped() {
        return dropped;
    }

    /** Mean number at work, NaN where unknown. */
    double[] users() {
        return users;
    }

    /** Of the time of requests in nanoseconds, NaN where there are none. */
    double[] mean() {
        return mean;
    }

    /** As {@link #mean()}. */
    double[] median() {
        return median;
    }

    /** As {@link #mean()}. */
    double[] p95() {
        return p95;
    }

    /** The values that are known. */
    static double[] known(double[] values) {
        return Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
    }

    private void fill(SortedMap<Long, Window> all) {
        long first = all.firstKey() + 1;
        all.subMap(first, all.lastKey()).forEach((key, window) -> {
            int i = (int) (key - first);
            requests[i] = window.requests;
            offered[i] = window.iterations + window.dropped;
            dropped += window.dropped;
            users[i] = window.usersPoints == 0 ? Double.NaN : (double) window.usersSum / window.usersPoints;
            if (window.requests > 0) {
                mean[i] = (double) window.nanos / window.requests;
                median[i] = window.latencies.quantile(0.5);
                p95[i] = window.latencies.quantile(0.95);
            }
        });
    }

    private static double[] unknown(int length) {
        var values = new double[length];
        Arrays.fill(values, Double.NaN);
        return values;
    }
}
