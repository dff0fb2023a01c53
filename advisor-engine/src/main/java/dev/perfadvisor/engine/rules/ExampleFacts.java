package dev.perfadvisor.engine.rules;

import dev.perfadvisor.engine.model.Source;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes facts from the examples that rules carry. What an example leaves out is unknown, also where the record could not
 * say so, such as a plain number.
 */
final class ExampleFacts {

    private static final Source SOURCE = new Source("example", "");

    private final IdentityHashMap<Record, Set<String>> unset = new IdentityHashMap<>();

    /**
     * @param given facts by root, as plain maps, lists and values
     * @throws IllegalArgumentException when a fact does not exist or has the wrong type; the message says which
     */
    Scope scope(Map<String, Object> given, FactSchema schema) {
        var roots = new TreeMap<String, Record>();
        given.forEach((root, facts) -> {
            var type = schema.roots().get(root);
            if (type == null) {
                throw new IllegalArgumentException("no facts '" + root + "'"
                        + Suggestion.among(schema.roots().keySet(), root));
            }
            roots.put(root, record(type, facts, root));
        });
        return new Scope(roots, Map.of(), new Unknowns(unset));
    }

    private Record record(Class<? extends Record> type, Object facts, String path) {
        if (!(facts instanceof Map<?, ?> given)) {
            throw new IllegalArgumentException("'" + path + "' must be a mapping");
        }
        var components = type.getRecordComponents();
        var names = new TreeSet<String>();
        for (var component : components) {
            names.add(component.getName());
        }
        for (var key : given.keySet()) {
            if (!names.contains(String.valueOf(key))) {
                throw new IllegalArgumentException("undefined fact '" + key + "' in '" + path + "'"
                        + Suggestion.among(names, String.valueOf(key)));
            }
        }
        var values = new @Nullable Object[components.length];
        var types = new Class<?>[components.length];
        var missing = new TreeSet<String>();
        for (int i = 0; i < components.length; i++) {
            var component = components[i];
            types[i] = component.getType();
            var value = given.get(component.getName());
            if (value == null) {
                values[i] = standIn(component);
                if (!component.getType().equals(Source.class)) {
                    missing.add(component.getName());
                }
            } else {
                values[i] = convert(component.getGenericType(), value, path + "." + component.getName());
            }
        }
        var record = construct(type, types, values);
        unset.put(record, missing);
        return record;
    }

    private static Record construct(Class<? extends Record> type, Class<?>[] types, @Nullable Object[] values) {
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (NoSuchMethodException
                | InstantiationException
                | IllegalAccessException
                | InvocationTargetException e) {
            throw new IllegalStateException("Facts must be public records: " + type, e);
        }
    }

    /** What stands in a component that was not given; it is never read. */
    private static @Nullable Object standIn(RecordComponent component) {
        var type = component.getType();
        if (type.equals(Source.class)) {
            return SOURCE;
        }
        if (type.equals(boolean.class)) {
            return false;
        }
        if (type.equals(long.class)) {
            return 0L;
        }
        if (type.equals(double.class)) {
            return 0.0;
        }
        if (type.equals(int.class)) {
            return 0;
        }
        return null;
    }

    private Object convert(Type type, Object value, String path) {
        if (type instanceof ParameterizedType generic) {
            return container(generic, value, path);
        }
        var plain = (Class<?>) type;
        if (plain.isRecord()) {
            return record(plain.asSubclass(Record.class), value, path);
        }
        if (plain.equals(Duration.class)) {
            return duration(value, path);
        }
        if (plain.equals(Instant.class)) {
            return Instant.parse(value.toString());
        }
        if (plain.equals(double.class) || plain.equals(Double.class)) {
            return number(value, path).doubleValue();
        }
        if (plain.equals(long.class) || plain.equals(Long.class)) {
            return number(value, path).longValue();
        }
        if (plain.equals(boolean.class) || plain.equals(Boolean.class)) {
            return Boolean.parseBoolean(value.toString());
        }
        return value.toString();
    }

    private Object container(ParameterizedType generic, Object value, String path) {
        var arguments = generic.getActualTypeArguments();
        if (value instanceof Map<?, ?> map) {
            var converted = new LinkedHashMap<String, Object>();
            map.forEach(
                    (key, item) -> converted.put(String.valueOf(key), convert(arguments[1], item, path + "." + key)));
            return converted;
        }
        if (value instanceof List<?> list) {
            var converted = new ArrayList<>();
            for (var item : list) {
                converted.add(convert(arguments[0], item, path + "[" + converted.size() + "]"));
            }
            return converted;
        }
        throw new IllegalArgumentException("'" + path + "' must be a list or a mapping");
    }

    private static Number number(Object value, String path) {
        if (value instanceof Number number) {
            return number;
        }
        throw new IllegalArgumentException("'" + path + "' must be a number");
    }

    /** {@code 250ms}, {@code 2s}, {@code 5min}, {@code 1h}; a bare number is seconds. */
    private static Duration duration(Object value, String path) {
        var text = value.toString();
        for (var unit : List.of(
                Map.entry("ms", 1e-3),
                Map.entry("us", 1e-6),
                Map.entry("min", 60.0),
                Map.entry("h", 3600.0),
                Map.entry("s", 1.0))) {
            if (text.endsWith(unit.getKey())) {
                var digits = text.substring(0, text.length() - unit.getKey().length());
                return Duration.ofNanos(Math.round(Double.parseDouble(digits.strip()) * unit.getValue() * 1e9));
            }
        }
        return Duration.ofNanos(Math.round(number(value, path).doubleValue() * 1e9));
    }
}
