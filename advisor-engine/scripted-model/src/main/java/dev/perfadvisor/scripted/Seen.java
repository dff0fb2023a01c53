package dev.perfadvisor.scripted;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One request, as a model would see it.
 *
 * @param number of the request, from 1
 * @param body as it was sent
 * @param user texts of the user, in order
 * @param results of tools, in order
 * @param tools names of the tools that are offered
 */
public record Seen(
        int number, String body, boolean stream, List<String> user, List<String> results, List<String> tools) {

    private static final JsonMapper MAPPER = new JsonMapper();

    /** An item of a tool result. */
    public record Item(String id, List<String> says) {}

    /** Everything with an id that tools have returned, and the first texts of the user hold, in order. */
    public List<Item> items() {
        var items = new ArrayList<Item>();
        for (var text : user) {
            int json = text.indexOf("{\"items\"");
            if (json >= 0) {
                read(text.substring(json), items);
            }
        }
        results.forEach(result -> read(result, items));
        return items;
    }

    /** The items of a kind. */
    public List<Item> items(String kind) {
        return items().stream().filter(item -> item.id().startsWith(kind + ":")).toList();
    }

    private static void read(String json, List<Item> items) {
        if (!json.startsWith("{")) {
            return;
        }
        for (JsonNode node : MAPPER.readTree(json).path("items")) {
            var says = new ArrayList<String>();
            node.path("says").forEach(sentence -> says.add(sentence.asString("")));
            items.add(new Item(node.path("id").asString(""), says));
        }
    }
}
