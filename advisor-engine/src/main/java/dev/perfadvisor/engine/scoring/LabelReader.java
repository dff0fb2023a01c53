package dev.perfadvisor.engine.scoring;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads labels: {@code {"healthy": false, "causes": [["db.n-plus-one"]], "also": ["host.noisy-neighbour"], "remedy": [["join",
 * "batch"]]}}. What else is in it is for people.
 */
public final class LabelReader {

    /** A label that can not be used; the message says why, without naming the file. */
    public static final class UnusableLabelException extends Exception {
        UnusableLabelException(String message) {
            super(message);
        }
    }

    private final JsonMapper json;
    private final Collection<String> known;

    /**
     * A reader of labels.
     *
     * @param known ids of causes that there are
     */
    public LabelReader(JsonMapper json, Collection<String> known) {
        this.json = json;
        this.known = List.copyOf(known);
    }

    /** The label that a text holds. */
    public Label read(String text) throws UnusableLabelException {
        var root = tree(text);
        if (!root.path("healthy").isBoolean()) {
            throw new UnusableLabelException("'healthy' is neither true nor false");
        }
        boolean healthy = root.path("healthy").asBoolean();
        var label = new Label(healthy, lists(root, "causes"), texts(root.path("also"), "also"), lists(root, "remedy"));
        if (healthy != label.causes().isEmpty()) {
            throw new UnusableLabelException(
                    healthy ? "it is healthy and has causes" : "it is not healthy and has no 'causes'");
        }
        for (var cause : label.truth()) {
            checkKnown(cause);
        }
        for (var cause : label.also()) {
            checkKnown(cause);
        }
        return label;
    }

    private JsonNode tree(String text) throws UnusableLabelException {
        try {
            return json.readTree(text);
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new UnusableLabelException("line " + line + " is not JSON: " + e.getOriginalMessage());
        }
    }

    private void checkKnown(String cause) throws UnusableLabelException {
        if (!known.contains(cause)) {
            throw new UnusableLabelException("there is no cause '" + cause + "'");
        }
    }

    private static List<List<String>> lists(JsonNode root, String name) throws UnusableLabelException {
        var lists = new ArrayList<List<String>>();
        for (var list : array(root.path(name), name)) {
            var texts = texts(list, name);
            if (texts.isEmpty()) {
                throw new UnusableLabelException("'" + name + "' holds an empty list");
            }
            lists.add(texts);
        }
        return List.copyOf(lists);
    }

    private static List<String> texts(JsonNode list, String name) throws UnusableLabelException {
        var texts = new ArrayList<String>();
        for (var text : array(list, name)) {
            if (!text.isString()) {
                throw new UnusableLabelException("'" + name + "' holds " + text + " in place of a text");
            }
            texts.add(text.asString());
        }
        return List.copyOf(texts);
    }

    private static Iterable<JsonNode> array(JsonNode node, String name) throws UnusableLabelException {
        if (!node.isArray() && !node.isMissingNode()) {
            throw new UnusableLabelException("'" + name + "' is no list");
        }
        return node;
    }
}
