package dev.perfadvisor.http.runs;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.Baselines;
import dev.perfadvisor.engine.Comparisons;
import dev.perfadvisor.engine.NoSuchBaselineException;
import dev.perfadvisor.engine.compare.Run;
import dev.perfadvisor.engine.model.Comparison;
import dev.perfadvisor.engine.render.ComparisonReport;
import dev.perfadvisor.engine.render.Style;
import dev.perfadvisor.engine.store.BaselineStore;
import dev.perfadvisor.http.Problems;
import dev.perfadvisor.http.Rendered;
import dev.perfadvisor.http.access.Caller;
import dev.perfadvisor.http.analysis.Turns;
import dev.perfadvisor.http.runs.JudgedRuns.RunFacts;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/comparisons}: whether runs are better or worse than others. */
@RestController
@Tag(name = "runs")
class ComparisonsController {

    private final Comparisons comparisons;
    private final BaselineStore store;
    private final RunReading reading;
    private final JudgedRuns judged;
    private final Turns turns;

    ComparisonsController(Advisor advisor, BaselineStore store, RunReading reading, JudgedRuns judged, Turns turns) {
        this.comparisons = new Comparisons(advisor);
        this.store = store;
        this.reading = reading;
        this.judged = judged;
        this.turns = turns;
    }

    /** What is to be compared. */
    @Schema(name = "NewComparison")
    record NewComparison(
            @Schema(description = "A baseline to compare with, in the place of base", example = "release") @Nullable String baseline,

            @Schema(description = "Runs before the change") @Nullable List<RunRef> base,

            @Schema(description = "Runs after it") @Nullable List<RunRef> candidate) {}

    @Operation(
            summary = "Compare runs",
            description = "Better, worse, no change, or how many runs it would take to tell.")
    @ApiResponse(
            responseCode = "200",
            description = "The verdict, as advisor.comparison/1 in JSON, or as a report",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(type = "object")),
                @Content(mediaType = MediaType.TEXT_HTML_VALUE, schema = @Schema(type = "string")),
                @Content(mediaType = "text/markdown", schema = @Schema(type = "string"))
            })
    @PostMapping(
            path = "/api/v1/comparisons",
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_HTML_VALUE, "text/markdown"})
    Rendered compare(Caller caller, @RequestBody NewComparison wanted) throws InterruptedException {
        var comparison = turns.inTurn(() -> verdict(caller, wanted));
        return format -> ComparisonReport.render(comparison, format, Style.plain());
    }

    private Comparison verdict(Caller caller, NewComparison wanted) throws InterruptedException {
        var candidate = judged(reading.read(caller, wanted.candidate()));
        if (wanted.baseline() == null) {
            return comparisons.compare(judged(reading.read(caller, wanted.base())), candidate);
        }
        try {
            var kept = Baselines.find(new OwnedBaselines(store, caller.owner()), wanted.baseline());
            return comparisons.compare(
                    judged(kept.runs().stream()
                            .map(run -> new RunFacts(run.label(), run.label(), run.facts()))
                            .toList()),
                    candidate);
        } catch (NoSuchBaselineException e) {
            throw Problems.problem(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "unknown-baseline",
                    "Unknown baseline",
                    String.valueOf(e.getMessage()));
        }
    }

    private List<Run> judged(List<RunFacts> runs) {
        return runs.stream().map(judged::of).toList();
    }
}
