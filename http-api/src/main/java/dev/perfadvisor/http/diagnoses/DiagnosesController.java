package dev.perfadvisor.http.diagnoses;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.model.Problem;
import dev.perfadvisor.engine.model.Result;
import dev.perfadvisor.engine.render.Renderer;
import dev.perfadvisor.engine.render.Style;
import dev.perfadvisor.http.Problems;
import dev.perfadvisor.http.Rendered;
import dev.perfadvisor.http.analysis.Analyst;
import dev.perfadvisor.http.analysis.Turns;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/** {@code POST /api/v1/diagnoses}: evidence and a problem in, a diagnosis out, in one request. */
@RestController
class DiagnosesController {

    private static final String FILES = "files";
    private static final String PROBLEM = "problem";

    private final Advisor advisor;
    private final Analyst analyst;
    private final Turns turns;

    DiagnosesController(Advisor advisor, Analyst analyst, Turns turns) {
        this.advisor = advisor;
        this.analyst = analyst;
        this.turns = turns;
    }

    @Operation(
            summary = "Diagnose evidence, a problem in words, or both",
            description =
                    "Every part named files is one piece of evidence; the part problem says in words what is wrong.")
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
            @RequestParam(name = FILES, required = false) @Nullable List<MultipartFile> files,
            @RequestParam(name = PROBLEM, required = false) @Nullable String problem,
            MultipartHttpServletRequest request)
            throws InterruptedException, IOException {
        refuseOtherParts(request);
        var evidence = files == null
                ? List.<MultipartFile>of()
                : files.stream().filter(DiagnosesController::isThere).toList();
        var said = problem == null ? "" : problem.strip();
        if (evidence.isEmpty() && said.isEmpty()) {
            throw Problems.noEvidence();
        }
        var result = turns.inTurn(() -> read(new Problem(said), evidence));
        if (result.nothingRead()) {
            throw Problems.unreadable(result.artifacts());
        }
        return format -> Renderer.render(result, format, Style.plain());
    }

    private Result read(Problem problem, List<MultipartFile> files) throws InterruptedException, IOException {
        if (files.isEmpty()) {
            return advisor.diagnoseFacts(problem, "");
        }
        try (var spooled = Spooled.of(files)) {
            return advisor.diagnoseFacts(
                    problem,
                    analyst.read(spooled.pieces(), Analyst.Watch.blind()).facts());
        }
    }

    /** Evidence under a wrong name would be left out without a word. */
    private static void refuseOtherParts(MultipartHttpServletRequest request) {
        for (var name : request.getMultiFileMap().keySet()) {
            if (!name.equals(FILES)) {
                throw Problems.unknownPart(name);
            }
        }
        for (var name : request.getParameterMap().keySet()) {
            if (!name.equals(PROBLEM)) {
                throw Problems.unknownPart(name);
            }
        }
    }

    /** A form in a browser sends a part without a name for a file that was not chosen. */
    private static boolean isThere(MultipartFile file) {
        var name = file.getOriginalFilename();
        return file.getSize() > 0 || (name != null && !name.isEmpty());
    }
}
