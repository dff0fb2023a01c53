package dev.perfadvisor.engine.rules;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which facts there can be: a record type for each root.
 *
 * @param roots record types by the name that rules use for them
 */
public record FactSchema(SortedMap<String, Class<? extends Record>> roots) {

    public FactSchema {
        roots = Collections.unmodifiableSortedMap(new TreeMap<>(roots));
    }

    /** Same, with a variable for one element of a list of facts. */
    FactSchema with(String name, Class<? extends Record> type) {
        var more = new TreeMap<>(roots);
        more.put(name, type);
        return new FactSchema(more);
    }

    /** All record types, nested ones included. */
    Set<Class<? extends Record>> recordTypes() {
        var types = new LinkedHashSet<Class<? extends Record>>();
        roots.values().forEach(root -> collect(root, types));
        return types;
    }

    private static void collect(Class<? extends Record> type, Set<Class<? extends Record>> types) {
        if (!types.add(type)) {
            return;
        }
        for (var component : Components.of(type).values()) {
            nested(component.getGenericType()).ifPresent(record -> collect(record, types));
        }
    }

    /** The record type that a component holds, by itself, in a list or as a map's values. */
    private static Optional<Class<? extends Record>> nested(Type type) {
        if (type instanceof Class<?> plain && plain.isRecord()) {
            return Optional.of(plain.asSubclass(Record.class));
        }
        if (type instanceof ParameterizedType generic) {
            var arguments = generic.getActualTypeArguments();
            return nested(arguments[arguments.length - 1]);
        }
        return Optional.empty();
    }

    /** The component that a path ends at, or why there is none. */
    Lookup find(FactPath path) {
        return find(path, false);
    }

    /** Same, where a path may also go into the elements of a list: {@code sql.statements.plan}. */
    Lookup findInside(FactPath path) {
        return find(path, true);
    }

    private Lookup find(FactPath path, boolean intoLists) {
        var root = roots.get(path.root());
        if (root == null) {
            return new Lookup.Unknown("no facts '" + path.root() + "'" + Suggestion.among(roots.keySet(), path.root()));
        }
        Type at = root;
        RecordComponent last = null;
        for (var step : path.steps()) {
            if (intoLists && !(at instanceof Class<?>)) {
                at = nested(at).<Type>map(element -> element).orElse(at);
            }
            if (at instanceof ParameterizedType map && Map.class.equals(map.getRawType())) {
                at = map.getActualTypeArguments()[1];
                continue;
            }
            if (!(at instanceof Class<?> type) || !type.isRecord()) {
                return new Lookup.Unknown("'" + path + "' goes into " + at.getTypeName() + ", which has no components");
            }
            last = component(type, step);
            if (last == null) {
                return new Lookup.Unknown(
                        "undefined fact '" + step + "' in '" + path + "'" + Suggestion.among(names(type), step));
            }
            at = last.getGenericType();
        }
        return last == null ? new Lookup.Unknown("'" + path + "' names all of a root") : new Lookup.Found(last);
    }

    /** The record type of the elements of a list of facts. */
    Optional<Class<? extends Record>> elements(FactPath path) {
        if (find(path) instanceof Lookup.Found(var component) && List.class.equals(component.getType())) {
            return nested(component.getGenericType());
        }
        return Optional.empty();
    }

    private static @Nullable RecordComponent component(Class<?> type, String name) {
        return Components.of(type).get(name);
    }

    private static List<String> names(Class<?> type) {
        return List.copyOf(Components.of(type).keySet());
    }

    /** The outcome of looking for a path. */
    sealed interface Lookup {
        record Found(RecordComponent component) implements Lookup {}

        record Unknown(String message) implements Lookup {}
    }

    static FactSchema of(Map<String, Class<? extends Record>> roots) {
        return new FactSchema(new TreeMap<>(roots));
    }
}
