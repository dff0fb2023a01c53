package dev.perfadvisor.engine.assistant.tools;

import dev.perfadvisor.engine.assistant.tools.Tool.Parameter;
import dev.perfadvisor.engine.render.Json;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Arguments of a call, checked against the parameters of its tool. */
public final class Arguments {

    private static final int MOST_CHARS = 500;

    private final Map<String, String> texts = new HashMap<>();

    private final Tool tool;

    private Arguments(Tool tool) {
        this.tool = tool;
    }

    /** The arguments can not be used; the message is for the one who made them. */
    public static final class BadArgumentsException extends Exception {

        private static final long serialVersionUID = 1;

        BadArgumentsException(String message) {
            super(message);
        }
    }

    /**
     * Reads arguments; those that the tool does not know are passed over.
     *
     * @param json an object; empty for none
     * @param meant what a text stands for, such as one with names that were given for others
     */
    public static Arguments of(Tool tool, String json, UnaryOperator<String> meant) throws BadArgumentsException {
        JsonNode object;
        try {
            object = Json.mapper().readTree(json.isBlank() ? "{}" : json);
        } catch (JacksonException e) {
            throw new BadArgumentsException("The arguments are not JSON: " + e.getOriginalMessage());
        }
        if (!object.isObject()) {
            throw new BadArgumentsException("The arguments must be a JSON object.");
        }
        var arguments = new Arguments(tool);
        for (var parameter : tool.parameters()) {
            arguments.take(parameter, object.path(parameter.name()), meant);
        }
        return arguments;
    }

    private void take(Parameter parameter, JsonNode value, UnaryOperator<String> meant) throws BadArgumentsException {
        if (value.isMissingNode() || value.isNull()) {
            if (parameter.required()) {
                throw new BadArgumentsException("The argument " + parameter.name() + " is missing.");
            }
            return;
        }
        var text = value.isValueNode() ? meant.apply(value.asString("")) : "";
        boolean number = text.length() < 10 && text.chars().allMatch(Character::isDigit) && !text.isEmpty();
        if (!value.isValueNode() || text.length() > MOST_CHARS || (parameter.type() == Tool.Type.INTEGER && !number)) {
            throw new BadArgumentsException("The argument " + parameter.name() + " must be "
                    + (parameter.type() == Tool.Type.INTEGER
                            ? "a whole number."
                            : "a text of at most 500 characters."));
        }
        if (!parameter.choices().isEmpty() && !parameter.choices().contains(text)) {
            throw new BadArgumentsException("The argument " + parameter.name() + " must be one of "
                    + parameter.choices().stream().collect(Collectors.joining(", ")) + ".");
        }
        texts.put(parameter.name(), text);
    }

    /** An argument, empty when it was not given. */
    public String text(String name) {
        return texts.getOrDefault(name, "");
    }

    /**
     * What of them a user can be shown, in the order of the parameters. What a model writes freely could say anything.
     *
     * @param known whether a text is one that the advisor has itself
     */
    public Map<String, String> known(Predicate<String> known) {
        var shown = new LinkedHashMap<String, String>();
        for (var parameter : tool.parameters()) {
            var text = text(parameter.name());
            boolean bound = parameter.type() == Tool.Type.INTEGER
                    || !parameter.choices().isEmpty()
                    || ids(parameter.name()).stream().allMatch(known);
            if (!text.isEmpty() && bound) {
                shown.put(parameter.name(), text);
            }
        }
        return shown;
    }

    int offset() {
        var text = text("offset");
        return text.isEmpty() ? 0 : Integer.parseInt(text);
    }

    /** Ids in a text, separated by commas. */
    List<String> ids(String name) {
        return List.of(text(name).split("\\s*,\\s*", -1));
    }
}
