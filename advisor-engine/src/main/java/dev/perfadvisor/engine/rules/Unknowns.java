package dev.perfadvisor.engine.rules;

import dev.cel.runtime.CelAttribute.Qualifier;
import dev.cel.runtime.CelAttributePattern;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is unknown in records: components that are null, and in the tests of rules those that were not given. A record is
 * looked through once, however many conditions read it.
 */
final class Unknowns {

    private final IdentityHashMap<Record, Set<String>> unset;
    private final IdentityHashMap<Record, Found> found = new IdentityHashMap<>();

    /** The unknown paths below a name, by their first step. */
    private record Found(String name, Map<String, List<CelAttributePattern>> paths) {}

    /**
     * What is unknown in facts.
     *
     * @param unset names of components that were not given and must not be read, by the record that has them
     */
    Unknowns(IdentityHashMap<Record, Set<String>> unset) {
        this.unset = unset;
    }

    boolean isUnset(Record record, String component) {
        return unset.getOrDefault(record, Set.of()).contains(component);
    }

    /** The unknown paths of a record that goes by a name, by their first step: {@code jfr.gc.pauses} is under {@code gc}. */
    synchronized Map<String, List<CelAttributePattern>> of(String name, Record record) {
        var old = found.get(record);
        if (old != null && old.name().equals(name)) {
            return old.paths();
        }
        var root = CelAttributePattern.create(name);
        var paths = new TreeMap<String, List<CelAttributePattern>>();
        for (var component : Components.of(record.getClass()).values()) {
            var below = new ArrayList<CelAttributePattern>();
            collect(root, component, record, below);
            if (!below.isEmpty()) {
                paths.put(component.getName(), below);
            }
        }
        found.put(record, new Found(name, paths));
        return paths;
    }

    private void collect(
            CelAttributePattern above, RecordComponent component, Record record, List<CelAttributePattern> paths) {
        var at = above.qualify(Qualifier.ofString(component.getName()));
        var value = isUnset(record, component.getName()) ? null : Components.read(component, record);
        if (value == null) {
            paths.add(at);
        } else if (value instanceof Record nested) {
            for (var below : Components.of(nested.getClass()).values()) {
                collect(at, below, nested, paths);
            }
        }
    }
}
