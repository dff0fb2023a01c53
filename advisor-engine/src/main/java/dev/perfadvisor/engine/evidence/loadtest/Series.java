package dev.perfadvisor.engine.evidence.loadtest;

import java.util.Arrays;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The windows of a test as series of equal length, without the first and the last window, which the test fills in part
 * only, and without long gaps (see {@link Windows#span()}).
 */
final class Series {

    private final long width;
    private final double[] requests;
    private final double[] offered;
    private final double[] users;
    private long dropped;
    private final double[] mean;
    private final double[] median;
    private final double[] p95;
    private final @Nullable Window[] windows;

    private Series(long width, int length) {
        this.width = width;
        requests = new double[length];
        offered = new double[length];
        users = unknown(length);
        mean = unknown(length);
        median = unknown(length);
        p95 = unknown(length);
        windows = new Window[length];
    }

    /** Null when there is no window between the first and the last. */
    static @Nullable Series of(Windows windows) {
        var all = windows.all();
        long length = windows.span() - 2;
        if (length < 1) {
            return null;
        }
        var series = new Series(windows.width(), (int) length);
        series.fill(windows, all);
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

    /** The sums of a window; null when nothing happened in it. */
    @Nullable Window window(int at) {
        return windows[at];
    }

    /** The values that are known. */
    static double[] known(double[] values) {
        return Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
    }

    private void fill(Windows windows, SortedMap<Long, Window> all) {
        var known = windows.users();
        int place = -1;
        long before = all.firstKey();
        for (var entry : all.entrySet()) {
            place += (int) windows.distance(before, entry.getKey());
            before = entry.getKey();
            if (place >= 0 && place < requests.length) {
                put(place, entry.getValue());
                users[place] = known.getOrDefault(entry.getKey(), Double.NaN);
            }
        }
    }

    private void put(int place, Window window) {
        windows[place] = window;
        requests[place] = window.requests;
        offered[place] = window.iterations + window.dropped;
        dropped += window.dropped;
        if (window.requests > 0) {
            mean[place] = (double) window.nanos / window.requests;
            median[place] = window.latencies.quantile(0.5);
            p95[place] = window.latencies.quantile(0.95);
        }
    }

    private static double[] unknown(int length) {
        var values = new double[length];
        Arrays.fill(values, Double.NaN);
        return values;
    }
}
