package dev.perfadvisor.engine.evidence.loadtest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How throughput follows the load. */
final class Plateau {

    private static final int FEWEST_WINDOWS = 3;
    private static final double LEVEL = 0.2;

    /** Below this growth of the load, chance decides over the growth of the throughput. */
    private static final double LEAST_GROWTH = 1;

    /** A planned load goes up and comes down once or a few times; one that just happens goes to and fro. */
    private static final double MOST_TURNS = 6;

    private Plateau() {}

    /**
     * Growth of requests over growth of load, between the fifth of the windows with the lowest and that with the highest load. The
     * load is the number of users, and in an open model the iterations that were due. Null when that does not at least double by
     * plan: the users of an open model are a result, not the load.
     */
    static @Nullable Double ratio(Series series, @Nullable Boolean openModel, boolean steadyRate) {
        boolean open = Boolean.TRUE.equals(openModel);
        if (openModel == null && steadyRate) {
            return null;
        }
        var load = open ? series.offered() : series.users();
        var windows = loaded(load);
        int level = (int) Math.max(FEWEST_WINDOWS, Math.round(LEVEL * windows.size()));
        if (windows.size() < 3 * level || !isPlanned(load)) {
            return null;
        }
        windows.sort((a, b) -> Double.compare(load[a], load[b]));
        var lowest = windows.subList(0, level);
        var highest = windows.subList(windows.size() - level, windows.size());
        double loadGrowth = median(load, highest) / median(load, lowest) - 1;
        double growth = median(series.requests(), highest) / median(series.requests(), lowest) - 1;
        boolean told = loadGrowth >= LEAST_GROWTH && Double.isFinite(growth) && Double.isFinite(loadGrowth);
        return told ? growth / loadGrowth : null;
    }

    /** Whether a load goes up and comes down a few times only. */
    static boolean isPlanned(double[] load) {
        return turns(load) <= MOST_TURNS;
    }

    private static List<Integer> loaded(double[] load) {
        var windows = new ArrayList<Integer>();
        for (int i = 0; i < load.length; i++) {
            if (load[i] > 0) {
                windows.add(i);
            }
        }
        return windows;
    }

    /** All ups and downs over the distance between the lowest and the highest. */
    private static double turns(double[] load) {
        var known = Series.known(load);
        double way = 0;
        for (int i = 1; i < known.length; i++) {
            way += Math.abs(known[i] - known[i - 1]);
        }
        double range = Arrays.stream(known).max().orElse(0)
                - Arrays.stream(known).min().orElse(0);
        return range > 0 ? way / range : 0;
    }

    private static double median(double[] values, List<Integer> windows) {
        return Quantiles.median(windows.stream().mapToDouble(i -> values[i]).toArray());
    }
}
