package dev.perfadvisor.http;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.Version;
import dev.perfadvisor.engine.render.Renderer;
import dev.perfadvisor.engine.render.Style;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/** {@code GET /api/v1/rules} and {@code /api/v1/rules/{id}}: what the advisor knows. */
@RestController
class RulesController {

    private final Advisor advisor;
    private final Version version;

    /** All of them by their ids; they do not change while the service runs. */
    private final List<RuleEntry> entries;

    RulesController(Advisor advisor, Version version) {
        this.advisor = advisor;
        this.version = version;
        this.entries = advisor.rulesNamed("").entrySet().stream()
                .map(rule -> new RuleEntry(rule.getKey(), rule.getValue(), "/api/v1/rules/" + rule.getKey()))
                .toList();
    }

    /** One rule in the list. */
    record RuleEntry(
            @Schema(example = "orm.n-plus-one") String id,
            @Schema(example = "One query per row (N+1)") String title,

            @Schema(example = "/api/v1/rules/orm.n-plus-one")
            String href) {}

    @Operation(
            summary = "All rules, by their ids",
            description =
                    "When there are more of them, the header Link says where the next ones are. With If-None-Match they"
                            + " come again only when they have changed.")
    @ApiResponse(responseCode = "200", description = "The rules")
    @ApiResponse(responseCode = "304", description = "It has not changed", content = @Content)
    @GetMapping(path = "/api/v1/rules", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<List<RuleEntry>> rules(
            @Parameter(description = "Most rules in the answer, 1 to 1000") @RequestParam(defaultValue = "1000")
                    int limit,
            @Parameter(description = "Id of the last rule of the page before") @RequestParam(defaultValue = "")
                    String after,
            WebRequest request) {
        Paging.check(limit, Paging.ALL);
        var found = entries.stream()
                .filter(entry -> entry.id().compareTo(after) > 0)
                .limit(limit + 1L)
                .toList();
        var page = Paging.page(found, limit, "/api/v1/rules", RuleEntry::id);
        var answer = Tagged.answer(request, Tagged.of(request, version, page), page::items);
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .headers(page.links())
                .body(answer.getBody());
    }

    @Operation(
            summary = "One rule: what it says, when it fires, what it rests on",
            description = "With If-None-Match it comes again only when it has changed.")
    @ApiResponse(responseCode = "304", description = "It has not changed", content = @Content)
    @ApiResponse(
            responseCode = "200",
            description = "The page of the rule",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(type = "object")),
                @Content(mediaType = MediaType.TEXT_HTML_VALUE, schema = @Schema(type = "string")),
                @Content(mediaType = "text/markdown", schema = @Schema(type = "string"))
            })
    @GetMapping(
            path = "/api/v1/rules/{id}",
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_HTML_VALUE, "text/markdown"})
    ResponseEntity<Rendered> rule(@PathVariable("id") String id, WebRequest request) {
        var page = advisor.rule(id).orElseThrow(() -> Problems.unknownRule(id));
        return Tagged.answer(
                request, Tagged.of(request, version, id), () -> format -> Renderer.render(page, format, Style.plain()));
    }
}
