package dev.perfadvisor.engine.derive;

import dev.perfadvisor.engine.evidence.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What coincides with slow seconds. */
final class SpikesFact {

    /** Fewer slow seconds than this are chance. */
    private static final int FEWEST_SLOW = 3;

    private static final int FEWEST_SECONDS = 15;

    private record Series(String what, String name) {}

    private static final List<Series> SERIES = List.of(
            new Series("gc", "gc.pauseNanos"),
            new Series("lock", "lock.blockedNanos"),
            new Series("pool", "pool.waitNanos"),
            new Series("sql", "sql.nanos"),
            new Series("remote", "socket.remoteNanos"),
            new Series("file", "file.nanos"));

    private SpikesFact() {}

    /** Null without per-second latencies of at least 15 seconds. */
    static CrossFacts.@Nullable Spikes of(Timeline timeline) {
        var p95 = timeline.values("load.p95Nanos");
        if (p95.size() < FEWEST_SECONDS) {
            return null;
        }
        double median = quantile(p95, 0.5);
        var slow = new TreeSet<Long>();
        var normal = new TreeSet<Long>();
        p95.forEach((second, value) -> (value > 2 * median ? slow : normal).add(second));
        var coincidences = new ArrayList<CrossFacts.Coincidence>();
        if (slow.size() >= FEWEST_SLOW) {
            for (var series : SERIES) {
                var values = timeline.values(series.name());
                if (!values.isEmpty()) {
                    coincidences.add(coincidence(series.what(), values, slow, normal));
                }
            }
            coincidences.sort(Comparator.comparingDouble((CrossFacts.Coincidence c) -> c.slowShare() - c.normalShare())
                    .reversed());
        }
        return new CrossFacts.Spikes(slow.size(), normal.size(), List.copyOf(coincidences));
    }

    /** Seconds that are slow, none when they are too few to be more than chance. */
    static Set<Long> slowSeconds(Timeline timeline) {
        var p95 = timeline.values("load.p95Nanos");
        var slow = new TreeSet<Long>();
        if (p95.size() >= FEWEST_SECONDS) {
            double median = quantile(p95, 0.5);
            p95.forEach((second, value) -> {
                if (value > 2 * median) {
                    slow.add(second);
                }
            });
        }
        return slow.size() < FEWEST_SLOW ? Set.of() : slow;
    }

    /** High is above what three of four normal seconds have, and not nothing. */
    private static CrossFacts.Coincidence coincidence(
            String what, SortedMap<Long, Long> values, Set<Long> slow, Set<Long> normal) {
        var usual =
                normal.stream().map(s -> values.getOrDefault(s, 0L)).sorted().toList();
        long limit = usual.isEmpty() ? 0 : usual.get((usual.size() - 1) * 3 / 4);
        return new CrossFacts.Coincidence(what, high(values, slow, limit), high(values, normal, limit));
    }

    private static double high(SortedMap<Long, Long> values, Set<Long> seconds, long limit) {
        long high =
                seconds.stream().filter(s -> values.getOrDefault(s, 0L) > limit).count();
        return seconds.isEmpty() ? 0 : (double) high / seconds.size();
    }

    private static double quantile(SortedMap<Long, Long> values, double q) {
        var sorted = values.values().stream().sorted().toList();
        return sorted.get((int) Math.floor((sorted.size() - 1) * q));
    }
}
