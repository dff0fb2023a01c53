package dev.perfadvisor.http.cases;

import dev.perfadvisor.engine.FactPages;
import dev.perfadvisor.engine.Version;
import dev.perfadvisor.engine.model.Result;
import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.engine.render.Json;
import dev.perfadvisor.engine.render.Renderer;
import dev.perfadvisor.engine.render.Style;
import dev.perfadvisor.engine.store.ServedCase;
import dev.perfadvisor.http.Problems;
import dev.perfadvisor.http.Rendered;
import dev.perfadvisor.http.Tagged;
import dev.perfadvisor.http.access.Caller;
import dev.perfadvisor.http.analysis.Renewal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/** {@code /api/v1/cases/{id}/diagnosis} and {@code facts}: what the advisor makes of all that was said and handed in. */
@RestController
@Tag(name = "cases")
class DiagnosisController {

    private static final int MOST_SECONDS = 60;
    private static final Duration LOOK_EACH = Duration.ofMillis(100);

    private final CaseDesk desk;
    private final Version version;
    private final Renewal renewal;

    DiagnosisController(CaseDesk desk, Version version, Renewal renewal) {
        this.desk = desk;
        this.version = version;
        this.renewal = renewal;
    }

    @Operation(
            summary = "The diagnosis",
            description =
                    "In JSON, or as a report in HTML or Markdown. With If-None-Match it comes again only when it has"
                            + " changed. While evidence is being read, the answer is 202; with wait it comes when the diagnosis is"
                            + " there, or after that many seconds.")
    @ApiResponse(
            responseCode = "200",
            description = "The diagnosis, as advisor.result/1 in JSON, or as a report",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(type = "object")),
                @Content(mediaType = MediaType.TEXT_HTML_VALUE, schema = @Schema(type = "string")),
                @Content(mediaType = "text/markdown", schema = @Schema(type = "string"))
            })
    @ApiResponse(
            responseCode = "202",
            description = "Evidence is being read; ask again",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = CaseView.AnalysisView.class)))
    @ApiResponse(responseCode = "304", description = "It has not changed", content = @Content)
    @GetMapping(
            path = "/api/v1/cases/{id}/diagnosis",
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_HTML_VALUE, "text/markdown"})
    ResponseEntity<Rendered> get(
            Caller caller,
            @PathVariable String id,
            @Parameter(description = "Seconds to wait while evidence is being read, 0 to 60")
                    @RequestParam(defaultValue = "0")
                    int wait,
            WebRequest request)
            throws InterruptedException {
        var kept = settled(caller, id, wait);
        if (kept.analysis() == ServedCase.Analysis.PENDING) {
            var state = CaseView.AnalysisView.of(kept);
            return ResponseEntity.accepted()
                    .header(HttpHeaders.RETRY_AFTER, "1")
                    .location(URI.create(CaseView.href(id) + "/diagnosis"))
                    .body(format -> format == Format.JSON ? Json.write(state) : "The evidence is being read.\n");
        }
        return Tagged.answer(request, Tagged.of(request, id, kept.revision(), version), () -> {
            var result = result(kept);
            return format -> Renderer.render(result, format, Style.plain());
        });
    }

    @Operation(
            summary = "Single facts",
            description =
                    "Every fact has a path, by which answers cite it; here are those whose path begins with some words, with unit and"
                            + " place, 300 at most.")
    @ApiResponse(
            responseCode = "200",
            description = "The facts as a document",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(type = "object")),
                @Content(mediaType = MediaType.TEXT_HTML_VALUE, schema = @Schema(type = "string")),
                @Content(mediaType = "text/markdown", schema = @Schema(type = "string"))
            })
    @GetMapping(
            path = "/api/v1/cases/{id}/facts",
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_HTML_VALUE, "text/markdown"})
    Rendered facts(
            Caller caller,
            @PathVariable String id,
            @Parameter(description = "How the paths begin", example = "sql.statements[0].")
                    @RequestParam(defaultValue = "")
                    String of) {
        var facts = FactPages.of(result(desk.find(caller, id)), of);
        return format -> Renderer.render(facts, format, Style.plain());
    }

    private Result result(ServedCase kept) {
        var result = desk.open(kept).result();
        if (result == null) {
            throw Problems.problem(
                    HttpStatus.NOT_FOUND,
                    "no-diagnosis",
                    "No diagnosis yet",
                    "Nothing was said and nothing read in this case; say what is slow, or hand in evidence.");
        }
        return result;
    }

    private ServedCase settled(Caller caller, String id, int wait) throws InterruptedException {
        if (wait < 0 || wait > MOST_SECONDS) {
            throw Problems.problem(
                    HttpStatus.BAD_REQUEST, "bad-wait", "Bad wait", "wait is a number from 0 to " + MOST_SECONDS + ".");
        }
        long until = System.nanoTime() + Duration.ofSeconds(wait).toNanos();
        var kept = desk.find(caller, id);
        if (renewal.isBegun(kept)) {
            kept = desk.find(caller, id);
        }
        while (kept.analysis() == ServedCase.Analysis.PENDING && System.nanoTime() < until) {
            Thread.sleep(LOOK_EACH);
            kept = desk.find(caller, id);
        }
        return kept;
    }
}
