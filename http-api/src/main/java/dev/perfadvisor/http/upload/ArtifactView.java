package dev.perfadvisor.http.upload;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.perfadvisor.engine.store.ServedArtifact;
import dev.perfadvisor.http.cases.CaseView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/** An artifact as clients see it. */
@Schema(name = "Artifact")
record ArtifactView(
        @Schema(example = "01kax2r0v3m5n7p9r1t3v5w7x9") String id,
        @Schema(example = "checkout.jfr") String name,

        @Schema(description = "As handed in", example = "734003")
        long bytes,

        @Schema(example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        String sha256,

        Instant receivedAt,

        @Schema(
                description = "waiting, or how much could be read",
                allowableValues = {"waiting", "complete", "partial", "rejected"},
                example = "complete")
        String status,

        @Schema(
                description =
                        "What the engine says of it, one for each file of an archive: kind, format, reading, from, to",
                type = "array")
        @JsonRawValue
        String readings,

        @Schema(example = "/api/v1/cases/01kax2q8c3m5n7p9r1t3v5w7x9/artifacts/01kax2r0v3m5n7p9r1t3v5w7x9")
        String href) {

    static ArtifactView of(ServedArtifact kept) {
        return new ArtifactView(
                kept.id(),
                kept.name(),
                kept.bytes(),
                kept.sha256(),
                kept.receivedAt(),
                kept.status(),
                kept.readings().isEmpty() ? "[]" : kept.readings(),
                href(kept.caseId(), kept.id()));
    }

    static String href(String caseId, String id) {
        return CaseView.href(caseId) + "/artifacts/" + id;
    }
}
