package dev.perfadvisor.http;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.render.Document;
import dev.perfadvisor.engine.render.Renderer;
import dev.perfadvisor.engine.render.Style;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/v1/rules} and {@code /api/v1/rules/{id}}: what the advisor knows. */
@RestController
class RulesController {

    private final Advisor advisor;

    RulesController(Advisor advisor) {
        this.advisor = advisor;
    }

    /** One rule in the list. */
    record RuleEntry(
            @Schema(example = "orm.n-plus-one") String id,
            @Schema(example = "One query per row (N+1)") String title,

            @Schema(example = "/api/v1/rules/orm.n-plus-one")
            String href) {}

    @Operation(summary = "All rules")
    @GetMapping(path = "/api/v1/rules", produces = MediaType.APPLICATION_JSON_VALUE)
    List<RuleEntry> rules() {
        return advisor.ruleIds().stream()
                .map(id ->
                        new RuleEntry(id, advisor.rule(id).map(Document::title).orElse(id), "/api/v1/rules/" + id))
                .toList();
    }

    @Operation(summary = "One rule: what it says, when it fires, what it rests on")
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
    Rendered rule(@PathVariable("id") String id) {
        var page = advisor.rule(id).orElseThrow(() -> Problems.unknownRule(id));
        return format -> Renderer.render(page, format, Style.plain());
    }
}
