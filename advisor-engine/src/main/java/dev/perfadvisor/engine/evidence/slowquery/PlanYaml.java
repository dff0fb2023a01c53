package dev.perfadvisor.engine.evidence.slowquery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Reads plans that PostgreSQL writes as YAML: mappings and lists by indentation, strings in the quotes of JSON, and nothing
 * else of that language.
 *
 * <pre>{@code
 * - Plan:
 *     Node Type: "Sort"
 *     Plans:
 *       - Node Type: "Seq Scan"
 *         Relation Name: "orders"
 * }</pre>
 */
final class PlanYaml {

    private static final int DEEPEST = 400;

    /** @param indent blanks before it, with the hyphen of a list counted as one */
    private record Line(int indent, boolean item, String text) {}

    private final List<Line> lines = new ArrayList<>();
    private final UnaryOperator<String> strings;
    private int at;

    /** @param strings reads a string in quotes */
    private PlanYaml(UnaryOperator<String> strings) {
        this.strings = strings;
    }

    static Object read(String text, UnaryOperator<String> strings) {
        var reader = new PlanYaml(strings);
        for (String line : text.lines().filter(line -> !line.isBlank()).toList()) {
            int indent = line.length() - line.stripLeading().length();
            boolean item = line.startsWith("- ", indent);
            reader.lines.add(new Line(
                    indent, item, line.substring(item ? indent + 2 : indent).strip()));
        }
        return reader.lines.isEmpty()
                ? ""
                : reader.block(reader.lines.getFirst().indent(), 0);
    }

    private Object block(int indent, int depth) {
        return lines.get(at).item() ? list(indent, depth) : mapping(indent, depth);
    }

    private List<Object> list(int indent, int depth) {
        List<Object> items = new ArrayList<>();
        while (at < lines.size()
                && lines.get(at).indent() == indent
                && lines.get(at).item()) {
            String text = lines.get(at).text();
            if (text.startsWith("\"") || depth > DEEPEST) {
                items.add(scalar(text));
                at++;
            } else {
                lines.set(at, new Line(indent + 2, false, text));
                items.add(mapping(indent + 2, depth + 1));
            }
        }
        return items;
    }

    private Map<String, Object> mapping(int indent, int depth) {
        var mapping = new LinkedHashMap<String, Object>();
        while (at < lines.size()
                && lines.get(at).indent() == indent
                && !lines.get(at).item()) {
            String text = lines.get(at).text();
            int colon = text.indexOf(':');
            String name = colon < 0 ? text : text.substring(0, colon);
            String value = colon < 0 ? "" : text.substring(colon + 1).strip();
            at++;
            boolean nested =
                    value.isEmpty() && at < lines.size() && lines.get(at).indent() > indent;
            if (nested && depth < DEEPEST) {
                mapping.put(name, block(lines.get(at).indent(), depth + 1));
            } else {
                mapping.put(name, scalar(value));
            }
        }
        return mapping;
    }

    private String scalar(String text) {
        return text.startsWith("\"") ? strings.apply(text) : text;
    }
}
