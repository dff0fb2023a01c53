package dev.perfadvisor.http.cases;

import dev.perfadvisor.engine.conversation.Case;
import dev.perfadvisor.engine.store.Message;
import dev.perfadvisor.engine.store.ServedCase;
import dev.perfadvisor.engine.store.jdbc.ServedCases;
import dev.perfadvisor.http.Paging;
import dev.perfadvisor.http.Problems;
import dev.perfadvisor.http.Tagged;
import dev.perfadvisor.http.access.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/** {@code /api/v1/cases}: one case is one problem, with its evidence, its diagnosis and its conversation. */
@RestController
@Tag(name = "cases")
class CasesController {

    private final ServedCases cases;
    private final Removal removal;
    private final CaseDesk desk;
    private final EngineVoice voice;

    CasesController(ServedCases cases, Removal removal, CaseDesk desk, EngineVoice voice) {
        this.cases = cases;
        this.removal = removal;
        this.desk = desk;
        this.voice = voice;
    }

    /** What a new case begins with. */
    @Schema(name = "NewCase")
    record NewCase(
            @Schema(
                    description = "The problem in your words; may be left out",
                    example = "Checkout takes 2 s since the deploy")
            @Nullable String problem) {}

    /** Some of the cases, and where the next ones are. */
    @Schema(name = "CasePage")
    record CasePage(
            List<CaseView> cases,

            @Schema(
                    description = "Where the next ones are; null after the last",
                    example = "/api/v1/cases?limit=50&after=01kax2q8c3m5n7p9r1t3v5w7x9")
            @Nullable String next) {}

    @Operation(
            summary = "Make a case",
            description = "With the header Idempotency-Key it is made once, however often it is sent.")
    @ApiResponse(responseCode = "201", description = "The case; Location says where it is")
    @PostMapping(path = "/api/v1/cases", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<CaseView> create(
            Caller caller,
            @RequestHeader(name = Keys.HEADER, required = false) @Nullable String key,
            @RequestBody(required = false) @Nullable NewCase wanted)
            throws InterruptedException {
        var problem = wanted == null || wanted.problem() == null
                ? ""
                : wanted.problem().strip();
        checkLength(problem);
        var once = Keys.once(caller, key, "POST cases " + problem);
        var state = new ServedCases.State("", "", "", "");
        var said = List.<Message>of();
        if (!problem.isEmpty()) {
            var answer = voice.answer(Case.empty(), problem);
            state = desk.state(answer.next(), problem);
            said = List.of(desk.heard(problem), desk.said(answer.text(), answer.reply()));
        }
        var made = cases.create(caller.owner(), state, said, once);
        return ResponseEntity.created(URI.create(CaseView.href(made.id())))
                .body(CaseView.of(desk.find(caller, made.id())));
    }

    static void checkLength(String text) {
        if (text.length() > Conversation.MOST_CHARS) {
            throw Problems.problem(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "text-too-long",
                    "Text too long",
                    "A message takes " + Conversation.MOST_CHARS + " characters; hand in longer texts as artifacts.");
        }
    }

    @Operation(summary = "Your cases, the latest first")
    @GetMapping(path = "/api/v1/cases", produces = MediaType.APPLICATION_JSON_VALUE)
    CasePage list(
            Caller caller,
            @Parameter(description = "Most cases in the answer, 1 to 200") @RequestParam(defaultValue = "50") int limit,
            @Parameter(description = "Id of the last case of the page before") @RequestParam(defaultValue = "")
                    String after) {
        Paging.check(limit, Paging.MANY);
        var page = Paging.page(cases.list(caller.owner(), after, limit + 1), limit, "/api/v1/cases", ServedCase::id);
        return new CasePage(page.items().stream().map(CaseView::of).toList(), page.next());
    }

    @Operation(summary = "One case", description = "With If-None-Match it comes again only when it has changed.")
    @ApiResponse(responseCode = "200", description = "The case")
    @ApiResponse(responseCode = "304", description = "It has not changed", content = @Content)
    @GetMapping(path = "/api/v1/cases/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<CaseView> get(Caller caller, @PathVariable String id, WebRequest request) {
        var kept = desk.find(caller, id);
        return Tagged.answer(request, Tagged.of(request, id, kept.revision()), () -> CaseView.of(kept));
    }

    @Operation(
            summary = "Delete a case with everything in it",
            description = "Artifacts, conversation and diagnosis are gone when the answer comes.")
    @ApiResponse(responseCode = "204", description = "It is gone")
    @DeleteMapping("/api/v1/cases/{id}")
    ResponseEntity<Void> delete(Caller caller, @PathVariable String id) throws IOException {
        desk.find(caller, id);
        removal.remove(caller.owner(), id);
        return ResponseEntity.noContent().build();
    }
}
