package dev.perfadvisor.http.cases;

import dev.perfadvisor.engine.store.ServedCase;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Locale;

/** A case as clients see it. */
@Schema(name = "Case")
public record CaseView(
        @Schema(example = "01kax2q8c3m5n7p9r1t3v5w7x9") String id,

        @Schema(description = "The problem in the user's words", example = "Checkout takes 2 s since the deploy")
        String title,

        @Schema(
                description = "The last diagnosis in a sentence; empty before the first",
                example = "One query per row (N+1).")
        String verdict,

        Instant createdAt,
        Instant changedAt,
        AnalysisView analysis,
        Links links) {

    /** How far the reading of the evidence is; {@code failure} says why it could not be read. */
    @Schema(name = "Analysis")
    record AnalysisView(
            @Schema(
                    allowableValues = {"none", "pending", "done", "cancelled", "failed"},
                    example = "done")
            String state,

            @Schema(description = "Why it failed; empty when it did not", example = "")
            String failure) {

        static AnalysisView of(ServedCase kept) {
            return new AnalysisView(kept.analysis().name().toLowerCase(Locale.ROOT), kept.failure());
        }
    }

    /** Where the parts of the case are. */
    @Schema(name = "CaseLinks")
    record Links(
            @Schema(example = "/api/v1/cases/01kax2q8c3m5n7p9r1t3v5w7x9")
            String self,

            @Schema(example = "/api/v1/cases/01kax2q8c3m5n7p9r1t3v5w7x9/artifacts")
            String artifacts,

            @Schema(example = "/api/v1/cases/01kax2q8c3m5n7p9r1t3v5w7x9/diagnosis")
            String diagnosis,

            @Schema(example = "/api/v1/cases/01kax2q8c3m5n7p9r1t3v5w7x9/messages")
            String messages,

            @Schema(example = "/api/v1/cases/01kax2q8c3m5n7p9r1t3v5w7x9/events")
            String events,

            @Schema(example = "/api/v1/cases/01kax2q8c3m5n7p9r1t3v5w7x9/analysis")
            String analysis) {
        static Links of(String id) {
            var self = href(id);
            return new Links(
                    self,
                    self + "/artifacts",
                    self + "/diagnosis",
                    self + "/messages",
                    self + "/events",
                    self + "/analysis");
        }
    }

    /** Where a case is. */
    public static String href(String id) {
        return "/api/v1/cases/" + id;
    }

    static CaseView of(ServedCase kept) {
        return new CaseView(
                kept.id(),
                kept.title(),
                kept.verdict(),
                kept.createdAt(),
                kept.changedAt(),
                AnalysisView.of(kept),
                Links.of(kept.id()));
    }
}
