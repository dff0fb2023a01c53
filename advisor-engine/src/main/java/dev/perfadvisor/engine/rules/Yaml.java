package dev.perfadvisor.engine.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A place in a YAML file that can be asked for what should be there. What is missing or of the wrong kind is added to
 * the list of errors, and a harmless value takes its place, so that one pass finds all that is wrong.
 */
final class Yaml {

    private final String file;
    private final int line;
    private final @Nullable Node node;
    private final List<LoadError> errors;

    private Yaml(String file, int line, @Nullable Node node, List<LoadError> errors) {
        this.file = file;
        this.line = line;
        this.node = node;
        this.errors = errors;
    }

    /** The root of a file; empty when it is not YAML. */
    static Optional<Yaml> parse(RuleFile file, List<LoadError> errors) {
        var settings = LoadSettings.builder()
                .setLabel(file.name())
                .setMaxAliasesForCollections(50)
                .build();
        try {
            return new Compose(settings)
                    .composeString(file.text())
                    .map(root -> new Yaml(file.name(), lineOf(root), root, errors));
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(m -> m.getLine() + 1).orElse(1);
            errors.add(new LoadError(file.name(), line, "not YAML: " + e.getProblem()));
        } catch (YamlEngineException e) {
            errors.add(new LoadError(file.name(), 1, "not YAML: " + e.getMessage()));
        }
        return Optional.empty();
    }

    String file() {
        return file;
    }

    int line() {
        return line;
    }

    void error(String message) {
        errors.add(new LoadError(file, line, message));
    }

    boolean isMapping() {
        return node instanceof MappingNode;
    }

    boolean isPresent() {
        return node != null && !Tag.NULL.equals(node.getTag());
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
        if (node instanceof MappingNode mapping) {
            for (var tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key) {
                    var old = entries.put(key.getValue(), at(tuple.getValueNode()));
                    if (old != null) {
                        error("key '" + key.getValue() + "' is given twice");
                    }
                }
            }
        } else if (isPresent()) {
            error("expected a mapping of keys to values");
        }
        return entries;
    }

    /** The items of a list; a single value counts as a list of one. */
    List<Yaml> items() {
        if (node instanceof SequenceNode sequence) {
            var items = new ArrayList<Yaml>();
            sequence.getValue().forEach(item -> items.add(at(item)));
            return items;
        }
        return isPresent() ? List.of(this) : List.of();
    }

    /** The value of a key; a place without a value when it is not there. */
    Yaml get(String key) {
        return Optional.ofNullable(entries().get(key)).orElseGet(() -> new Yaml(file, line, null, errors));
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
        if (node instanceof ScalarNode scalar && isPresent()) {
            return scalar.getValue().strip();
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
            case SequenceNode _ -> items().stream().map(Yaml::plain).toList();
            case MappingNode _ -> {
                var map = new LinkedHashMap<String, @Nullable Object>();
                entries().forEach((key, value) -> map.put(key, value.plain()));
                yield map;
            }
            case ScalarNode scalar -> scalarValue(scalar);
            default -> null;
        };
    }

    private static @Nullable Object scalarValue(ScalarNode scalar) {
        var tag = scalar.getTag();
        if (Tag.NULL.equals(tag)) {
            return null;
        }
        if (Tag.BOOL.equals(tag)) {
            return Boolean.valueOf(scalar.getValue());
        }
        if (Tag.INT.equals(tag)) {
            return Long.valueOf(scalar.getValue());
        }
        if (Tag.FLOAT.equals(tag)) {
            return Double.valueOf(scalar.getValue());
        }
        return scalar.getValue();
    }

    private Yaml at(Node child) {
        return new Yaml(file, lineOf(child), child, errors);
    }

    private static int lineOf(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }
}
