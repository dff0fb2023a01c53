package dev.perfadvisor.http.diagnoses;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.model.Problem;
import dev.perfadvisor.engine.model.Result;
import dev.perfadvisor.engine.render.Renderer;
import dev.perfadvisor.engine.render.Style;
import dev.perfadvisor.http.Problems;
import dev.perfadvisor.http.Rendered;
import dev.perfadvisor.http.access.Caller;
import dev.perfadvisor.http.analysis.Analyst;
import dev.perfadvisor.http.analysis.Turns;
import dev.perfadvisor.http.upload.Passing;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.SchemaProperty;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/v1/diagnoses}: evidence and a problem in, a diagnosis out, in one request. */
@RestController
class DiagnosesController {

    private static final String PROBLEM = "problem";

    private final Advisor advisor;
    private final Analyst analyst;
    private final Turns turns;
    private final Passing passing;

    DiagnosesController(Advisor advisor, Analyst analyst, Turns turns, Passing passing) {
        this.advisor = advisor;
        this.analyst = analyst;
        this.turns = turns;
        this.passing = passing;
    }

    @Operation(
            summary = "Diagnose evidence, a problem in words, or both",
            description =
                    "Every part named files is one piece of evidence; the part problem says in words what is wrong.",
            requestBody =
                    @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                                            schemaProperties = {
                                                @SchemaProperty(
                                                        name = "files",
                                                        array =
                                                                @ArraySchema(
                                                                        schema =
                                                                                @Schema(
                                                                                        type = "string",
                                                                                        format = "binary"))),
                                                @SchemaProperty(name = PROBLEM, schema = @Schema(type = "string"))
                                            })))
    @ApiResponse(
            responseCode = "200",
            description = "The diagnosis, as advisor.result/1 in JSON, or as a report in HTML or Markdown",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(type = "object")),
                @Content(mediaType = MediaType.TEXT_HTML_VALUE, schema = @Schema(type = "string")),
                @Content(mediaType = "text/markdown", schema = @Schema(type = "string"))
            })
    @PostMapping(
            path = "/api/v1/diagnoses",
            consumes = MediaType.MULTIPART_FORM_DATA_VALUE,
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_HTML_VALUE, "text/markdown"})
    Rendered diagnose(
            Caller caller,
            @RequestParam(name = PROBLEM, required = false) @Nullable String problem,
            HttpServletRequest request)
            throws InterruptedException, IOException {
        refuseOtherParameters(request);
        turns.checkQueue();
        try (var passed = passing.take(caller, request)) {
            var said = (problem == null ? passed.problem() : problem).strip();
            var files = passed.pieces();
            if (files.isEmpty() && said.isEmpty()) {
                throw Problems.noEvidence();
            }
            var result = turns.inTurn(() -> read(new Problem(said), files));
            if (result.nothingRead()) {
                throw Problems.unreadable(result.artifacts());
            }
            return format -> Renderer.render(result, format, Style.plain());
        }
    }

    private Result read(Problem problem, List<Analyst.Piece> files) throws InterruptedException {
        var facts = files.isEmpty()
                ? ""
                : analyst.read(files, Analyst.Watch.blind()).facts();
        return advisor.diagnoseFacts(problem, facts);
    }

    /** Words under a wrong name would be left out without a word. */
    private static void refuseOtherParameters(HttpServletRequest request) {
        for (var name : request.getParameterMap().keySet()) {
            if (!name.equals(PROBLEM)) {
                throw Problems.unknownPart(name);
            }
        }
    }
}
