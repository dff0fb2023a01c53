package dev.perfadvisor.engine.rules;

import dev.perfadvisor.engine.model.Fact;
import dev.perfadvisor.engine.model.FactTree;
import dev.perfadvisor.engine.model.Origin;
import dev.perfadvisor.engine.model.Source;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The facts that a rule sees: the roots and, for a rule over a list, the element in question under a name of its own.
 *
 * @param facts records by root or variable name
 * @param places full path of what a variable stands for: {@code s} is {@code sql.statements[2]}
 * @param unset components that were not given and must not be read, by the record that has them; used by rule tests
 */
record Scope(Map<String, Record> facts, Map<String, String> places, IdentityHashMap<Record, Set<String>> unset) {

    static final String CLAIMS = "said";

    static Scope of(FactTree tree) {
        return new Scope(tree.roots(), Map.of(), new IdentityHashMap<>());
    }

    Scope with(String name, Record element, String place) {
        var more = new TreeMap<>(facts);
        more.put(name, element);
        var where = new TreeMap<>(places);
        where.put(name, place);
        return new Scope(more, where, unset);
    }

    /** Paths below a root or variable that are unknown: null components, and those that were not given. */
    List<String> unknownPaths(String name) {
        var record = facts.get(name);
        var paths = new ArrayList<String>();
        if (record == null) {
            paths.add(name);
        } else {
            collectUnknown(name, record, paths);
        }
        return paths;
    }

    private void collectUnknown(String path, Record record, List<String> paths) {
        for (var component : record.getClass().getRecordComponents()) {
            var below = path + "." + component.getName();
            var value = isUnset(record, component) ? null : read(component, record);
            if (value == null) {
                paths.add(below);
            } else if (value instanceof Record nested) {
                collectUnknown(below, nested, paths);
            }
        }
    }

    private boolean isUnset(Record record, RecordComponent component) {
        return unset.getOrDefault(record, Set.of()).contains(component.getName());
    }

    /** The value at a path, null when it is unknown. */
    @Nullable Object value(FactPath path) {
        Object at = facts.get(path.root());
        for (var step : path.steps()) {
            at = below(at, step);
        }
        return at;
    }

    private @Nullable Object below(@Nullable Object at, String step) {
        return switch (at) {
            case Record record -> component(record, step);
            case Map<?, ?> map -> map.get(step);
            case null, default -> null;
        };
    }

    /** The value at a path with its unit, which a value in a map has from the map: {@code categoryShares.regex} is a share. */
    private Quantity quantity(FactPath path) {
        Object at = facts.get(path.root());
        var name = "";
        for (var step : path.steps()) {
            name = !(at instanceof Map) ? step : name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
            at = below(at, step);
        }
        return Quantity.of(name, at);
    }

    private @Nullable Object component(Record record, String name) {
        for (var component : record.getClass().getRecordComponents()) {
            if (component.getName().equals(name)) {
                return isUnset(record, component) ? null : read(component, record);
            }
        }
        return null;
    }

    /** The full path of what a path in a rule stands for. */
    String place(FactPath path) {
        var root = places.getOrDefault(path.root(), path.root());
        return path.steps().isEmpty() ? root : root + "." + String.join(".", path.steps());
    }

    /** The fact at a path, with the source that stands nearest above it. */
    Fact fact(FactPath path) {
        Source source = null;
        Object at = facts.get(path.root());
        for (var step : path.steps()) {
            if (!(at instanceof Record record)) {
                break;
            }
            if (component(record, "source") instanceof Source nearer) {
                source = nearer;
            }
            at = component(record, step);
        }
        var quantity = quantity(path);
        return new Fact(
                place(path),
                quantity.value(),
                quantity.unit(),
                CLAIMS.equals(path.root()) ? Origin.CLAIMED : Origin.MEASURED,
                source == null ? "" : source.artifact(),
                source == null ? "" : source.locator());
    }

    /** The fact at a path for people: {@code 164 ms}. */
    String words(FactPath path) {
        return quantity(path).words();
    }

    private static @Nullable Object read(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("Facts must be public records: " + record.getClass(), e);
        }
    }
}
