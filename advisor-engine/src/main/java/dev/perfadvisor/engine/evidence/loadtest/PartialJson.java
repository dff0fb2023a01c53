package dev.perfadvisor.engine.evidence.loadtest;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON object, as far as it could be read.
 *
 * @param root what was read; empty when the text does not begin with an object
 * @param broken where it went wrong ({@code line 3, column 17}), null when it is whole
 */
record PartialJson(ObjectNode root, @Nullable String broken) {

    private static final int DEEPEST = 200;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    static PartialJson of(byte[] bytes, int from, int length) {
        var root = NODES.objectNode();
        try (var parser = JsonMapper.shared().createParser(bytes, from, length)) {
            return new PartialJson(root, read(parser, root));
        } catch (JacksonException _) {
            // Its first bytes promise an encoding that there is not.
            return new PartialJson(root, "line 1");
        }
    }

    private static @Nullable String read(JsonParser parser, ObjectNode root) {
        try {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return "line 1";
            }
            object(parser, root, 1);
            boolean more = parser.nextToken() != null;
            return more ? place(parser) : null;
        } catch (JacksonException _) {
            return place(parser);
        }
    }

    private static String place(JsonParser parser) {
        var location = parser.currentLocation();
        return "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /** Children are added before they are filled, so that what was read of them stays. */
    private static void object(JsonParser parser, ObjectNode into, int depth) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            switch (parser.nextToken()) {
                case START_OBJECT -> object(parser, into.putObject(name), deeper(parser, depth));
                case START_ARRAY -> array(parser, into.putArray(name), deeper(parser, depth));
                case null -> throw cut(parser);
                default -> into.set(name, scalar(parser));
            }
        }
    }

    private static void array(JsonParser parser, ArrayNode into, int depth) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            switch (parser.currentToken()) {
                case START_OBJECT -> object(parser, into.addObject(), deeper(parser, depth));
                case START_ARRAY -> array(parser, into.addArray(), deeper(parser, depth));
                case null -> throw cut(parser);
                default -> into.add(scalar(parser));
            }
        }
    }

    private static int deeper(JsonParser parser, int depth) {
        if (depth >= DEEPEST) {
            throw new StreamReadException(parser, "nested too deep");
        }
        return depth + 1;
    }

    private static JacksonException cut(JsonParser parser) {
        return new StreamReadException(parser, "ends too early");
    }

    private static JsonNode scalar(JsonParser parser) {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> NODES.stringNode(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case null, default -> NODES.nullNode();
        };
    }
}
