package dev.perfadvisor.engine.evidence.slowquery;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Writes a command as it is typed in the shell: with its values, or with {@code ?} for each. Kept in both are names of
 * fields and operators, directions of sorts, and field paths in expressions ({@code "$total"}).
 */
final class MongoText {

    private static final int DEEPEST = 40;
    private static final int LONGEST = 8_000;

    private final StringBuilder text = new StringBuilder();
    private final boolean values;
    private boolean argumentBefore;

    MongoText(boolean values) {
        this.values = values;
    }

    void open(String beginning) {
        text.append(beginning);
        argumentBefore = false;
    }

    void close() {
        text.append(')');
    }

    /** An argument; nothing when it is missing. */
    void argument(JsonNode node) {
        if (!node.isMissingNode() && !node.isNull()) {
            separate();
            write(node, "", 0);
        }
    }

    /** A name as an argument. */
    void word(String name) {
        separate();
        text.append('"').append(name).append('"');
    }

    /** A call of a method, such as {@code .limit(10)}; nothing when its argument is missing. */
    void call(String method, @Nullable JsonNode argument) {
        if (argument != null && !argument.isMissingNode()) {
            open("." + method + "(");
            write(argument, method.equals("sort") ? "$sort" : "", 0);
            close();
        }
    }

    private void separate() {
        text.append(argumentBefore ? ", " : "");
        argumentBefore = true;
    }

    private void write(JsonNode node, String key, int depth) {
        if (values) {
            text.append(node);
        } else if (depth > DEEPEST || text.length() > LONGEST || isValue(node)) {
            scalar(node, key);
        } else if (node.isArray()) {
            array(node, key, depth);
        } else {
            object(node, key, depth);
        }
    }

    private void object(JsonNode node, String key, int depth) {
        text.append('{');
        String separator = "";
        for (var field : node.properties()) {
            text.append(separator).append(field.getKey()).append(": ");
            // Directions of a sort stay, below it as well.
            write(field.getValue(), key.equals("$sort") ? key : field.getKey(), depth + 1);
            separator = ", ";
        }
        text.append('}');
    }

    /** Elements of the same shape are one: lists differ in length from call to call. */
    private void array(JsonNode node, String key, int depth) {
        Set<String> shapes = new LinkedHashSet<>();
        for (JsonNode element : node) {
            int start = text.length();
            write(element, key, depth + 1);
            shapes.add(text.substring(start));
            text.setLength(start);
        }
        text.append('[').append(String.join(", ", shapes)).append(']');
    }

    private void scalar(JsonNode node, String key) {
        boolean path = node.isString() && node.asString().startsWith("$");
        if (path) {
            text.append('"').append(node.asString()).append('"');
        } else if (node.has("$regularExpression")) {
            text.append("/?/");
        } else {
            text.append(key.equals("$sort") && node.isNumber() ? node.toString() : "?");
        }
    }

    /** Numbers, texts and the like, and those written as {@code {"$oid":"..."}}, {@code {"$date":"..."}}. */
    static boolean isValue(JsonNode node) {
        if (!node.isContainer()) {
            return true;
        }
        String first = node.isObject() && !node.isEmpty()
                ? node.propertyNames().iterator().next()
                : "";
        return switch (first) {
            case "$oid",
                    "$date",
                    "$numberLong",
                    "$numberInt",
                    "$numberDouble",
                    "$numberDecimal",
                    "$binary",
                    "$uuid",
                    "$timestamp",
                    "$regularExpression",
                    "$minKey",
                    "$maxKey",
                    "$undefined",
                    "$code",
                    "$symbol" -> true;
            default -> false;
        };
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
