package dev.perfadvisor.engine.evidence.slowquery;

import dev.perfadvisor.engine.evidence.slowquery.StatementShape.Column;
import dev.perfadvisor.engine.evidence.slowquery.StatementShape.Order;
import dev.perfadvisor.engine.evidence.slowquery.StatementShape.Table;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Which fields a command compares, and how, and by which it sorts: what an index for it depends on. */
final class MongoConditions {

    private static final int DEEPEST = 20;

    private final List<Column> equal = new ArrayList<>();
    private final List<Column> ranges = new ArrayList<>();
    private final List<Column> patterns = new ArrayList<>();
    private final List<Column> alternatives = new ArrayList<>();
    private final List<Order> order = new ArrayList<>();
    private boolean groups;
    private boolean limited;
    private long skip;
    private long inList;

    void filter(JsonNode filter) {
        all(filter, false, 0);
    }

    void sort(JsonNode sort) {
        for (var field : sort.properties()) {
            if (field.getValue().isNumber()) {
                order.add(new Order(
                        new Column("", field.getKey()), field.getValue().asDouble() < 0));
            }
        }
    }

    /** Only what stands before documents are made anew can use an index. */
    void pipeline(JsonNode stages) {
        boolean stored = true;
        for (JsonNode stage : stages) {
            String name = stage.propertyNames().stream().findFirst().orElse("");
            JsonNode argument = stage.path(name);
            switch (name) {
                case "$match" -> {
                    if (stored) {
                        filter(argument);
                    }
                }
                case "$sort" -> {
                    if (stored) {
                        sort(argument);
                    }
                }
                case "$skip" -> skip = Math.max(skip, argument.asLong(0));
                case "$limit" -> limited = true;
                case "$group", "$count", "$sortByCount", "$bucket", "$bucketAuto", "$facet" -> {
                    groups = true;
                    stored = false;
                }
                default -> stored = false;
            }
        }
    }

    StatementShape shape(String verb, String collection, boolean limit, boolean counts) {
        return new StatementShape(
                verb,
                collection.isEmpty() ? List.of() : List.of(new Table(collection, collection)),
                distinct(equal),
                distinct(ranges),
                distinct(patterns),
                distinct(alternatives),
                List.of(),
                List.of(),
                List.copyOf(order),
                limit || limited,
                false,
                groups || counts,
                false,
                null,
                List.of());
    }

    long skip() {
        return skip;
    }

    long inList() {
        return inList;
    }

    private void all(JsonNode conditions, boolean oneOf, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        for (var condition : conditions.properties()) {
            String name = condition.getKey();
            JsonNode value = condition.getValue();
            if (name.equals("$and") || name.equals("$or") || name.equals("$nor")) {
                value.forEach(each -> all(each, oneOf || !name.equals("$and"), depth + 1));
            } else if (!name.startsWith("$")) {
                field(new Column("", name), value, oneOf);
            }
        }
    }

    private void field(Column field, JsonNode value, boolean oneOf) {
        boolean pattern = value.has("$regex") || value.has("$regularExpression");
        boolean equality = isEquality(value);
        inList = Math.max(inList, value.path("$in").size());
        if (oneOf) {
            alternatives.add(field);
        } else if (equality && !pattern) {
            equal.add(field);
        } else {
            ranges.add(field);
        }
        if (pattern) {
            patterns.add(field);
        }
    }

    /** A value, a whole document, {@code $eq} or {@code $in}; all other operators compare by order or not by an index. */
    private static boolean isEquality(JsonNode value) {
        boolean operators =
                !MongoText.isValue(value) && value.propertyNames().stream().anyMatch(name -> name.startsWith("$"));
        return !operators || value.propertyNames().stream().allMatch(name -> name.equals("$eq") || name.equals("$in"));
    }

    private static List<Column> distinct(List<Column> columns) {
        return columns.stream().distinct().toList();
    }
}
