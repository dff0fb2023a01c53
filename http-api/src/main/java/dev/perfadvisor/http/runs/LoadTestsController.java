package dev.perfadvisor.http.runs;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.loadgen.LoadTestOrder;
import dev.perfadvisor.engine.loadgen.LoadTestScript;
import dev.perfadvisor.engine.loadgen.UnusableOrderException;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.engine.store.ServedArtifact;
import dev.perfadvisor.http.Problems;
import dev.perfadvisor.http.access.Caller;
import dev.perfadvisor.http.analysis.Analyst;
import dev.perfadvisor.http.analysis.EvidenceReader;
import dev.perfadvisor.http.analysis.Turns;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/load-tests}: scripts for k6 and JMeter. No address in them is called from here. */
@RestController
@Tag(name = "runs")
class LoadTestsController {

    private final Advisor advisor;
    private final RunReading reading;
    private final EvidenceReader reader;
    private final Turns turns;

    LoadTestsController(Advisor advisor, RunReading reading, EvidenceReader reader, Turns turns) {
        this.advisor = advisor;
        this.reading = reading;
        this.reader = reader;
        this.turns = turns;
    }

    /** What is to be tested, and how. */
    @Schema(name = "NewLoadTest")
    record NewLoadTest(
            @Schema(
                    description =
                            "A case whose artifacts say what to request: OpenAPI, HAR, a list of URLs, or the result of a load test",
                    example = "01kax2q8c3m5n7p9r1t3v5w7x9")
            @Nullable String caseId,

            @Schema(description = "Ids of the artifacts that do; all of the case when left out") @Nullable List<String> artifacts,

            @Schema(description = "The test; what is left out is decided by the traffic") @Nullable Order order) {}

    /** A {@link LoadTestOrder}. */
    @Schema(name = "LoadTestOrder")
    record Order(
            @Schema(description = "smoke, average (usual), stress, spike, soak or breakpoint", example = "average")
            @Nullable String kind,

            @Schema(description = "k6 (usual) or jmeter", example = "k6") @Nullable String tool,

            @Schema(description = "What to request", example = "[\"GET https://shop.example/cart\"]") @Nullable
            List<String> urls,

            @Schema(description = "Requests per second of the usual load", example = "50") @Nullable Double rate,

            @Schema(description = "Of the main stage", example = "10m") @Nullable String duration,

            @Schema(description = "Limit for the median", example = "200ms") @Nullable String p50,

            @Schema(description = "Limit for the 95th percentile", example = "400ms") @Nullable String p95,

            @Schema(description = "Limit for the 99th percentile", example = "500ms") @Nullable String p99,

            @Schema(description = "Limit for the share of requests that fail", example = "1%") @Nullable String errors) {

        static final Order OPEN = new Order(null, null, null, null, null, null, null, null, null);

        LoadTestOrder forEngine() {
            return new LoadTestOrder(kind, tool, urls, rate, duration, p50, p95, p99, errors);
        }
    }

    @Operation(summary = "Write a load test")
    @ApiResponse(responseCode = "200", description = "The script, as a file")
    @PostMapping(path = "/api/v1/load-tests", produces = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<String> write(Caller caller, @RequestBody NewLoadTest wanted) throws InterruptedException {
        try {
            var script = turns.inTurn(() -> script(caller, wanted));
            return ResponseEntity.ok()
                    .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + script.fileName() + "\"")
                    .contentType(MediaType.parseMediaType("text/plain;charset=UTF-8"))
                    .body(script.text());
        } catch (UnusableOrderException e) {
            throw Problems.problem(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    e.isUnread() ? "unreadable-evidence" : "unusable-order",
                    e.isUnread() ? "Unreadable evidence" : "Unusable order",
                    String.valueOf(e.getMessage()));
        }
    }

    private LoadTestScript script(Caller caller, NewLoadTest wanted) throws InterruptedException {
        var order =
                wanted.order() == null ? Order.OPEN.forEngine() : wanted.order().forEngine();
        if (wanted.caseId() == null) {
            return advisor.loadTest(order, List.of(), Progress.SILENT);
        }
        var found = reading.find(caller, wanted.caseId(), wanted.artifacts());
        var described = reader.requests(found);
        return described.isPresent()
                ? advisor.loadTest(order, described.get())
                : advisor.loadTestOfFacts(
                        order,
                        reader.read(found, Analyst.Watch.blind()),
                        found.stream().map(ServedArtifact::name).toList());
    }
}
