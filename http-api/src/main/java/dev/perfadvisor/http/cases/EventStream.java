package dev.perfadvisor.http.cases;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;

/** Writes server-sent events. A client that has gone shows in an {@link IOException} of the next write. */
final class EventStream {

    private final OutputStream out;

    private EventStream(OutputStream out) {
        this.out = out;
    }

    /** Begins the answer to a request; nothing else may be written to it. */
    static EventStream begin(HttpServletResponse response) throws IOException {
        response.setContentType("text/event-stream;charset=UTF-8");
        // Proxies that collect answers would hold the events back.
        response.setHeader("X-Accel-Buffering", "no");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.flushBuffer();
        return new EventStream(response.getOutputStream());
    }

    /**
     * One event.
     *
     * @param id for {@code Last-Event-ID}, empty for none
     * @param data may have several lines
     */
    synchronized void send(String id, String event, String data) throws IOException {
        var text = new StringBuilder();
        if (!id.isEmpty()) {
            text.append("id: ").append(id).append('\n');
        }
        text.append("event: ").append(event).append('\n');
        data.lines().forEach(line -> text.append("data: ").append(line).append('\n'));
        write(text.append('\n'));
    }

    /** Says nothing, and finds out whether the client is still there. */
    synchronized void alive() throws IOException {
        write(new StringBuilder(": \n\n"));
    }

    private void write(StringBuilder text) throws IOException {
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
