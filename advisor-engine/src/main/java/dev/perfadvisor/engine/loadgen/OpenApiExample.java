package dev.perfadvisor.engine.loadgen;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Values that fit a schema: its own examples where it has some, else the plainest that are allowed. */
final class OpenApiExample {

    private static final JsonNodeFactory NEW = JsonNodeFactory.instance;

    /** Schemas may hold themselves. */
    private static final int DEEPEST = 6;

    private static final Map<String, String> BY_FORMAT = Map.of(
            "date", "2026-01-31",
            "date-time", "2026-01-31T12:00:00Z",
            "email", "user@example.com",
            "uuid", "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
            "uri", "https://example.com/");

    private final JsonNode document;

    OpenApiExample(JsonNode document) {
        this.document = document;
    }

    /** What {@code {"$ref": "#/components/schemas/Order"}} stands for; only places in the same document are followed. */
    JsonNode resolved(JsonNode node) {
        var now = node;
        for (int i = 0; i < DEEPEST && now.path("$ref").isString(); i++) {
            var reference = now.path("$ref").asString();
            now = reference.startsWith("#/") ? document.at(reference.substring(1)) : NEW.missingNode();
        }
        return now;
    }

    /** Of {@code {"schema": ..., "example": ..., "examples": {"small": {"value": ...}}}}. */
    JsonNode ofMedia(JsonNode media) {
        if (media.has("example")) {
            return media.path("example");
        }
        for (var example : media.path("examples")) {
            var value = resolved(example).path("value");
            if (!value.isMissingNode()) {
                return value;
            }
        }
        return of(media.path("schema"));
    }

    JsonNode of(JsonNode schema) {
        return of(schema, 0);
    }

    private JsonNode of(JsonNode reference, int depth) {
        var schema = resolved(reference);
        if (depth > DEEPEST) {
            return NEW.nullNode();
        }
        for (var name : new String[] {"example", "default", "const"}) {
            if (schema.has(name)) {
                return schema.path(name);
            }
        }
        for (var name : new String[] {"examples", "enum"}) {
            if (schema.path(name).isArray() && schema.path(name).size() > 0) {
                return schema.path(name).path(0);
            }
        }
        for (var name : new String[] {"oneOf", "anyOf"}) {
            if (schema.path(name).size() > 0) {
                return of(schema.path(name).path(0), depth + 1);
            }
        }
        return schema.has("properties") || schema.has("allOf") ? object(schema, depth) : plain(schema, depth);
    }

    private JsonNode object(JsonNode schema, int depth) {
        var object = NEW.objectNode();
        for (var part : schema.path("allOf")) {
            of(part, depth + 1).properties().forEach(field -> object.set(field.getKey(), field.getValue()));
        }
        for (var property : schema.path("properties").properties()) {
            if (!resolved(property.getValue()).path("readOnly").asBoolean(false)) {
                object.set(property.getKey(), of(property.getValue(), depth + 1));
            }
        }
        return object;
    }

    private JsonNode plain(JsonNode schema, int depth) {
        var type = schema.path("type").isArray() ? schema.path("type").path(0) : schema.path("type");
        return switch (type.asString("")) {
            case "integer" -> NEW.numberNode(schema.path("minimum").asLong(1));
            case "number" -> NEW.numberNode(schema.path("minimum").asDouble(1));
            case "boolean" -> NEW.booleanNode(true);
            case "array" -> NEW.arrayNode().add(of(schema.path("items"), depth + 1));
            case "string" -> NEW.stringNode(string(schema));
            case "object" -> NEW.objectNode();
            default -> NEW.nullNode();
        };
    }

    private static String string(JsonNode schema) {
        int least = schema.path("minLength").asInt(0);
        return BY_FORMAT.getOrDefault(schema.path("format").asString(""), "text".repeat(1 + Math.min(least, 1000) / 4));
    }
}
