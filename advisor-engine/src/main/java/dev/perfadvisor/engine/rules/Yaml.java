package dev.perfadvisor.engine.rules;

import dev.perfadvisor.engine.rules.YamlNode.Mark;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A place in a YAML file that can be asked for what should be there. What is missing or of the wrong kind is added to
 * the list of errors, and a harmless value takes its place, so that one pass finds all that is wrong.
 */
final class Yaml {

    private final String file;
    private final Mark mark;
    private final @Nullable YamlNode node;
    private final List<LoadError> errors;

    private Yaml(String file, Mark mark, @Nullable YamlNode node, List<LoadError> errors) {
        this.file = file;
        this.mark = mark;
        this.node = node;
        this.errors = errors;
    }

    /** The root of a file; empty when it is not YAML. */
    static Optional<Yaml> parse(RuleFile file, List<LoadError> errors) {
        return YamlText.parse(file, errors).map(root -> of(file.name(), root, errors));
    }

    /** The root of a file that was parsed before. */
    static Yaml of(String file, YamlNode root, List<LoadError> errors) {
        return new Yaml(file, root.mark(), root, errors);
    }

    String file() {
        return file;
    }

    int line() {
        return mark.line();
    }

    void error(String message) {
        errors.add(new LoadError(file, mark.line(), mark.column(), message));
    }

    boolean isMapping() {
        return node instanceof YamlNode.Mapping;
    }

    boolean isPresent() {
        return node != null && !(node instanceof YamlNode.Scalar scalar && scalar.kind() == YamlNode.Kind.NOTHING);
    }

    /** Says which keys a mapping may have; anything else is an error with a suggestion. */
    void allow(String... keys) {
        var known = List.of(keys);
        entries().forEach((key, value) -> {
            if (!known.contains(key)) {
                value.error("unknown key '" + key + "'" + Suggestion.among(known, key));
            }
        });
    }

    /** The values of a mapping by key, in order; empty when it is none. */
    Map<String, Yaml> entries() {
        var entries = new LinkedHashMap<String, Yaml>();
        if (node instanceof YamlNode.Mapping mapping) {
            mapping.values().forEach((key, value) -> entries.put(key, at(value)));
            tellTwice(mapping);
        } else if (isPresent()) {
            error("expected a mapping of keys to values");
        }
        return entries;
    }

    /** The items of a list; a single value counts as a list of one. */
    List<Yaml> items() {
        if (node instanceof YamlNode.Items list) {
            return list.items().stream().map(this::at).toList();
        }
        return isPresent() ? List.of(this) : List.of();
    }

    /** The value of a key; a place without a value when it is not there. */
    Yaml get(String key) {
        if (node instanceof YamlNode.Mapping mapping) {
            tellTwice(mapping);
            var value = mapping.values().get(key);
            return value == null ? new Yaml(file, mark, null, errors) : at(value);
        }
        if (isPresent()) {
            error("expected a mapping of keys to values");
        }
        return new Yaml(file, mark, null, errors);
    }

    /** The value of a key that must be there. */
    Yaml need(String key) {
        var value = get(key);
        if (!value.isPresent()) {
            error("'" + key + "' is missing");
        }
        return value;
    }

    /** Text without surrounding space; empty when there is none. */
    String text() {
        if (node instanceof YamlNode.Scalar scalar && isPresent()) {
            return scalar.text().strip();
        }
        if (isPresent()) {
            error("expected text");
        }
        return "";
    }

    List<String> texts() {
        return items().stream().map(Yaml::text).toList();
    }

    /** A number; 0 when there is none. */
    double number() {
        if (!isPresent()) {
            return 0;
        }
        try {
            return Double.parseDouble(text());
        } catch (NumberFormatException _) {
            error("expected a number, found '" + text() + "'");
            return 0;
        }
    }

    /** A number, or a duration such as {@code 250ms}, {@code 2s}, {@code 5min} in seconds. */
    double limit() {
        var text = text();
        for (var unit :
                List.of(Map.entry("ms", 1e-3), Map.entry("min", 60.0), Map.entry("s", 1.0), Map.entry("h", 3600.0))) {
            if (text.endsWith(unit.getKey())) {
                try {
                    return Double.parseDouble(text.substring(
                                            0, text.length() - unit.getKey().length())
                                    .strip())
                            * unit.getValue();
                } catch (NumberFormatException _) {
                    error("expected a number or a duration, found '" + text + "'");
                    return 0;
                }
            }
        }
        return number();
    }

    boolean truth() {
        return Boolean.parseBoolean(text());
    }

    /** One of the constants of an enum, written in lower case with hyphens; the fallback when it is absent. */
    <E extends Enum<E>> E choice(Class<E> type, E fallback) {
        if (!isPresent()) {
            return fallback;
        }
        var names = new ArrayList<String>();
        for (E constant : type.getEnumConstants()) {
            var name = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (name.equals(text())) {
                return constant;
            }
            names.add(name);
        }
        error("'" + text() + "' is none of " + String.join(", ", names));
        return fallback;
    }

    /** The plain value: text, Long, Double, Boolean, List, Map, or null. */
    @Nullable Object plain() {
        return switch (node) {
            case null -> null;
            case YamlNode.Items _ -> items().stream().map(Yaml::plain).toList();
            case YamlNode.Mapping _ -> {
                var map = new LinkedHashMap<String, @Nullable Object>();
                entries().forEach((key, value) -> map.put(key, value.plain()));
                yield map;
            }
            case YamlNode.Scalar scalar ->
                switch (scalar.kind()) {
                    case NOTHING -> null;
                    case TRUTH -> Boolean.valueOf(scalar.text());
                    case WHOLE -> Long.valueOf(scalar.text());
                    case NUMBER -> Double.valueOf(scalar.text());
                    case TEXT -> scalar.text();
                };
        };
    }

    private void tellTwice(YamlNode.Mapping mapping) {
        mapping.twice().forEach(key -> error("key '" + key + "' is given twice"));
    }

    private Yaml at(YamlNode child) {
        return new Yaml(file, child.mark(), child, errors);
    }
}
