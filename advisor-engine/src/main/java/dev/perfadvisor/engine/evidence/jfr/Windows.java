package dev.perfadvisor.engine.evidence.jfr;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.SortedMap;

/** Worst stretches of per-second series. */
final class Windows {

    private Windows() {}

    /** Largest sum over any {@code seconds} consecutive seconds. */
    static long worstSum(SortedMap<Long, Long> sums, int seconds) {
        var inside = new ArrayDeque<Map.Entry<Long, Long>>();
        long sum = 0;
        long worst = 0;
        for (var entry : sums.entrySet()) {
            inside.add(entry);
            sum += entry.getValue();
            while (inside.getFirst().getKey() <= entry.getKey() - seconds) {
                sum -= inside.removeFirst().getValue();
            }
            worst = Math.max(worst, sum);
        }
        return worst;
    }

    /** Largest mean over any {@code seconds} consecutive seconds with at least half as many samples as seconds. */
    static double worstMean(SortedMap<Long, Long> sums, SortedMap<Long, Long> counts, int seconds) {
        var inside = new ArrayDeque<Map.Entry<Long, Long>>();
        long sum = 0;
        long count = 0;
        double worst = 0;
        long least = Math.min(
                seconds / 2, counts.values().stream().mapToLong(Long::longValue).sum());
        for (var entry : counts.entrySet()) {
            inside.add(entry);
            count += entry.getValue();
            sum += sums.getOrDefault(entry.getKey(), 0L);
            while (inside.getFirst().getKey() <= entry.getKey() - seconds) {
                var gone = inside.removeFirst();
                count -= gone.getValue();
                sum -= sums.getOrDefault(gone.getKey(), 0L);
            }
            if (count >= least) {
                worst = Math.max(worst, (double) sum / count);
            }
        }
        return worst;
    }
}
