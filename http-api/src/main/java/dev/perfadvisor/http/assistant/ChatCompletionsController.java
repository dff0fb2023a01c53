package dev.perfadvisor.http.assistant;

import dev.perfadvisor.engine.render.Json;
import dev.perfadvisor.engine.store.Message;
import dev.perfadvisor.http.ChatErrors;
import dev.perfadvisor.http.Problems;
import dev.perfadvisor.http.access.Caller;
import dev.perfadvisor.http.cases.CaseDesk;
import dev.perfadvisor.http.cases.Conversation;
import dev.perfadvisor.http.cases.EventStream;
import dev.perfadvisor.http.cases.Pulse;
import dev.perfadvisor.http.cases.Voice;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * {@code /v1/chat/completions}, as clients of chats speak it: the model is the id of a case, and the last message of the
 * user is what is said in it. What was said before is known to the case; it is not taken from the client.
 */
@RestController
@Tag(name = "chat")
class ChatCompletionsController {

    private static final String ASSISTANT = "assistant";
    private static final String CHUNK = "chat.completion.chunk";
    private static final Pattern HEADING = Pattern.compile("\\A# .*\\R+");

    private final CaseDesk desk;
    private final Conversation conversation;
    private final Clock clock;

    ChatCompletionsController(CaseDesk desk, Conversation conversation, Clock clock) {
        this.desk = desk;
        this.conversation = conversation;
        this.clock = clock;
    }

    @Operation(summary = "Talk to a case as to a model of the OpenAI API; the model is the id of the case")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(type = "object"),
                            examples = @ExampleObject("""
                                    {"model": "01kax2q8c3m5n7p9r1t3v5w7x9", "stream": false,
                                     "messages": [{"role": "user", "content": "Why do you think so?"}]}
                                    """)))
    @ApiResponse(
            responseCode = "200",
            description = "The answer; where stream is true, chunks of it as events, the last of them [DONE]",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(type = "object"),
                        examples = @ExampleObject("""
                                {"id": "chatcmpl-01kax2q8c3m5n7p9r1t3v5w7x9", "object": "chat.completion",
                                 "created": 1764111600, "model": "01kax2q8c3m5n7p9r1t3v5w7x9", "choices": [{"index": 0,
                                 "message": {"role": "assistant", "content": "..."}, "finish_reason": "stop"}],
                                 "usage": {"prompt_tokens": 2100, "completion_tokens": 60, "total_tokens": 2160}}
                                """)),
                @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE, schema = @Schema(type = "string"))
            })
    @PostMapping(
            path = "/v1/chat/completions",
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_EVENT_STREAM_VALUE})
    void complete(Caller caller, @RequestBody JsonNode request, HttpServletResponse response)
            throws IOException, InterruptedException {
        var id = request.path("model").asString("");
        var message = lastOfUser(request.path("messages"));
        desk.find(caller, id);
        if (request.path("stream").asBoolean(false)) {
            boolean counted =
                    request.path("stream_options").path("include_usage").asBoolean(false);
            stream(caller, id, message, counted, response);
            return;
        }
        var said = conversation.say(caller, id, message, null, _ -> {});
        var whole = part(
                id,
                "chat.completion",
                List.of(choice("message", Map.of("role", ASSISTANT, "content", content(said)), "stop")));
        whole.put("usage", usage(said));
        response.setContentType(MediaType.APPLICATION_JSON_VALUE + ";charset=UTF-8");
        response.getWriter().write(Json.mapper().writeValueAsString(whole));
    }

    private void stream(Caller caller, String id, String message, boolean counted, HttpServletResponse response)
            throws IOException {
        EventStream.answer(
                response,
                (stream, pulse) -> {
                    chunk(stream, id, Map.of("role", ASSISTANT, "content", ""), null);
                    var said = conversation.say(caller, id, message, null, new Heard(pulse));
                    chunk(stream, id, Map.of("content", content(said)), null);
                    chunk(stream, id, Map.of(), "stop");
                    if (counted) {
                        var last = part(id, CHUNK, List.of());
                        last.put("usage", usage(said));
                        stream.data(Json.mapper().writeValueAsString(last));
                    }
                    stream.data("[DONE]");
                },
                (stream, problem) ->
                        stream.data(Json.mapper().writeValueAsString(Map.of("error", ChatErrors.error(problem)))));
    }

    /** The protocol has no place for steps. */
    private record Heard(Pulse pulse) implements Voice.Steps {

        @Override
        public void progress(String text) {
            pulse.check();
        }

        @Override
        public void waiting() {
            pulse.check();
        }
    }

    private void chunk(EventStream stream, String id, Map<String, String> delta, @Nullable String end)
            throws IOException {
        stream.data(Json.mapper().writeValueAsString(part(id, CHUNK, List.of(choice("delta", delta, end)))));
    }

    /** Without the heading, under which each of them would stand. */
    private static String content(Message said) {
        return HEADING.matcher(said.text()).replaceFirst("");
    }

    /** What a model took for an answer; nothing where the advisor answered by itself. */
    private static Map<String, Long> usage(Message said) {
        var taken = Json.mapper().readTree(said.reply()).path("usage");
        long input = taken.path("inputTokens").asLong(0);
        long output = taken.path("outputTokens").asLong(0);
        return Map.of("prompt_tokens", input, "completion_tokens", output, "total_tokens", input + output);
    }

    private static Map<String, @Nullable Object> choice(
            String name, Map<String, String> contents, @Nullable String end) {
        var choice = new LinkedHashMap<String, @Nullable Object>();
        choice.put("index", 0);
        choice.put(name, contents);
        choice.put("finish_reason", end);
        return choice;
    }

    private Map<String, Object> part(String id, String object, List<Map<String, @Nullable Object>> choices) {
        return new LinkedHashMap<>(Map.of(
                "id",
                "chatcmpl-" + id,
                "object",
                object,
                "created",
                clock.instant().getEpochSecond(),
                "model",
                id,
                "choices",
                choices));
    }

    /** A text, or the texts among its parts. */
    private static String lastOfUser(JsonNode messages) {
        var text = "";
        for (var message : messages) {
            if (message.path("role").asString("").equals("user")) {
                var content = message.path("content");
                var parts = new StringBuilder(content.isString() ? content.asString() : "");
                content.forEach(part -> parts.append(part.path("text").asString("")));
                text = parts.toString().strip();
            }
        }
        if (text.isEmpty() || text.length() > Conversation.MOST_CHARS) {
            throw Problems.problem(
                    HttpStatus.BAD_REQUEST,
                    "no-text",
                    "Nothing said",
                    "The last message of the role user must be a text of 1 to " + Conversation.MOST_CHARS
                            + " characters.");
        }
        return text;
    }
}
