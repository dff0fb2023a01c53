package dev.perfadvisor.http.cases;

import dev.perfadvisor.engine.render.Json;
import dev.perfadvisor.engine.store.jdbc.ServedCases;
import dev.perfadvisor.http.Problems;
import dev.perfadvisor.http.access.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/cases/{id}/messages}: the conversation about a case. */
@RestController
@Tag(name = "cases")
class MessagesController {

    private static final int MOST = 500;

    private final ServedCases cases;
    private final CaseDesk desk;
    private final Conversation conversation;

    MessagesController(ServedCases cases, CaseDesk desk, Conversation conversation) {
        this.cases = cases;
        this.desk = desk;
        this.conversation = conversation;
    }

    /** What a client says. */
    @Schema(name = "NewMessage")
    record NewMessage(
            @Schema(example = "Why do you think so?", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String text) {}

    /** Some of the messages, and where the next ones are. */
    @Schema(name = "MessagePage")
    record MessagePage(
            List<MessageView> messages,

            @Schema(
                    description = "Where the next ones are; null after the last",
                    example = "/api/v1/cases/01kax2q8c3m5n7p9r1t3v5w7x9/messages?limit=50&after=50")
            @Nullable String next) {}

    @Operation(summary = "What was said, in order")
    @GetMapping(path = "/api/v1/cases/{id}/messages", produces = MediaType.APPLICATION_JSON_VALUE)
    MessagePage list(
            Caller caller,
            @PathVariable String id,
            @Parameter(description = "Most messages in the answer, 1 to 500") @RequestParam(defaultValue = "50")
                    int limit,
            @Parameter(description = "Number of the last message of the page before") @RequestParam(defaultValue = "0")
                    long after) {
        if (limit < 1 || limit > MOST) {
            throw Problems.problem(
                    HttpStatus.BAD_REQUEST, "bad-limit", "Bad limit", "limit is a number from 1 to " + MOST + ".");
        }
        desk.find(caller, id);
        var found = cases.messages(id, after, limit + 1);
        var page = found.stream().limit(limit).map(MessageView::of).toList();
        return new MessagePage(
                page,
                found.size() > limit
                        ? CaseView.href(id) + "/messages?limit=" + limit + "&after="
                                + page.getLast().number()
                        : null);
    }

    @Operation(
            summary = "Say something",
            description = "The answer comes as JSON, or as events when text/event-stream is accepted. With the header"
                    + " Idempotency-Key it is said once, however often it is sent.")
    @ApiResponse(
            responseCode = "201",
            description = "The advisor's answer; Location says where it is",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = MessageView.class)))
    @PostMapping(path = "/api/v1/cases/{id}/messages", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<MessageView> say(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = Keys.HEADER, required = false) @Nullable String key,
            @RequestBody NewMessage message)
            throws InterruptedException {
        var answer = conversation.say(caller, id, text(message), key, _ -> {});
        return ResponseEntity.created(
                        URI.create(CaseView.href(id) + "/messages?limit=1&after=" + (answer.number() - 1)))
                .body(MessageView.of(answer));
    }

    @Operation(summary = "Say something, and hear how the answer is made")
    @ApiResponse(
            responseCode = "200",
            description = "Events progress, tool, answer (a Message), done, error (a problem)",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(type = "string"),
                            examples = @ExampleObject("""
                                    event: progress
                                    data: {"text":"Looking at the evidence"}

                                    event: tool
                                    data: {"name":"list_causes","arguments":"{}"}

                                    event: answer
                                    data: {"number":2,"speaker":"advisor","text":"..."}

                                    event: done
                                    data: {}
                                    """)))
    @PostMapping(path = "/api/v1/cases/{id}/messages", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void stream(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = Keys.HEADER, required = false) @Nullable String key,
            @RequestBody NewMessage message,
            HttpServletResponse response)
            throws IOException {
        var text = text(message);
        desk.find(caller, id);
        EventStream.answer(
                response,
                (stream, pulse) -> {
                    var answer = conversation.say(caller, id, text, key, new StreamedSteps(stream, pulse));
                    stream.send("", "answer", Json.write(MessageView.of(answer)));
                    stream.send("", "done", "{}");
                },
                (stream, problem) -> stream.send("", "error", Json.write(told(problem))));
    }

    private static Map<String, Object> told(ProblemDetail problem) {
        return Map.of(
                "type", String.valueOf(problem.getType()),
                "title", String.valueOf(problem.getTitle()),
                "status", problem.getStatus(),
                "detail", String.valueOf(problem.getDetail()));
    }

    private static String text(NewMessage message) {
        var text = message.text() == null ? "" : message.text().strip();
        if (text.isEmpty()) {
            throw Problems.problem(
                    HttpStatus.BAD_REQUEST,
                    "no-text",
                    "Nothing said",
                    "Send a JSON object with a text that is not empty.");
        }
        CasesController.checkLength(text);
        return text;
    }
}
