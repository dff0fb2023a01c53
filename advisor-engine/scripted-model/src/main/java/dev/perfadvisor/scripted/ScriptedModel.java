package dev.perfadvisor.scripted;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
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

/** The server. It listens on a free port of the loopback interface until it is closed. */
public final class ScriptedModel implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Protocol protocol;
    private final Script script;
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final AtomicInteger left = new AtomicInteger();

    /** Starts a server. */
    public ScriptedModel(Protocol protocol, Script script) {
        this.protocol = protocol;
        this.script = script;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
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
            move(exchange, seen, script.next(seen), false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void move(HttpExchange exchange, Seen seen, Move move, boolean cut)
            throws IOException, InterruptedException {
        switch (move) {
            case Move.Calls(var calls) -> send(exchange, seen, "", calls, cut);
            case Move.Text(var text) -> send(exchange, seen, text, List.of(), cut);
            case Move.Cut(var inner) -> move(exchange, seen, inner, true);
            case Move.After(var wait, var inner) -> {
                wait(exchange, wait);
                move(exchange, seen, inner, cut);
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

    /** Sends a space now and then, which JSON allows, and so notices when the client has left. */
    private void wait(HttpExchange exchange, Duration wait) throws IOException, InterruptedException {
        exchange.getResponseHeaders().set("Content-Type", protocol.type(false));
        exchange.sendResponseHeaders(200, 0);
        long end = System.nanoTime() + wait.toNanos();
        try {
            while (System.nanoTime() < end) {
                Thread.sleep(20);
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
            }
        } catch (IOException e) {
            left.incrementAndGet();
            throw e;
        }
    }

    private void send(HttpExchange exchange, Seen seen, String text, List<Move.Call> calls, boolean cut)
            throws IOException {
        var parts = seen.stream() ? protocol.parts(text, calls) : List.of(protocol.whole(text, calls));
        if (exchange.getResponseCode() < 0) {
            exchange.getResponseHeaders().set("Content-Type", protocol.type(seen.stream()));
            exchange.sendResponseHeaders(
                    200, cut && !seen.stream() ? parts.getFirst().length() : 0);
        }
        try (OutputStream out = exchange.getResponseBody()) {
            for (var part : cut ? parts.subList(0, 1) : parts) {
                var bytes = part.getBytes(StandardCharsets.UTF_8);
                out.write(bytes, 0, cut && !seen.stream() ? bytes.length / 2 : bytes.length);
                out.flush();
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        threads.close();
    }
}
