package dev.perfadvisor.engine.model;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All facts of a case: one record a root ({@code jfr}, {@code sql}, {@code load}, {@code cross}, {@code said}). A root
 * that is absent is unknown.
 */
public record FactTree(SortedMap<String, Record> roots) {

    public FactTree {
        roots = Collections.unmodifiableSortedMap(new TreeMap<>(roots));
    }

    public static FactTree of(Map<String, ? extends Record> roots) {
        return new FactTree(new TreeMap<>(roots));
    }

    /** The facts of one root, null when there are none. */
    public @Nullable Record root(String name) {
        return roots.get(name);
    }

    /** The facts of one root as the record they are, null when there are none. */
    public <R extends Record> @Nullable R root(String name, Class<R> type) {
        return type.cast(roots.get(name));
    }
}
