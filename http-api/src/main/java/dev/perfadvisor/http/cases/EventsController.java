package dev.perfadvisor.http.cases;

import dev.perfadvisor.engine.store.jdbc.ServedCases;
import dev.perfadvisor.http.Problems;
import dev.perfadvisor.http.access.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /api/v1/cases/{id}/events}: what happens in a case, as it happens. The events are read from the database, so that
 * any instance can tell of the work of another.
 */
@RestController
@Tag(name = "cases")
class EventsController {

    private static final Logger LOG = LoggerFactory.getLogger(EventsController.class);
    private static final Duration LOOK_EACH = Duration.ofMillis(250);
    private static final int SILENT_LOOKS = 40;

    private final ServedCases cases;
    private final CaseDesk desk;
    private volatile boolean ending;

    EventsController(ServedCases cases, CaseDesk desk) {
        this.cases = cases;
        this.desk = desk;
    }

    @Operation(
            summary = "What happens in a case",
            description =
                    "Server-sent events artifact, progress, analysis and message. A client that lost the connection"
                            + " goes on where it was by Last-Event-ID.")
    @ApiResponse(
            responseCode = "200",
            description = "The events, until the client goes",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(type = "string"),
                            examples = @ExampleObject("""
                                    id: 3
                                    event: progress
                                    data: {"read":73400320,"bytes":128974848}

                                    id: 4
                                    event: analysis
                                    data: {"state":"done"}
                                    """)))
    @GetMapping(path = "/api/v1/cases/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void events(
            Caller caller,
            @PathVariable String id,
            @Parameter(description = "Id of the last event that was seen")
                    @RequestHeader(name = "Last-Event-ID", defaultValue = "0")
                    String lastEventId,
            HttpServletResponse response)
            throws InterruptedException {
        desk.find(caller, id);
        long last = number(lastEventId);
        try {
            tell(EventStream.begin(response), caller, id, last);
        } catch (IOException e) {
            // Clients go when they have seen enough; it is no fault, and there is nobody to answer.
            LOG.debug("The client of the events of {} has gone", id);
        }
    }

    private void tell(EventStream stream, Caller caller, String id, long after)
            throws IOException, InterruptedException {
        long last = after;
        int silent = 0;
        while (!ending) {
            var found = cases.find(caller.owner(), id);
            if (found.isEmpty()) {
                stream.send("", "deleted", "{}");
                return;
            }
            if (found.get().events() > last) {
                for (var event : cases.events(id, last)) {
                    stream.send(String.valueOf(event.number()), event.kind(), event.data());
                    last = event.number();
                }
                silent = 0;
            } else if (++silent % SILENT_LOOKS == 0) {
                stream.alive();
            }
            Thread.sleep(LOOK_EACH);
        }
    }

    private static long number(String lastEventId) {
        if (!lastEventId.matches("[0-9]{1,18}")) {
            throw Problems.problem(
                    HttpStatus.BAD_REQUEST,
                    "bad-last-event-id",
                    "Bad Last-Event-ID",
                    "Last-Event-ID is the id of an event that was seen, a number.");
        }
        return Long.parseLong(lastEventId);
    }

    /** Otherwise the instance would wait for clients that never go. */
    @EventListener(ContextClosedEvent.class)
    void end() {
        ending = true;
    }
}
