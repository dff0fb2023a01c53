package dev.perfadvisor.scripted;

import dev.perfadvisor.scripted.Move.Call;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The wire formats of providers. */
public enum Protocol {
    OPENAI("/v1") {
        @Override
        String whole(String text, List<Call> calls) {
            var message = new LinkedHashMap<String, Object>(Map.of("role", "assistant"));
            message.put("content", text);
            if (!calls.isEmpty()) {
                message.put("tool_calls", calls(calls));
            }
            return json(Map.of(
                    "id", "chatcmpl-1",
                    "object", "chat.completion",
                    "model", "scripted",
                    "choices",
                            List.of(Map.of(
                                    "index",
                                    0,
                                    "message",
                                    message,
                                    "finish_reason",
                                    calls.isEmpty() ? "stop" : "tool_calls")),
                    "usage", Map.of("prompt_tokens", 100, "completion_tokens", 20, "total_tokens", 120)));
        }

        @Override
        List<String> parts(String text, List<Call> calls) {
            var parts = new ArrayList<String>();
            parts.add(chunk(Map.of("role", "assistant", "content", text), null));
            // A call comes by its name first, then its arguments bit by bit.
            for (int i = 0; i < calls.size(); i++) {
                var call = calls.get(i);
                parts.add(called(Map.of(
                        "index",
                        i,
                        "id",
                        "call-" + i,
                        "type",
                        "function",
                        "function",
                        Map.of("name", call.name(), "arguments", ""))));
                for (var half : halves(call.arguments())) {
                    parts.add(called(Map.of("index", i, "function", Map.of("arguments", half))));
                }
            }
            parts.add(chunk(Map.of(), calls.isEmpty() ? "stop" : "tool_calls"));
            parts.add(event(Map.of(
                    "choices",
                    List.of(),
                    "usage",
                    Map.of("prompt_tokens", 100, "completion_tokens", 20, "total_tokens", 120))));
            parts.add("data: [DONE]\n\n");
            return parts;
        }

        private static String called(Map<String, Object> call) {
            return chunk(Map.of("tool_calls", List.of(call)), null);
        }

        private static String chunk(Map<String, Object> delta, @Nullable String finish) {
            var choice = new LinkedHashMap<String, @Nullable Object>(Map.of("index", 0, "delta", delta));
            choice.put("finish_reason", finish);
            return event(Map.of("choices", List.of(choice)));
        }

        private static String event(Map<String, Object> data) {
            var all = new LinkedHashMap<String, Object>(
                    Map.of("id", "chatcmpl-1", "object", "chat.completion.chunk", "model", "scripted"));
            all.putAll(data);
            return "data: " + json(all) + "\n\n";
        }

        private static List<Map<String, Object>> calls(List<Call> calls) {
            var list = new ArrayList<Map<String, Object>>();
            for (var call : calls) {
                list.add(Map.of(
                        "index",
                        list.size(),
                        "id",
                        "call-" + list.size(),
                        "type",
                        "function",
                        "function",
                        Map.of("name", call.name(), "arguments", call.arguments())));
            }
            return list;
        }
    },

    OLLAMA("") {
        @Override
        String whole(String text, List<Call> calls) {
            return json(part(text, calls, 0, true));
        }

        @Override
        List<String> parts(String text, List<Call> calls) {
            var parts = new ArrayList<String>();
            if (calls.isEmpty()) {
                parts.add(json(part(text, calls, 0, false)) + "\n");
            }
            for (int i = 0; i < calls.size(); i++) {
                parts.add(json(part("", calls.subList(i, i + 1), i, false)) + "\n");
            }
            parts.add(json(part("", List.of(), 0, true)) + "\n");
            return parts;
        }

        private static List<Map<String, Object>> calls(List<Call> calls, int first) {
            var list = new ArrayList<Map<String, Object>>();
            for (var call : calls) {
                list.add(Map.of(
                        "function",
                        Map.of("index", first + list.size(), "name", call.name(), "arguments", object(call))));
            }
            return list;
        }

        private static Map<String, Object> part(String text, List<Call> calls, int first, boolean done) {
            var message = new LinkedHashMap<String, Object>(Map.of("role", "assistant", "content", text));
            if (!calls.isEmpty()) {
                message.put("tool_calls", calls(calls, first));
            }
            var part = new LinkedHashMap<String, Object>();
            part.put("model", "scripted");
            part.put("created_at", "2026-11-25T12:00:00Z");
            part.put("message", message);
            part.put("done", done);
            if (done) {
                part.put("done_reason", "stop");
                part.put("prompt_eval_count", 100);
                part.put("eval_count", 20);
            }
            return part;
        }
    },

    ANTHROPIC("/v1") {
        @Override
        String whole(String text, List<Call> calls) {
            var content = new ArrayList<Map<String, Object>>();
            if (!text.isEmpty()) {
                content.add(Map.of("type", "text", "text", text));
            }
            for (var call : calls) {
                content.add(Map.of(
                        "type",
                        "tool_use",
                        "id",
                        "toolu-" + content.size(),
                        "name",
                        call.name(),
                        "input",
                        object(call)));
            }
            return json(Map.of(
                    "id", "msg-1",
                    "type", "message",
                    "role", "assistant",
                    "model", "scripted",
                    "content", content,
                    "stop_reason", calls.isEmpty() ? "end_turn" : "tool_use",
                    "usage", Map.of("input_tokens", 100, "output_tokens", 20)));
        }

        @Override
        List<String> parts(String text, List<Call> calls) {
            var parts = new ArrayList<String>();
            parts.add(event(
                    "message_start",
                    Map.of(
                            "message",
                            Map.of(
                                    "id", "msg-1",
                                    "type", "message",
                                    "role", "assistant",
                                    "model", "scripted",
                                    "content", List.of(),
                                    "usage", Map.of("input_tokens", 100, "output_tokens", 0)))));
            int index = 0;
            if (!text.isEmpty()) {
                block(
                        parts,
                        index++,
                        Map.of("type", "text", "text", ""),
                        List.of(Map.of("type", "text_delta", "text", text)));
            }
            for (var call : calls) {
                block(
                        parts,
                        index,
                        Map.of("type", "tool_use", "id", "toolu-" + index, "name", call.name(), "input", Map.of()),
                        halves(call.arguments()).stream()
                                .map(half -> Map.<String, Object>of("type", "input_json_delta", "partial_json", half))
                                .toList());
                index++;
            }
            var stop = calls.isEmpty() ? "end_turn" : "tool_use";
            parts.add(event(
                    "message_delta",
                    Map.of("delta", Map.of("stop_reason", stop), "usage", Map.of("output_tokens", 20))));
            parts.add(event("message_stop", Map.of()));
            return parts;
        }

        private static void block(
                List<String> parts, int index, Map<String, Object> begin, List<Map<String, Object>> deltas) {
            parts.add(event("content_block_start", Map.of("index", index, "content_block", begin)));
            deltas.forEach(delta -> parts.add(event("content_block_delta", Map.of("index", index, "delta", delta))));
            parts.add(event("content_block_stop", Map.of("index", index)));
        }

        private static String event(String type, Map<String, Object> data) {
            var all = new LinkedHashMap<String, Object>(data);
            all.put("type", type);
            return "event: " + type + "\ndata: " + json(all) + "\n\n";
        }
    };

    private static final JsonMapper MAPPER = new JsonMapper();

    private final String path;

    Protocol(String path) {
        this.path = path;
    }

    /** What stands behind host and port in the base URL. */
    String path() {
        return path;
    }

    /** An answer at once. */
    abstract String whole(String text, List<Call> calls);

    /** The same answer in parts. */
    abstract List<String> parts(String text, List<Call> calls);

    /** What a slow server sends to say that it is still there. */
    String beat(boolean stream) {
        return stream && this != OLLAMA ? ":\n\n" : " ";
    }

    private static List<String> halves(String text) {
        int half = text.length() / 2;
        return List.of(text.substring(0, half), text.substring(half));
    }

    String type(boolean stream) {
        return !stream ? "application/json" : this == OLLAMA ? "application/x-ndjson" : "text/event-stream";
    }

    static String json(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** Arguments as protocols have them that take an object; what is no JSON stays the text that it is. */
    static Object object(Call call) {
        try {
            return MAPPER.readTree(call.arguments());
        } catch (JacksonException e) {
            return call.arguments();
        }
    }

    /** What a request holds, in any of the protocols. */
    static Seen seen(int number, String body) {
        var json = MAPPER.readTree(body);
        var user = new ArrayList<String>();
        var results = new ArrayList<String>();
        for (var message : json.path("messages")) {
            var role = message.path("role").asString("");
            for (var text : texts(message.path("content"))) {
                if (role.equals("tool")) {
                    results.add(text);
                } else if (role.equals("user")) {
                    user.add(text);
                }
            }
            for (var part : message.path("content")) {
                if (part.path("type").asString("").equals("tool_result")) {
                    results.addAll(texts(part.path("content")));
                }
            }
        }
        var tools = new ArrayList<String>();
        for (var tool : json.path("tools")) {
            var function = tool.path("function");
            tools.add((function.isMissingNode() ? tool : function).path("name").asString(""));
        }
        return new Seen(number, body, json.path("stream").asBoolean(false), user, results, tools);
    }

    private static List<String> texts(JsonNode content) {
        var texts = new ArrayList<String>();
        if (content.isString()) {
            texts.add(content.asString());
        }
        for (var part : content) {
            if (part.path("type").asString("").equals("text")) {
                texts.add(part.path("text").asString(""));
            }
        }
        return texts;
    }
}
