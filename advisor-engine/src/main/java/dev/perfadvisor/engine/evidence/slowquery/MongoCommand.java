package dev.perfadvisor.engine.evidence.slowquery;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A command as MongoDB logs it.
 *
 * @param fingerprint {@code orders.find({status: ?}).sort({at: -1}).limit(?)}: its shape, with values as {@code ?}
 * @param example {@code db.orders.find({"status":"open"}).sort({"at":-1}).limit(20)}: the same with its values
 * @param skip documents left out, 0 when it skips none
 * @param inList most values in one {@code $in}
 */
record MongoCommand(String fingerprint, String example, StatementShape shape, long skip, long inList) {

    /** Commands that take a filter: where it stands. */
    private static final List<String> FILTERED = List.of("find", "count", "distinct", "findAndModify");

    /** What a command is, whatever values it has. */
    private record Kind(String name, String verb) {}

    /**
     * Reads a command.
     *
     * @param collection without its database
     * @param type {@code command}, {@code update}, {@code remove}: how the log calls the operation
     * @param originating what a {@code getMore} goes on with, missing for others
     */
    static MongoCommand of(String collection, String type, JsonNode command, JsonNode originating) {
        if (command.has("getMore") && originating.isObject()) {
            var begun = of(collection, "command", originating, command.path("originatingCommand"));
            return new MongoCommand(
                    begun.fingerprint + ".getMore()",
                    begun.example + ".getMore()",
                    begun.shape,
                    begun.skip,
                    begun.inList);
        }
        Kind kind = kind(type, command);
        var conditions = new MongoConditions();
        JsonNode filter = filter(command);
        conditions.filter(filter);
        conditions.sort(command.path("sort"));
        conditions.pipeline(command.path("pipeline"));
        boolean counts = kind.name().equals("count") || kind.name().equals("distinct");
        var shape = conditions.shape(
                kind.verb(),
                collection,
                command.has("limit") || command.path("singleBatch").asBoolean(false),
                counts);
        return new MongoCommand(
                collection + text(kind, command, filter, false),
                "db." + collection + text(kind, command, filter, true),
                shape,
                Math.max(command.path("skip").asLong(0), conditions.skip()),
                conditions.inList());
    }

    /** Whether it is a batch of writes, of which each is logged by itself, too. */
    static boolean isBatch(JsonNode command) {
        return (command.has("update") || command.has("delete")) && !command.has("q");
    }

    private static Kind kind(String type, JsonNode command) {
        if (type.equals("update") || type.equals("remove")) {
            return new Kind(type, type.equals("update") ? "update" : "delete");
        }
        for (String name : FILTERED) {
            if (command.has(name)) {
                return new Kind(name, name.equals("findAndModify") ? "update" : "select");
            }
        }
        if (command.has("findandmodify")) {
            return new Kind("findAndModify", "update");
        }
        String first = command.propertyNames().stream().findFirst().orElse("command");
        return switch (first) {
            case "aggregate" -> new Kind(first, "select");
            case "insert", "update", "delete" -> new Kind(first, first);
            default -> new Kind(first, "other");
        };
    }

    private static JsonNode filter(JsonNode command) {
        for (String name : List.of("filter", "query", "q")) {
            if (command.path(name).isObject()) {
                return command.path(name);
            }
        }
        return command.path("filter");
    }

    private static String text(Kind kind, JsonNode command, JsonNode filter, boolean values) {
        var text = new MongoText(values);
        text.open("." + kind.name() + "(");
        switch (kind.name()) {
            case "aggregate" -> text.argument(command.path("pipeline"));
            case "distinct" -> {
                text.word(command.path("key").asString("?"));
                text.argument(filter);
            }
            case "update" -> {
                text.argument(filter);
                text.argument(command.path("u"));
            }
            case "findAndModify" -> {
                text.argument(filter);
                text.argument(command.path("update"));
            }
            default -> text.argument(filter);
        }
        text.close();
        text.call("sort", nonEmpty(command.path("sort")));
        text.call("skip", command.path("skip"));
        text.call("limit", command.path("limit"));
        return text.toString();
    }

    private static @Nullable JsonNode nonEmpty(JsonNode node) {
        return node.isObject() && node.isEmpty() ? null : node;
    }
}
