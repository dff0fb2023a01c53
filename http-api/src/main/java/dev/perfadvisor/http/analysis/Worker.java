package dev.perfadvisor.http.analysis;

import dev.perfadvisor.engine.loadgen.Traffic;
import dev.perfadvisor.engine.loadgen.UnusableOrderException;
import dev.perfadvisor.engine.render.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The main program of the process that reads evidence: {@code Worker WORK REQUEST RESULT}. The request is a JSON array of
 * {@code {name, file}}; what comes out is written to the other file: facts, or {@link Requests}. On standard output it says
 * how many bytes were read, a number a line. It ends when standard input does, which is when the service that started it ends.
 */
final class Worker {

    private static final long TELL_EACH = 1024 * 1024;

    private Worker() {}

    /** What there is to do. */
    enum Work {
        FACTS,
        REQUESTS
    }

    /**
     * What pieces say is to be requested.
     *
     * @param problem why that can not be said, in a sentence; empty when it can
     * @param unread whether the fault is with the pieces
     */
    record Requests(@Nullable Traffic traffic, String problem, boolean unread) {

        static Requests of(String json) {
            return Json.mapper().readValue(json, Requests.class);
        }

        Optional<Traffic> get() {
            if (problem.isEmpty()) {
                return Optional.ofNullable(traffic);
            }
            throw unread ? UnusableOrderException.unread(problem) : new UnusableOrderException(problem);
        }
    }

    public static void main(String[] args) throws IOException {
        Thread.ofPlatform().daemon().start(() -> endWith(System.in));
        work(args);
    }

    /** What is asked for by the arguments of {@link #main}. */
    static void work(String... args) throws IOException {
        var pieces = pieces(Path.of(args[1]));
        var result = switch (Work.valueOf(args[0])) {
            case FACTS -> facts(pieces, System.out);
            case REQUESTS -> Json.write(requests(pieces));
        };
        Files.writeString(Path.of(args[2]), result);
    }

    private static void endWith(InputStream service) {
        try {
            while (service.read() >= 0) {}
        } catch (IOException e) {
            Runtime.getRuntime().halt(1);
        }
        Runtime.getRuntime().halt(1);
    }

    private static Requests requests(List<Analyst.Piece> pieces) {
        try {
            return new Requests(new InProcessAnalyst().requests(pieces).orElse(null), "", false);
        } catch (UnusableOrderException e) {
            return new Requests(null, String.valueOf(e.getMessage()), e.isUnread());
        }
    }

    private static String facts(List<Analyst.Piece> pieces, PrintStream told) {
        var untold = new AtomicLong();
        var facts = new InProcessAnalyst().read(pieces, new Analyst.Watch() {
            @Override
            public void read(long bytes) {
                long sum = untold.addAndGet(bytes);
                if (sum >= TELL_EACH && untold.compareAndSet(sum, 0)) {
                    told.println(sum);
                    told.flush();
                }
            }

            @Override
            public boolean isGone() {
                return false;
            }
        });
        told.println(untold.get());
        told.flush();
        return facts.facts();
    }

    private static List<Analyst.Piece> pieces(Path request) throws IOException {
        var pieces = new ArrayList<Analyst.Piece>();
        Json.mapper()
                .readTree(Files.readString(request, StandardCharsets.UTF_8))
                .forEach(piece -> pieces.add(new Analyst.Piece(
                        piece.path("name").asString(""),
                        Path.of(piece.path("file").asString("")),
                        "")));
        return pieces;
    }
}
