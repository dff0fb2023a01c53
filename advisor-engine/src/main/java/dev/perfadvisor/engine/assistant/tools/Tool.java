package dev.perfadvisor.engine.assistant.tools;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Something that can be asked of a case. It changes nothing.
 *
 * @param name in snake case
 * @param title for people
 * @param description for the model: what it answers
 */
public record Tool(
        String name, String title, String description, List<Parameter> parameters, Function<Arguments, Page> reader) {

    /**
     * One argument.
     *
     * @param choices all values that there are, none when any will do
     */
    public record Parameter(String name, Type type, String description, boolean required, List<String> choices) {

        static Parameter text(String name, String description) {
            return new Parameter(name, Type.STRING, description, false, List.of());
        }

        static Parameter required(String name, String description) {
            return new Parameter(name, Type.STRING, description, true, List.of());
        }

        static Parameter choice(String name, String description, String... choices) {
            return new Parameter(name, Type.STRING, description, true, List.of(choices));
        }

        /** Like {@link #choice}, and may be left out. */
        static Parameter option(String name, String description, Stream<String> choices) {
            return new Parameter(name, Type.STRING, description, false, choices.toList());
        }

        static Parameter offset() {
            return new Parameter(
                    "offset", Type.INTEGER, "Where to go on: the 'next' of the page before.", false, List.of());
        }
    }

    /** Types of JSON. */
    public enum Type {
        STRING,
        INTEGER
    }

    /** What {@link Page#json(Redactor)} gives, as JSON Schema; it is the same for all tools. */
    public static Map<String, Object> answerSchema() {
        var texts = Map.of("type", "array", "items", Map.of("type", "string"));
        var text = Map.of("type", "string");
        var number = Map.of("type", "integer");
        var item = Map.of(
                "type", "object",
                "properties", Map.of("id", text, "about", text, "says", texts, "see", texts),
                "required", List.of("id", "says"));
        return Map.of(
                "type",
                "object",
                "properties",
                Map.of(
                        "items", Map.of("type", "array", "items", item),
                        "total", number,
                        "next", number,
                        "note", text,
                        "script", text),
                "required",
                List.of("items", "total"));
    }

    /** The parameters as JSON Schema. */
    public Map<String, Object> schema() {
        var properties = new LinkedHashMap<String, Object>();
        var required = new ArrayList<String>();
        for (var parameter : parameters) {
            var property = new LinkedHashMap<String, Object>();
            property.put("type", parameter.type() == Type.STRING ? "string" : "integer");
            property.put("description", parameter.description());
            if (!parameter.choices().isEmpty()) {
                property.put("enum", parameter.choices());
            }
            properties.put(parameter.name(), property);
            if (parameter.required()) {
                required.add(parameter.name());
            }
        }
        return Map.of("type", "object", "properties", properties, "required", required);
    }
}
