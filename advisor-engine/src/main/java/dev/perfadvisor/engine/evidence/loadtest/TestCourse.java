package dev.perfadvisor.engine.evidence.loadtest;

import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts.Course;
import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts.Latency;
import dev.perfadvisor.engine.model.Source;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the steady state of a test. First the stretch over which the load stays the same, then in it the change points of the
 * latency: what comes before the level of the second half is reached is warm-up.
 */
final class TestCourse {

    private static final int FEWEST_WINDOWS = 20;
    private static final int SHORTEST_LEVEL = 5;

    /** Medians of seconds that differ by less than this are noise, whatever their neighbours say. */
    private static final double NOISE = 0.03;

    /** Levels that differ by less are one. */
    private static final double SAME_LEVEL = Math.log(1.2);

    private static final double SAME_LOAD = 0.1;

    private static final int EARLY_PART = 5;

    /** Longer plateaus are thinned to medians of neighbours: parts grow with the square. */
    private static final int MOST = 600;

    private final Series series;
    private final Source source;
    private final Steady plateau;

    private TestCourse(Series series, Steady plateau, Source source) {
        this.series = series;
        this.plateau = plateau;
        this.source = source;
    }

    /** Null when the test is too short, or its load never stays the same. */
    static @Nullable Course of(@Nullable Series series, @Nullable Boolean openModel, Latency whole, Source source) {
        if (series == null || series.length() < FEWEST_WINDOWS) {
            return null;
        }
        // The users of an open model are a result, and the requests of a closed one.
        var byUsers = Boolean.TRUE.equals(openModel) ? null : Steady.of(series.users());
        var plateau = byUsers == null ? level(series.requests()) : byUsers;
        return plateau == null || plateau.length() < FEWEST_WINDOWS
                ? null
                : new TestCourse(series, plateau, source).course(whole);
    }

    /** Without the last of a ramp, which is near the level, too. */
    private static @Nullable Steady level(double[] load) {
        var near = Steady.of(load);
        if (near == null) {
            return null;
        }
        int step = 1 + near.length() / MOST;
        var values = new double[near.length() / step];
        for (int i = 0; i < values.length; i++) {
            values[i] = mean(load, near.from() + i * step, near.from() + (i + 1) * step);
        }
        double level = Quantiles.median(Arrays.copyOfRange(values, values.length / 2, values.length));
        int from = 0;
        for (int end : Segments.ends(values, SHORTEST_LEVEL, Math.sqrt(level) / 2)) {
            if (Math.abs(mean(values, from, end) - level) <= SAME_LOAD * level) {
                break;
            }
            from = end;
        }
        return from > values.length / 2 ? near : new Steady(near.from() + from * step, near.to());
    }

    private @Nullable Course course(Latency whole) {
        int step = 1 + plateau.length() / MOST;
        var levels = logarithms(step);
        if (levels.length < FEWEST_WINDOWS / 2) {
            return null;
        }
        var ends = Segments.ends(levels, SHORTEST_LEVEL, NOISE);
        double settled = Quantiles.median(Arrays.copyOfRange(levels, levels.length / 2, levels.length));
        int warm = warmUp(levels, ends, settled);
        int from = plateau.from() + warm * step;
        var steady = latency(from, plateau.to());
        return steady == null
                ? null
                : new Course(
                        seconds(plateau.from()),
                        seconds(from - plateau.from()),
                        seconds(plateau.to() - from),
                        warm == 0 ? null : factor(mean(levels, 0, warm) - settled),
                        steady,
                        ratio(whole.p99(), steady.p99()),
                        shifts(levels, ends, warm),
                        range(levels, ends, warm),
                        earlyDrops(),
                        source);
    }

    /** Logarithms, as latencies differ by factors. Seconds without requests say nothing and are filled by those before. */
    private double[] logarithms(int step) {
        var levels = new double[plateau.length() / step];
        int known = 0;
        for (int i = 0; i < levels.length; i++) {
            int at = plateau.from() + i * step;
            double median = Quantiles.median(Series.known(Arrays.copyOfRange(series.median(), at, at + step)));
            if (median > 0) {
                levels[i] = Math.log(median);
                known++;
            } else {
                levels[i] = i == 0 ? Double.NaN : levels[i - 1];
            }
        }
        return known < levels.length / 2 || Double.isNaN(levels[0]) ? new double[0] : levels;
    }

    /** The first part at the level of the second half ends the warm-up; what takes over half of the plateau is none. */
    private static int warmUp(double[] levels, List<Integer> ends, double settled) {
        int from = 0;
        for (int end : ends) {
            if (Math.abs(mean(levels, from, end) - settled) <= SAME_LEVEL) {
                return from > levels.length / 2 ? 0 : from;
            }
            from = end;
        }
        return 0;
    }

    /** How often the level changes after the warm-up. */
    private static long shifts(double[] levels, List<Integer> ends, int warm) {
        long shifts = 0;
        int from = warm;
        double level = Double.NaN;
        for (int end : ends) {
            if (end > warm) {
                double next = mean(levels, from, end);
                shifts += Math.abs(next - level) > SAME_LEVEL ? 1 : 0;
                level = next;
                from = end;
            }
        }
        return shifts;
    }

    /** The highest level over the lowest. */
    private static double range(double[] levels, List<Integer> ends, int warm) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        int from = warm;
        for (int end : ends) {
            if (end > warm) {
                low = Math.min(low, mean(levels, from, end));
                high = Math.max(high, mean(levels, from, end));
                from = end;
            }
        }
        return factor(high - low);
    }

    private @Nullable Latency latency(int from, int to) {
        var all = new Window();
        for (int i = from; i < to; i++) {
            var window = series.window(i);
            if (window != null) {
                all.merge(window);
            }
        }
        return all.requests == 0 ? null : all.latency(source);
    }

    private @Nullable Double earlyDrops() {
        long early = 0;
        for (int i = 0; i < series.length() / EARLY_PART; i++) {
            var window = series.window(i);
            early += window == null ? 0 : window.dropped;
        }
        return series.dropped() == 0 ? null : (Double) ((double) early / series.dropped());
    }

    private Duration seconds(int windows) {
        return Duration.ofSeconds(windows * series.width());
    }

    private static double factor(double logarithm) {
        return Math.exp(logarithm);
    }

    private static @Nullable Double ratio(@Nullable Duration one, @Nullable Duration other) {
        return one == null || other == null || other.isZero()
                ? null
                : (Double) ((double) one.toNanos() / other.toNanos());
    }

    private static double mean(double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum / (to - from);
    }
}
