package dev.perfadvisor.scripted;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The server. It listens on the loopback interface until it is closed. */
public final class ScriptedModel implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Protocol protocol;
    private final Script script;
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private volatile boolean streamed;
    private final AtomicInteger left = new AtomicInteger();

    /** Starts a server on a free port. */
    public ScriptedModel(Protocol protocol, Script script) {
        this(protocol, 0, script);
    }

    /** Starts a server on a port. */
    public ScriptedModel(Protocol protocol, int port, Script script) {
        this.protocol = protocol;
        this.script = script;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + protocol.path();
    }

    /** Bodies of all requests so far: all that has left the client. */
    public List<String> bodies() {
        return List.copyOf(bodies);
    }

    /** Whether the last request asked for an answer in parts. */
    public boolean streamed() {
        return streamed;
    }

    /** Values of the headers that carry keys. */
    public List<String> keys() {
        return List.copyOf(keys);
    }

    /** How many clients have left before they had their answer. */
    public int left() {
        return left.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            bodies.add(body);
            var headers = exchange.getRequestHeaders();
            keys.addAll(headers.getOrDefault("Authorization", headers.getOrDefault("X-api-key", List.of())));
            var seen = Protocol.seen(bodies.size(), body);
            streamed = seen.stream();
            move(exchange, seen, script.next(seen), End.WHOLE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How much of an answer is sent. */
    private enum End {
        WHOLE,
        BROKEN,
        SHORT
    }

    private void move(HttpExchange exchange, Seen seen, Move move, End end) throws IOException, InterruptedException {
        switch (move) {
            case Move.Calls(var calls) -> send(exchange, seen, "", calls, end);
            case Move.Text(var text) -> send(exchange, seen, text, List.of(), end);
            case Move.Cut(var inner) -> move(exchange, seen, inner, End.BROKEN);
            case Move.HalfStream(var inner) -> move(exchange, seen, inner, End.SHORT);
            case Move.After(var wait, var inner) -> {
                wait(exchange, seen, wait);
                move(exchange, seen, inner, end);
            }
            case Move.Raw raw -> {
                raw.headers()
                        .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
                exchange.getResponseHeaders().set("Content-Type", raw.contentType());
                var bytes = raw.body().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(raw.status(), bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    /** Sends something that means nothing now and then, and so notices when the client has left. */
    private void wait(HttpExchange exchange, Seen seen, Duration wait) throws IOException, InterruptedException {
        exchange.getResponseHeaders().set("Content-Type", protocol.type(seen.stream()));
        exchange.sendResponseHeaders(200, 0);
        var beat = protocol.beat(seen.stream()).getBytes(StandardCharsets.UTF_8);
        long end = System.nanoTime() + wait.toNanos();
        try {
            while (System.nanoTime() < end) {
                Thread.sleep(20);
                exchange.getResponseBody().write(beat);
                exchange.getResponseBody().flush();
            }
        } catch (IOException e) {
            left.incrementAndGet();
            throw e;
        }
    }

    private void send(HttpExchange exchange, Seen seen, String text, List<Move.Call> calls, End end)
            throws IOException {
        var parts = seen.stream() ? protocol.parts(text, calls) : List.of(protocol.whole(text, calls));
        var all = String.join("", parts).getBytes(StandardCharsets.UTF_8);
        int sent = end == End.WHOLE ? all.length : parts.size() > 1 ? half(parts) : all.length / 2;
        if (exchange.getResponseCode() < 0) {
            exchange.getResponseHeaders().set("Content-Type", protocol.type(seen.stream()));
            exchange.sendResponseHeaders(200, end == End.BROKEN ? all.length : 0);
        }
        var out = exchange.getResponseBody();
        out.write(all, 0, sent);
        out.flush();
        if (end != End.BROKEN) {
            out.close();
        }
    }

    /** Bytes of the first half of the parts, the first of them at least. */
    private static int half(List<String> parts) {
        return String.join("", parts.subList(0, Math.max(1, (parts.size() - 1) / 2)))
                .getBytes(StandardCharsets.UTF_8)
                .length;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        threads.close();
    }
}
