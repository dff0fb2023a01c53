package dev.perfadvisor.engine.evidence.slowquery;

import dev.perfadvisor.engine.evidence.slowquery.StatementShape.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes commands of the MongoDB shell for a command: fields compared by equality first, then the sort, then ranges. */
final class MongoAdvice {

    private static final StatementAdvice NONE = new StatementAdvice("", "", "", "", "", "", "");

    private MongoAdvice() {}

    static StatementAdvice of(String fingerprint, StatementShape shape, KnownIndexes indexes) {
        if (shape.tables().isEmpty()) {
            return NONE;
        }
        boolean read = shape.verb().equals("select");
        boolean unbounded = read && fingerprint.contains(".find(") && !shape.limited();
        String bounded = unbounded && !byKey(shape) ? "db." + fingerprint + ".limit(100)" : "";
        return new StatementAdvice(
                index(fingerprint, shape, indexes), "", keyset(fingerprint, shape), "", bounded, "", "");
    }

    /** Names of the fields in {@code { status: 1, at: -1 }}. */
    static List<String> fields(String keys) {
        var names = new ArrayList<String>();
        for (String part : keys.replace('{', ' ').replace('}', ' ').split(",", -1)) {
            int colon = part.lastIndexOf(':');
            if (colon > 0) {
                names.add(part.substring(0, colon).strip());
            }
        }
        return List.copyOf(names);
    }

    private static String index(String fingerprint, StatementShape shape, KnownIndexes indexes) {
        String collection = shape.tables().getFirst().name();
        Map<String, Integer> keys = new LinkedHashMap<>();
        shape.filters().forEach(field -> keys.putIfAbsent(field.name(), 1));
        shape.ordering().forEach(order -> keys.putIfAbsent(order.column().name(), order.descending() ? -1 : 1));
        shape.ranges().forEach(field -> keys.putIfAbsent(field.name(), 1));
        if (keys.isEmpty() || byKey(shape)) {
            return alternatives(collection, shape);
        }
        var names = List.copyOf(keys.keySet());
        var covering = indexes.covering(collection, names);
        if (covering != null) {
            return "// " + covering.name() + " on " + collection
                    + " exists and was used: it finds too many documents, or the condition matches as many";
        }
        var lines = new ArrayList<String>();
        lines.add(create(collection, keys));
        var replaced = indexes.replaced(collection, names);
        if (replaced != null) {
            lines.add("// takes the place of " + replaced.name() + ", which may be dropped then unless it is unique");
        }
        lines.add("db." + fingerprint
                + ".explain(\"executionStats\")   // with values for ?: must say IXSCAN and no SORT,"
                + " and totalDocsExamined come near to nReturned");
        return String.join("\n", lines);
    }

    /** $or: each side needs an index of its own. */
    private static String alternatives(String collection, StatementShape shape) {
        return shape.alternatives().stream()
                .filter(field -> !field.name().equals("_id"))
                .limit(3)
                .map(field -> create(collection, Map.of(field.name(), 1)))
                .collect(Collectors.joining("\n"));
    }

    private static String create(String collection, Map<String, Integer> keys) {
        return "db." + collection + ".createIndex("
                + keys.entrySet().stream()
                        .map(key -> name(key.getKey()) + ": " + key.getValue())
                        .collect(Collectors.joining(", ", "{ ", " }"))
                + ")";
    }

    /** The page after the last one seen, when there is one field that orders. */
    private static String keyset(String fingerprint, StatementShape shape) {
        if (shape.ordering().size() != 1 || !fingerprint.contains(".skip(")) {
            return "";
        }
        var by = shape.ordering().getFirst();
        String name = name(by.column().name());
        String direction = by.descending() ? "-1" : "1";
        return "// in place of skip: the condition of the command, and\n{ " + name + ": { "
                + (by.descending() ? "$lt" : "$gt") + ": <" + by.column().name() + " of the last document seen> } }\n"
                + "// sorted by { " + name + ": " + direction + ", _id: " + direction
                + " }, and with _id compared too where values of " + by.column().name() + " repeat";
    }

    private static boolean byKey(StatementShape shape) {
        return shape.filters().contains(new Column("", "_id"));
    }

    /** A name that is more than a word is quoted. */
    private static String name(String field) {
        boolean plain = !field.isEmpty() && field.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_');
        return plain && !Character.isDigit(field.charAt(0))
                ? field
                : "\"" + field.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
