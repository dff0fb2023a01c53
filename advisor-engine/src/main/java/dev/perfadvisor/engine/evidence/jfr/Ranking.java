package dev.perfadvisor.engine.evidence.jfr;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Orders by amount, most first, and by name where amounts are equal, so that the order is always the same. */
final class Ranking {

    private Ranking() {}

    static <K extends Comparable<K>, V> List<Map.Entry<K, V>> top(Map<K, V> of, ToLongFunction<V> amount, int most) {
        return of.entrySet().stream()
                .sorted(Comparator.<Map.Entry<K, V>>comparingLong(entry -> -amount.applyAsLong(entry.getValue()))
                        .thenComparing(Map.Entry::getKey))
                .limit(most)
                .toList();
    }

    /** The key with the largest amount, null when there is none. */
    static @Nullable String firstOrNull(Map<String, Long> of) {
        var top = top(of, Long::longValue, 1);
        return top.isEmpty() ? null : top.getFirst().getKey();
    }
}
