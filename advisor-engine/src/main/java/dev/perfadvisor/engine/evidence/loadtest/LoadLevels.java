package dev.perfadvisor.engine.evidence.loadtest;

import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts.Level;
import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts.Scaling;
import dev.perfadvisor.engine.model.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The levels of a load that goes up by plan, in steps or a ramp, and how the system does at each. */
final class LoadLevels {

    private static final int MOST_LEVELS = 10;
    private static final int FEWEST_LEVELS = 3;
    private static final int SHORTEST_LEVEL = 5;
    private static final double LEAST_GROWTH = 2;

    /** From here on queueing is most of the time of a request. */
    private static final double KNEE = 2;

    /** Beyond this multiple of the highest load that was tried, a capacity is a guess. */
    private static final double FARTHEST = 3;

    private final Series series;
    private final boolean open;

    private LoadLevels(Series series, boolean open) {
        this.series = series;
        this.open = open;
    }

    /** Null when the load does not at least double by plan. */
    static @Nullable Scaling of(@Nullable Series series, @Nullable Boolean openModel, boolean steady, Source source) {
        if (series == null || (openModel == null && steady)) {
            return null;
        }
        boolean open = Boolean.TRUE.equals(openModel);
        var load = open ? series.offered() : series.users();
        if (!Plateau.isPlanned(load)) {
            return null;
        }
        var levels = new LoadLevels(series, open).levels(load, source);
        return levels.size() < FEWEST_LEVELS
                        || levels.getLast().load()
                                < LEAST_GROWTH * levels.getFirst().load()
                ? null
                : scaling(levels, source);
    }

    private static Scaling scaling(List<Level> levels, Source source) {
        var law = ScalabilityLaw.fit(
                levels.stream().mapToDouble(Level::concurrency).toArray(),
                levels.stream().mapToDouble(Level::requestsPerSecond).toArray());
        double reached =
                levels.stream().mapToDouble(Level::requestsPerSecond).max().orElse(0);
        Double capacity = law == null || law.capacity() > FARTHEST * reached ? null : (Double) law.capacity();
        var first = levels.getFirst();
        var last = levels.getLast();
        return new Scaling(
                levels,
                law == null ? null : (Double) law.contention(),
                law == null ? null : (Double) law.crosstalk(),
                capacity,
                capacity == null ? null : (Double) Math.max(0, 1 - last.requestsPerSecond() / capacity),
                knee(levels),
                (double) last.p95().toNanos() / Math.max(1, first.p95().toNanos()),
                first.failedRatio(),
                last.failedRatio(),
                source);
    }

    /** The rate of the last level before latency stays beyond a multiple of that of the first. */
    private static @Nullable Double knee(List<Level> levels) {
        double limit = KNEE * levels.getFirst().p95().toNanos();
        int at = levels.size();
        while (at > 0 && levels.get(at - 1).p95().toNanos() > limit) {
            at--;
        }
        return at == levels.size() || at == 0
                ? null
                : (Double) levels.get(at - 1).requestsPerSecond();
    }

    private List<Level> levels(double[] load, Source source) {
        double low = Double.POSITIVE_INFINITY;
        double high = 0;
        for (double one : load) {
            if (one > 0) {
                low = Math.min(low, one);
                high = Math.max(high, one);
            }
        }
        var sums = new Window[MOST_LEVELS];
        var loads = new double[MOST_LEVELS];
        var users = new double[MOST_LEVELS];
        var counts = new int[MOST_LEVELS];
        for (int i = 0; i < load.length; i++) {
            var window = series.window(i);
            if (load[i] > 0 && window != null && window.requests > 0) {
                int at = high > low ? (int) Math.min(MOST_LEVELS - 1, (load[i] - low) / (high - low) * MOST_LEVELS) : 0;
                sums[at] = sums[at] == null ? new Window() : sums[at];
                sums[at].merge(window);
                loads[at] += load[i];
                users[at] += series.users()[i];
                counts[at]++;
            }
        }
        var levels = new ArrayList<Level>();
        for (int at = 0; at < MOST_LEVELS; at++) {
            if (counts[at] >= SHORTEST_LEVEL) {
                levels.add(level(sums[at], loads[at], users[at], counts[at], source));
            }
        }
        return List.copyOf(levels);
    }

    private Level level(Window all, double loads, double users, int windows, Source source) {
        double seconds = (double) windows * series.width();
        // By Little's law, where users are not the load but come of it.
        double concurrency = open || Double.isNaN(users) ? all.nanos / 1e9 / seconds : users / windows;
        return new Level(
                open ? loads / seconds : loads / windows,
                concurrency,
                all.requests / seconds,
                Duration.ofNanos(all.latencies.quantile(0.5)),
                Duration.ofNanos(all.latencies.quantile(0.95)),
                (double) all.failed / all.requests,
                Math.round(seconds),
                source);
    }
}
