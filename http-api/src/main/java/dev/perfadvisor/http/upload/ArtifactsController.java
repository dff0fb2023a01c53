package dev.perfadvisor.http.upload;

import dev.perfadvisor.engine.store.Once;
import dev.perfadvisor.engine.store.ServedArtifact;
import dev.perfadvisor.engine.store.jdbc.ServedArtifacts;
import dev.perfadvisor.engine.store.jdbc.ServedArtifacts.SameName;
import dev.perfadvisor.http.Paging;
import dev.perfadvisor.http.Tagged;
import dev.perfadvisor.http.access.Caller;
import dev.perfadvisor.http.analysis.AnalysisJobs;
import dev.perfadvisor.http.cases.CaseDesk;
import dev.perfadvisor.http.cases.CaseView;
import dev.perfadvisor.http.cases.Keys;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.SchemaProperty;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/** {@code /api/v1/cases/{id}/artifacts}: the evidence of a case. */
@RestController
@Tag(name = "artifacts")
class ArtifactsController {

    private static final String FILES = "files";
    private static final String ACCEPTED =
            "It is on disk, and is being read; Location says where it is, and the analysis of the case how far it is";

    private final ServedArtifacts artifacts;
    private final CaseDesk desk;
    private final Receiving receiving;
    private final FormReceiving forms;
    private final AnalysisJobs jobs;

    ArtifactsController(
            ServedArtifacts artifacts, CaseDesk desk, Receiving receiving, FormReceiving forms, AnalysisJobs jobs) {
        this.artifacts = artifacts;
        this.desk = desk;
        this.receiving = receiving;
        this.forms = forms;
        this.jobs = jobs;
    }

    /** Artifacts that were handed in together. */
    @Schema(name = "Artifacts")
    record ArtifactsView(List<ArtifactView> artifacts) {}

    /** Some of the artifacts of a case, and where the next ones are. */
    @Schema(name = "ArtifactPage")
    record ArtifactPage(
            List<ArtifactView> artifacts,

            @Schema(
                    description = "Where the next ones are; null after the last",
                    example =
                            "/api/v1/cases/01kax2q8c3m5n7p9r1t3v5w7x9/artifacts?limit=50&after=01kax2r0v3m5n7p9r1t3v5w7x9")
            @Nullable String next) {}

    @Operation(
            summary = "The evidence of a case, in the order in which it came",
            description = "With If-None-Match it comes again only when it has changed.")
    @ApiResponse(responseCode = "200", description = "The artifacts")
    @ApiResponse(responseCode = "304", description = "It has not changed", content = @Content)
    @GetMapping(path = "/api/v1/cases/{id}/artifacts", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ArtifactPage> list(
            Caller caller,
            @PathVariable String id,
            @Parameter(description = "Most artifacts in the answer, 1 to 1000") @RequestParam(defaultValue = "1000")
                    int limit,
            @Parameter(description = "Id of the last artifact of the page before") @RequestParam(defaultValue = "")
                    String after,
            WebRequest request) {
        Paging.check(limit, Paging.ALL);
        desk.find(caller, id);
        var page = Paging.page(
                artifacts.of(id, after, limit + 1), limit, CaseView.href(id) + "/artifacts", ServedArtifact::id);
        return Tagged.answer(
                request,
                Tagged.of(request, page),
                () -> new ArtifactPage(
                        page.items().stream().map(ArtifactView::of).toList(), page.next()));
    }

    @Operation(
            summary = "One artifact, and how much of it could be read",
            description = "With If-None-Match it comes again only when it has changed.")
    @ApiResponse(responseCode = "200", description = "The artifact")
    @ApiResponse(responseCode = "304", description = "It has not changed", content = @Content)
    @GetMapping(path = "/api/v1/cases/{id}/artifacts/{artifact}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ArtifactView> get(
            Caller caller, @PathVariable String id, @PathVariable String artifact, WebRequest request) {
        desk.find(caller, id);
        var kept = artifacts.find(id, artifact).orElseThrow(() -> UploadProblems.unknown("artifact", artifact));
        return Tagged.answer(request, Tagged.of(request, kept), () -> ArtifactView.of(kept));
    }

    @Operation(
            summary = "Hand in an artifact under a name",
            description = "The body is the file as it is. One of the same name is replaced. With curl:"
                    + " curl -T app.jfr .../artifacts/")
    @ApiResponse(responseCode = "202", description = ACCEPTED)
    @ApiResponse(responseCode = "200", description = "It was here already, under this name and with this content")
    @PutMapping(path = "/api/v1/cases/{id}/artifacts/{name}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ArtifactView> put(
            Caller caller, @PathVariable String id, @PathVariable String name, HttpServletRequest request)
            throws IOException {
        return take(caller, id, Names.clean(name), SameName.REPLACE, null, request);
    }

    @Operation(
            summary = "Hand in an artifact",
            description =
                    "The body is the file as it is; its name is in the parameter name or in Content-Disposition. One"
                            + " of the same name stays. With the header Idempotency-Key it is taken once, however often it is sent.")
    @ApiResponse(responseCode = "202", description = ACCEPTED)
    @ApiResponse(responseCode = "200", description = "It was here already, under this name and with this content")
    @PostMapping(
            path = "/api/v1/cases/{id}/artifacts",
            consumes = "!" + MediaType.MULTIPART_FORM_DATA_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ArtifactView> post(
            Caller caller,
            @PathVariable String id,
            @Parameter(description = "Of the artifact", example = "app.jfr") @RequestParam(defaultValue = "")
                    String name,
            @RequestHeader(name = HttpHeaders.CONTENT_DISPOSITION, required = false) @Nullable String disposition,
            @RequestHeader(name = Keys.HEADER, required = false) @Nullable String key,
            HttpServletRequest request)
            throws IOException {
        var called = name.isBlank() ? Names.ofHeader(disposition) : Names.clean(name);
        return take(caller, id, called, SameName.KEEP, key, request);
    }

    private ResponseEntity<ArtifactView> take(
            Caller caller, String id, String name, SameName rule, @Nullable String key, HttpServletRequest request)
            throws IOException {
        var kept = desk.find(caller, id);
        if (name.isEmpty()) {
            throw UploadProblems.name();
        }
        var once = Keys.once(caller, key, "POST artifacts " + id + " " + name);
        var body = new Receiving.Body(name, request.getContentLengthLong(), request.getInputStream());
        return accepted(id, receiving.receive(kept, body, rule, once));
    }

    private ResponseEntity<ArtifactView> accepted(String id, Once.Made made) {
        var view = artifacts
                .find(id, made.id())
                .map(ArtifactView::of)
                .orElseThrow(() -> UploadProblems.unknown("artifact", made.id()));
        return (made.fresh() ? ResponseEntity.accepted() : ResponseEntity.ok())
                .location(URI.create(view.href()))
                .body(view);
    }

    @Operation(
            summary = "Hand in several artifacts as a form",
            description =
                    "Every part named files is one artifact. Artifacts of the same name stay. Each part is taken as it"
                            + " comes: those before one that is refused are there. With the header Idempotency-Key each is taken once,"
                            + " however often the form is sent.",
            requestBody =
                    @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                                            schemaProperties =
                                                    @SchemaProperty(
                                                            name = FILES,
                                                            array =
                                                                    @ArraySchema(
                                                                            schema =
                                                                                    @Schema(
                                                                                            type = "string",
                                                                                            format = "binary"))))))
    @ApiResponse(responseCode = "202", description = "They are on disk, and are being read")
    @PostMapping(
            path = "/api/v1/cases/{id}/artifacts",
            consumes = MediaType.MULTIPART_FORM_DATA_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ArtifactsView> form(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = Keys.HEADER, required = false) @Nullable String key,
            HttpServletRequest request)
            throws IOException {
        var taken = new ArrayList<ArtifactView>();
        var once = Keys.once(caller, key, "POST form " + id);
        for (var made : forms.receive(desk.find(caller, id), request, FILES, once)) {
            artifacts.find(id, made.id()).map(ArtifactView::of).ifPresent(taken::add);
        }
        if (taken.isEmpty()) {
            throw UploadProblems.part("files (missing)");
        }
        return ResponseEntity.accepted()
                .location(URI.create(taken.getFirst().href()))
                .body(new ArtifactsView(taken));
    }

    @Operation(summary = "Take an artifact out of a case", description = "The case is diagnosed anew without it.")
    @ApiResponse(responseCode = "204", description = "It is gone")
    @DeleteMapping("/api/v1/cases/{id}/artifacts/{artifact}")
    ResponseEntity<Void> delete(Caller caller, @PathVariable String id, @PathVariable String artifact) {
        desk.find(caller, id);
        if (!artifacts.delete(id, artifact)) {
            throw UploadProblems.unknown("artifact", artifact);
        }
        artifacts.sweep();
        jobs.wake();
        return ResponseEntity.noContent().build();
    }
}
