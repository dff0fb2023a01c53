package dev.perfadvisor.http.upload;

import dev.perfadvisor.engine.store.ArtifactStore;
import dev.perfadvisor.engine.store.Once;
import dev.perfadvisor.engine.store.Upload;
import dev.perfadvisor.engine.store.jdbc.Uploads;
import dev.perfadvisor.http.Problems;
import dev.perfadvisor.http.access.Caller;
import dev.perfadvisor.http.cases.CaseDesk;
import dev.perfadvisor.http.cases.CaseView;
import dev.perfadvisor.http.cases.Keys;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /api/v1/cases/{id}/uploads}: artifacts that come in several requests, as connections break. An upload is
 * announced, its bytes are appended, and when the last one is here it is an artifact.
 */
@RestController
@Tag(name = "uploads")
class UploadsController {

    /** How many bytes are here: where the next ones belong. */
    static final String OFFSET = "Upload-Offset";

    private final Uploads uploads;
    private final ArtifactStore store;
    private final CaseDesk desk;
    private final Receiving receiving;

    UploadsController(Uploads uploads, ArtifactStore store, CaseDesk desk, Receiving receiving) {
        this.uploads = uploads;
        this.store = store;
        this.desk = desk;
        this.receiving = receiving;
    }

    /** What is going to come. */
    @Schema(name = "NewUpload")
    record NewUpload(
            @Schema(example = "app.jfr") @Nullable String name,

            @Schema(description = "Size of the whole file", example = "734003200") @Nullable Long bytes) {}

    /** An upload and how far it is. */
    @Schema(name = "Upload")
    record UploadView(
            @Schema(example = "01kax2r0v3m5n7p9r1t3v5w7x9") String id,
            @Schema(example = "app.jfr") String name,

            @Schema(description = "Size of the whole file", example = "734003200")
            long bytes,

            @Schema(description = "Bytes that are here", example = "73400320")
            long offset,

            @Schema(example = "/api/v1/cases/01kax2q8c3m5n7p9r1t3v5w7x9/uploads/01kax2r0v3m5n7p9r1t3v5w7x9")
            String href) {}

    @Operation(
            summary = "Announce an artifact",
            description =
                    "Room for it is reserved. Then send its bytes with PATCH, in one go or in several. With the header"
                            + " Idempotency-Key it is announced once, however often that is sent.")
    @ApiResponse(responseCode = "201", description = "The upload; Location says where its bytes go")
    @ApiResponse(
            responseCode = "200",
            description =
                    "The upload that this Idempotency-Key has announced is whole; Location and href are the artifact")
    @PostMapping(path = "/api/v1/cases/{id}/uploads", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<UploadView> announce(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = Keys.HEADER, required = false) @Nullable String key,
            @RequestBody NewUpload wanted) {
        var kept = desk.find(caller, id);
        var name = wanted.name() == null ? "" : Names.clean(wanted.name());
        if (name.isEmpty()) {
            throw UploadProblems.name();
        }
        var bytes = wanted.bytes();
        if (bytes == null || bytes < 1) {
            throw Problems.problem(
                    HttpStatus.BAD_REQUEST,
                    "no-size",
                    "No size",
                    "Say in bytes how large the file is: a number from 1.");
        }
        var once = Keys.once(caller, key, "POST uploads " + id + " " + bytes + " " + name);
        var whole = once == null ? Optional.<Uploads.Whole>empty() : uploads.whole(once);
        if (whole.isPresent()) {
            return whole(id, whole.get(), name, bytes);
        }
        var upload = receiving.reserve(kept, name, bytes, true, once);
        var view = view(upload, 0);
        return ResponseEntity.created(URI.create(view.href()))
                .header(OFFSET, "0")
                .body(view);
    }

    private static ResponseEntity<UploadView> whole(String id, Uploads.Whole whole, String name, long bytes) {
        var href = ArtifactView.href(id, whole.artifact());
        return ResponseEntity.ok()
                .location(URI.create(href))
                .header(OFFSET, String.valueOf(bytes))
                .body(new UploadView(whole.upload(), name, bytes, bytes, href));
    }

    @Operation(summary = "How far an upload is", description = "Also by HEAD: the header Upload-Offset says it.")
    @GetMapping(path = "/api/v1/cases/{id}/uploads/{upload}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<UploadView> get(Caller caller, @PathVariable String id, @PathVariable("upload") String uploadId)
            throws IOException {
        var upload = find(caller, id, uploadId);
        long here = store.received(upload.id());
        return ResponseEntity.ok().header(OFFSET, String.valueOf(here)).body(view(upload, here));
    }

    @Operation(
            summary = "Go on with an upload",
            description = "The body is what comes after Upload-Offset. What came of a body that breaks off is kept.")
    @ApiResponse(responseCode = "204", description = "There is more to come", content = @Content)
    @ApiResponse(
            responseCode = "202",
            description = "It is whole and on disk, and is being read; Location is the artifact",
            content = @Content)
    @PatchMapping("/api/v1/cases/{id}/uploads/{upload}")
    ResponseEntity<Void> append(
            Caller caller,
            @PathVariable String id,
            @PathVariable("upload") String uploadId,
            @Parameter(description = "Bytes that are here already", example = "73400320")
                    @RequestHeader(name = OFFSET, defaultValue = "0")
                    long offset,
            HttpServletRequest request)
            throws IOException {
        var upload = find(caller, id, uploadId);
        long here = store.received(upload.id());
        if (offset != here) {
            throw UploadProblems.offset(here);
        }
        var made = resume(upload, here, request);
        return made == null
                ? ResponseEntity.noContent()
                        .header(OFFSET, String.valueOf(store.received(upload.id())))
                        .build()
                : ResponseEntity.accepted()
                        .location(URI.create(ArtifactView.href(id, made.id())))
                        .build();
    }

    private Once.@Nullable Made resume(Upload upload, long here, HttpServletRequest request) throws IOException {
        try {
            return receiving.resume(upload, here, request.getInputStream());
        } catch (ArtifactStore.BusyException e) {
            throw Problems.problem(
                    HttpStatus.CONFLICT,
                    "upload-busy",
                    "Upload busy",
                    "Another request sends bytes of this upload; ask for its offset and go on in a moment.");
        }
    }

    @Operation(summary = "Give up an upload")
    @ApiResponse(responseCode = "204", description = "It is gone")
    @DeleteMapping("/api/v1/cases/{id}/uploads/{upload}")
    ResponseEntity<Void> drop(Caller caller, @PathVariable String id, @PathVariable("upload") String uploadId)
            throws IOException {
        receiving.drop(find(caller, id, uploadId));
        return ResponseEntity.noContent().build();
    }

    private Upload find(Caller caller, String id, String uploadId) {
        desk.find(caller, id);
        return uploads.find(caller.owner(), id, uploadId)
                .filter(Upload::resumable)
                .orElseThrow(() -> UploadProblems.unknown("upload", uploadId));
    }

    private static UploadView view(Upload upload, long here) {
        return new UploadView(
                upload.id(),
                upload.name(),
                upload.bytes(),
                here,
                CaseView.href(upload.caseId()) + "/uploads/" + upload.id());
    }
}
