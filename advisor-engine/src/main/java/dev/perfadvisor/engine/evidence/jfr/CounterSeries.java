package dev.perfadvisor.engine.evidence.jfr;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;

/**
 * Counters of a JVM that only grow, such as the number of throwables: the highest value seen in each second, by JVM. They
 * are cumulative, so what happened in a second is a difference that may reach over the end of a chunk.
 */
final class CounterSeries {

    private final Map<String, TreeMap<Long, Long>> byJvm = new HashMap<>();

    void add(String jvm, long epochNanos, long value) {
        byJvm.computeIfAbsent(jvm, _ -> new TreeMap<>())
                .merge(Math.floorDiv(epochNanos, 1_000_000_000L), value, Math::max);
    }

    void merge(CounterSeries other) {
        other.byJvm.forEach((jvm, values) -> {
            var mine = byJvm.computeIfAbsent(jvm, _ -> new TreeMap<>());
            values.forEach((second, value) -> mine.merge(second, value, Math::max));
        });
    }

    boolean isEmpty() {
        return byJvm.isEmpty();
    }

    /** Calls {@code into} with each second and by how much the counter grew since the value before, if it did. */
    void forEachIncrease(ObjLongConsumer<Long> into) {
        for (var values : byJvm.values()) {
            long before = -1;
            for (var entry : values.entrySet()) {
                if (before >= 0 && entry.getValue() > before) {
                    into.accept(entry.getKey(), entry.getValue() - before);
                }
                before = entry.getValue();
            }
        }
    }

    /** Sum over the JVMs of the growth between the first and the last value, and the seconds between them. */
    Growth growth(Map<String, Long> notBefore) {
        long amount = 0;
        long seconds = 0;
        for (var entry : byJvm.entrySet()) {
            long from = notBefore.getOrDefault(entry.getKey(), Long.MIN_VALUE);
            var values = entry.getValue();
            var first = values.ceilingEntry(from);
            if (first != null) {
                amount += Math.max(0, values.lastEntry().getValue() - first.getValue());
                seconds += values.lastKey() - first.getKey();
            }
        }
        return new Growth(amount, seconds);
    }

    /** Sum over the JVMs of the last value. */
    long last() {
        return byJvm.values().stream()
                .mapToLong(values -> values.lastEntry().getValue())
                .sum();
    }

    /** Key of the JVM that has most values, empty when there is none. */
    String longestJvm() {
        return byJvm.entrySet().stream()
                .max(Comparator.<Map.Entry<String, TreeMap<Long, Long>>>comparingInt(
                                entry -> entry.getValue().size())
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .orElse("");
    }

    /** Values by second of the JVM that has most of them. */
    NavigableMap<Long, Long> longest() {
        return byJvm.getOrDefault(longestJvm(), new TreeMap<>());
    }

    /** First second of a JVM's second half. */
    Map<String, Long> secondHalves() {
        var halves = new HashMap<String, Long>();
        byJvm.forEach((jvm, values) -> halves.put(jvm, (values.firstKey() + values.lastKey()) / 2));
        return halves;
    }

    /** By how much counters grew, and in how many seconds. */
    record Growth(long amount, long seconds) {

        double perSecond() {
            return seconds == 0 ? 0 : (double) amount / seconds;
        }
    }
}
