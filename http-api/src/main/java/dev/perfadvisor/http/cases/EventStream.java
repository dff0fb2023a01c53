package dev.perfadvisor.http.cases;

import dev.perfadvisor.http.Problems;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;

/** Writes server-sent events. A client that has gone shows in an {@link IOException} of the next write. */
public final class EventStream {

    private final OutputStream out;

    private EventStream(OutputStream out) {
        this.out = out;
    }

    /** What comes of a request, told by events. */
    @FunctionalInterface
    public interface Story {
        void tell(EventStream stream, Pulse pulse) throws IOException, InterruptedException;
    }

    /** The last event, where something went wrong. */
    @FunctionalInterface
    public interface Failure {
        void tell(EventStream stream, ProblemDetail problem) throws IOException;
    }

    /** Answers a request. Its status is sent before anything can go wrong, so that whatever does is told as an event. */
    public static void answer(HttpServletResponse response, Story story, Failure failure) throws IOException {
        var stream = begin(response);
        try (var pulse = Pulse.of(stream)) {
            story.tell(stream, pulse);
        } catch (RuntimeException | InterruptedException e) {
            var problem = Problems.detail(e);
            if (problem != null) {
                failure.tell(stream, problem);
            }
        }
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
    public synchronized void send(String id, String event, String data) throws IOException {
        var text = new StringBuilder();
        if (!id.isEmpty()) {
            text.append("id: ").append(id).append('\n');
        }
        text.append("event: ").append(event).append('\n');
        data.lines().forEach(line -> text.append("data: ").append(line).append('\n'));
        write(text.append('\n'));
    }

    /** One line of data without a name, as older kinds of streams have it. */
    public synchronized void data(String line) throws IOException {
        write(new StringBuilder("data: ").append(line).append("\n\n"));
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
