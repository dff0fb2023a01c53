package dev.perfadvisor.engine.rules;

import dev.perfadvisor.engine.model.Fact;
import dev.perfadvisor.engine.model.FactTree;
import dev.perfadvisor.engine.model.Origin;
import dev.perfadvisor.engine.model.Source;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The facts that a rule sees: the roots and, for a rule over a list, the element in question under a name of its own.
 *
 * @param facts records by root or variable name
 * @param places full path of what a variable stands for: {@code s} is {@code sql.statements[2]}
 * @param unknowns what is unknown in the records
 */
record Scope(Map<String, Record> facts, Map<String, String> places, Unknowns unknowns) {

    static final String CLAIMS = "said";

    /** Of a list in code; a stack has its place in the program among the first. */
    private static final int MOST_LINES = 10;

    static Scope of(FactTree tree) {
        return new Scope(tree.roots(), Map.of(), new Unknowns(new IdentityHashMap<>()));
    }

    Scope with(String name, Record element, String place) {
        var more = new TreeMap<>(facts);
        more.put(name, element);
        var where = new TreeMap<>(places);
        where.put(name, place);
        return new Scope(more, where, unknowns);
    }

    /** The value at a path, null when it is unknown. */
    @Nullable Object value(FactPath path) {
        Object at = facts.get(path.root());
        for (var step : path.steps()) {
            at = below(at, step);
        }
        return at;
    }

    /** Whether the value at a path is known, where the path may lead through lists: for one of their elements then. */
    boolean holds(FactPath path) {
        return holds(facts.get(path.root()), path.steps());
    }

    private boolean holds(@Nullable Object at, List<String> steps) {
        if (at instanceof List<?> elements && !steps.isEmpty()) {
            return elements.stream().anyMatch(element -> holds(element, steps));
        }
        return steps.isEmpty() ? at != null : holds(below(at, steps.getFirst()), steps.subList(1, steps.size()));
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
        var component = Components.of(record.getClass()).get(name);
        return component == null || unknowns.isUnset(record, name) ? null : Components.read(component, record);
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

    /** The fact at a path for code: a list has a line for each element, as far as one reads it. */
    String code(FactPath path) {
        if (!(value(path) instanceof List<?> list)) {
            return words(path);
        }
        var lines = list.stream().limit(MOST_LINES).map(Object::toString).collect(Collectors.joining("\n"));
        int more = list.size() - MOST_LINES;
        return more > 0 ? lines + "\n... and " + more + " more" : lines;
    }

    /** The fact at a path for people: {@code 164 ms}. */
    String words(FactPath path) {
        return quantity(path).words();
    }
}
