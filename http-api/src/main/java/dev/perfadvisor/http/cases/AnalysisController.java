package dev.perfadvisor.http.cases;

import dev.perfadvisor.engine.store.jdbc.ServedCases;
import dev.perfadvisor.http.access.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/cases/{id}/analysis}: the reading of the evidence, which may take a while and can be given up. */
@RestController
@Tag(name = "cases")
class AnalysisController {

    private final ServedCases cases;
    private final CaseDesk desk;

    AnalysisController(ServedCases cases, CaseDesk desk) {
        this.cases = cases;
        this.desk = desk;
    }

    @Operation(summary = "How far the reading of the evidence is")
    @GetMapping(path = "/api/v1/cases/{id}/analysis", produces = MediaType.APPLICATION_JSON_VALUE)
    CaseView.AnalysisView get(Caller caller, @PathVariable String id) {
        return CaseView.AnalysisView.of(desk.find(caller, id));
    }

    @Operation(
            summary = "Give up the reading of the evidence",
            description = "What was read before stays; new evidence starts the reading again.")
    @ApiResponse(responseCode = "204", description = "It is given up, or was over already")
    @DeleteMapping("/api/v1/cases/{id}/analysis")
    ResponseEntity<Void> cancel(Caller caller, @PathVariable String id) {
        desk.find(caller, id);
        cases.cancel(caller.owner(), id);
        return ResponseEntity.noContent().build();
    }
}
