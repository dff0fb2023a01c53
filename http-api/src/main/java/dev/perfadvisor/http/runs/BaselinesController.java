package dev.perfadvisor.http.runs;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.Baselines;
import dev.perfadvisor.engine.NoSuchBaselineException;
import dev.perfadvisor.engine.UnusableBaselineException;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.engine.render.Json;
import dev.perfadvisor.engine.store.Baseline;
import dev.perfadvisor.engine.store.BaselineStore;
import dev.perfadvisor.engine.store.jdbc.JdbcBaselineStore;
import dev.perfadvisor.http.Paging;
import dev.perfadvisor.http.Problems;
import dev.perfadvisor.http.access.Caller;
import dev.perfadvisor.http.analysis.Turns;
import dev.perfadvisor.http.cases.Keys;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/baselines}: runs that are kept under a name, to hold later ones against. */
@RestController
@Tag(name = "runs")
class BaselinesController {

    /** Databases have orders of their own, by which no page could be found again. */
    private static final Comparator<Baseline.Entry> ORDER = Comparator.comparing(Baseline.Entry::name)
            .thenComparing(Comparator.comparingInt(Baseline.Entry::version).reversed());

    private final Advisor advisor;
    private final JdbcBaselineStore store;
    private final RunReading reading;
    private final Turns turns;

    BaselinesController(Advisor advisor, JdbcBaselineStore store, RunReading reading, Turns turns) {
        this.advisor = advisor;
        this.store = store;
        this.reading = reading;
        this.turns = turns;
    }

    /** Runs to be kept. */
    @Schema(name = "NewBaseline")
    record NewBaseline(
            @Schema(example = "release") @Nullable String name,

            @Schema(description = "What you say of system and machine", example = "{\"build\": \"4711\"}") @Nullable Map<String, String> environment,

            @Nullable List<RunRef> runs) {}

    /** A baseline as clients see it; {@code notes} say what weakens it. */
    @Schema(name = "Baseline")
    record BaselineView(
            @Schema(example = "release") String name,
            @Schema(example = "3") int version,
            Instant savedAt,

            @Schema(description = "Runs of the same test have the same one")
            String test,

            Map<String, String> environment,
            @Schema(example = "6") int runs,
            List<String> notes,
            @Schema(example = "/api/v1/baselines/release@3") String href) {

        static BaselineView of(Baseline.Entry kept, List<String> notes) {
            return new BaselineView(
                    kept.name(),
                    kept.version(),
                    kept.savedAt(),
                    kept.test(),
                    kept.environment(),
                    kept.runs(),
                    notes,
                    "/api/v1/baselines/"
                            + URLEncoder.encode(kept.name(), StandardCharsets.UTF_8)
                                    .replace("+", "%20") + "@" + kept.version());
        }

        static BaselineView of(Baseline kept, List<String> notes) {
            return of(
                    new Baseline.Entry(
                            kept.name(),
                            kept.version(),
                            kept.savedAt(),
                            kept.test(),
                            kept.environment(),
                            kept.runs().size()),
                    notes);
        }
    }

    @Operation(
            summary = "Keep runs under a name",
            description =
                    "Each time is a version of its own. With the header Idempotency-Key one is kept once, however often"
                            + " that is sent.")
    @ApiResponse(responseCode = "201", description = "The baseline; Location says where it is")
    @PostMapping(path = "/api/v1/baselines", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<BaselineView> save(
            Caller caller,
            @RequestHeader(name = Keys.HEADER, required = false) @Nullable String key,
            @RequestBody NewBaseline wanted)
            throws InterruptedException {
        var name = wanted.name() == null ? "" : wanted.name();
        var environment =
                wanted.environment() == null ? new TreeMap<String, String>() : new TreeMap<>(wanted.environment());
        var runs = wanted.runs() == null ? List.<RunRef>of() : wanted.runs();
        var once = Keys.once(
                caller,
                key,
                "POST baselines " + Json.write(Map.of("name", name, "environment", environment, "runs", runs)));
        var before = once == null ? Optional.<Integer>empty() : store.saved(once);
        var saved = turns.inTurn(() -> before.isPresent()
                ? of(caller, store).saved(name + "@" + before.get())
                : of(caller, store.within(once))
                        .save(name, environment, reading.evidence(caller, runs), Progress.SILENT));
        var view = BaselineView.of(saved.baseline(), saved.notes());
        return ResponseEntity.created(URI.create(view.href())).body(view);
    }

    @Operation(
            summary = "All baselines, by name and then latest version first",
            description = "When there are more of them, the header Link says where the next ones are.")
    @GetMapping(path = "/api/v1/baselines", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<List<BaselineView>> list(
            Caller caller,
            @Parameter(description = "Most baselines in the answer, 1 to 1000") @RequestParam(defaultValue = "1000")
                    int limit,
            @Parameter(description = "name@version of the last baseline of the page before")
                    @RequestParam(defaultValue = "")
                    String after) {
        Paging.check(limit, Paging.ALL);
        var found = new OwnedBaselines(store, caller.owner())
                .list().stream()
                        .filter(entry -> comesAfter(entry, after))
                        .sorted(ORDER)
                        .limit(limit + 1L)
                        .toList();
        var page = Paging.page(found, limit, "/api/v1/baselines", entry -> entry.name() + "@" + entry.version());
        return ResponseEntity.ok()
                .headers(page.links())
                .body(page.items().stream()
                        .map(entry -> BaselineView.of(entry, List.of()))
                        .toList());
    }

    /** Also when the one that is named has been deleted since. */
    private static boolean comesAfter(Baseline.Entry entry, String after) {
        int at = after.lastIndexOf('@');
        if (after.isEmpty()) {
            return true;
        }
        if (at < 0 || !after.substring(at + 1).matches("[0-9]{1,9}")) {
            throw Problems.problem(
                    HttpStatus.BAD_REQUEST, "bad-after", "Bad after", "after is the name@version of a baseline.");
        }
        int byName = entry.name().compareTo(after.substring(0, at));
        return byName > 0 || (byName == 0 && entry.version() < Integer.parseInt(after.substring(at + 1)));
    }

    @Operation(
            summary = "One baseline",
            description = "By its name, which means the latest version, or by name@version.")
    @GetMapping(path = "/api/v1/baselines/{reference}", produces = MediaType.APPLICATION_JSON_VALUE)
    BaselineView get(Caller caller, @PathVariable String reference) {
        return BaselineView.of(of(caller, store).find(reference), List.of());
    }

    @Operation(summary = "Delete all versions of a baseline, or name@version")
    @ApiResponse(responseCode = "204", description = "It is gone")
    @DeleteMapping("/api/v1/baselines/{reference}")
    ResponseEntity<Void> delete(Caller caller, @PathVariable String reference) {
        Baselines.delete(new OwnedBaselines(store, caller.owner()), reference);
        return ResponseEntity.noContent().build();
    }

    private Baselines of(Caller caller, BaselineStore kept) {
        return new Baselines(advisor, new OwnedBaselines(kept, caller.owner()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unusable(UnusableBaselineException e) {
        return Problems.answer(Problems.problem(
                HttpStatus.UNPROCESSABLE_CONTENT,
                e.unread() ? "unreadable-evidence" : "unusable-baseline",
                e.unread() ? "Unreadable evidence" : "Unusable baseline",
                String.valueOf(e.getMessage())));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unknown(NoSuchBaselineException e) {
        return Problems.answer(Problems.problem(
                HttpStatus.NOT_FOUND, "unknown-baseline", "Unknown baseline", String.valueOf(e.getMessage())));
    }
}
