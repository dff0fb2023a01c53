package dev.perfadvisor.http.analysis;

import dev.perfadvisor.engine.render.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The main program of the process that reads evidence: {@code Worker REQUEST FACTS}. The request is a JSON array of
 * {@code {name, file}}; the facts are written to the other file. On standard output it says how many bytes were read, a
 * number a line. It ends when standard input does, which is when the service that started it ends.
 */
final class Worker {

    private static final long TELL_EACH = 1024 * 1024;

    private Worker() {}

    public static void main(String[] args) throws IOException {
        Thread.ofPlatform().daemon().start(() -> endWith(System.in));
        Files.writeString(Path.of(args[1]), facts(Path.of(args[0]), System.out));
    }

    private static void endWith(InputStream service) {
        try {
            while (service.read() >= 0) {}
        } catch (IOException e) {
            Runtime.getRuntime().halt(1);
        }
        Runtime.getRuntime().halt(1);
    }

    private static String facts(Path request, PrintStream told) throws IOException {
        var untold = new AtomicLong();
        var facts = new InProcessAnalyst().read(pieces(request), new Analyst.Watch() {
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
