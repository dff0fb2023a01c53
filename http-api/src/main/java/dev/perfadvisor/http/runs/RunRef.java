package dev.perfadvisor.http.runs;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run: the evidence of a case, or some of it.
 *
 * @param caseId whose evidence it is
 * @param artifacts ids of those that belong to the run; all of the case when left out
 * @param label what the run is called; the names of its artifacts when left out
 */
@Schema(name = "Run")
record RunRef(
        @Schema(example = "01kax2q8c3m5n7p9r1t3v5w7x9") @Nullable String caseId,

        @Schema(
                description = "Ids of artifacts; all of the case when left out",
                example = "[\"01kax2r0v3m5n7p9r1t3v5w7x9\"]")
        @Nullable List<String> artifacts,

        @Schema(example = "run 1") @Nullable String label) {}
