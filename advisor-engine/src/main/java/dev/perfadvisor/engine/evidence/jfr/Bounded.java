package dev.perfadvisor.engine.evidence.jfr;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * A map that takes a limited number of distinct keys and puts what goes beyond under one key for all others. Up to the
 * limit the order of additions and merges does not matter.
 *
 * @param <K> what is told apart
 * @param <V> what is added up for it
 */
final class Bounded<K, V> {

    private final int most;
    private final K others;
    private final Supplier<V> fresh;
    private final Map<K, V> values = new HashMap<>();

    Bounded(int most, K others, Supplier<V> fresh) {
        this.most = most;
        this.others = others;
        this.fresh = fresh;
    }

    /** The value of a key to add to. */
    V of(K key) {
        var known = values.get(key);
        if (known != null) {
            return known;
        }
        var place = values.size() < most ? key : others;
        return values.computeIfAbsent(place, _ -> fresh.get());
    }

    void merge(Bounded<K, V> other, BiConsumer<V, V> add) {
        other.values.forEach((key, value) -> add.accept(of(key), value));
    }

    Map<K, V> all() {
        return values;
    }
}
