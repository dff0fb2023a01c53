package dev.perfadvisor.engine.assistant;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to the provider. Its deadline holds for the whole answer, to the last byte of the body; an interrupt of
 * the waiting thread ends the request at the provider, too.
 */
final class Wire implements HttpClient {

    /** How often those who wait are asked whether they still do. */
    private static final Duration BEAT = Duration.ofMillis(100);

    private static final Duration LONGER_THAN_ANY = Duration.ofDays(1);

    /** Of an answer at once. */
    private static final List<String> WHOLE = List.of("json");

    /** Of an answer in parts: {@code text/event-stream}, and {@code application/x-ndjson} of Ollama. */
    private static final List<String> STREAMS = List.of("event-stream", "ndjson");

    private static final Pattern TYPE = Pattern.compile("[a-z]{1,20}/[a-z0-9.+-]{1,40}(?:; ?charset=[\\w-]{1,20})?");

    private final java.net.http.HttpClient client;
    private final Duration longest;
    private final Deadline deadline;
    private final Listener listener;
    private volatile @Nullable Reading latest;

    /**
     * A wire for one message.
     *
     * @param longest time of one request
     * @param deadline of all of them
     * @param listener is asked whether anybody still waits
     */
    Wire(java.net.http.HttpClient client, Duration longest, Deadline deadline, Listener listener) {
        this.client = client;
        this.longest = longest;
        this.deadline = deadline;
        this.listener = listener;
    }

    /** An answer that is none. */
    static final class WireException extends HttpException {

        private static final long serialVersionUID = 1;

        private final transient @Nullable Duration retryAfter;

        WireException(int status, String message, @Nullable Duration retryAfter) {
            super(status, message);
            this.retryAfter = retryAfter;
        }

        /** How long the provider asks to wait, null when it does not say. */
        @Nullable Duration retryAfter() {
            return retryAfter;
        }
    }

    /** The answer did not come, or not all of it. */
    static final class BrokenException extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final Fault.Kind kind;

        BrokenException(Fault.Kind kind, String message) {
            super(message);
            this.kind = kind;
        }

        Fault.Kind kind() {
            return kind;
        }
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        var response = await(client.sendAsync(of(request), BodyHandlers.ofByteArray()), end(), listener::waiting);
        checkType(response, WHOLE);
        return SuccessfulHttpResponse.builder()
                .statusCode(response.statusCode())
                .headers(response.headers().map())
                .body(response.body())
                .build();
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        var ended = new CompletableFuture<Void>();
        var attentive = new Attentive(listener);
        var reader = Thread.ofVirtual().unstarted(() -> read(request, parser, attentive, ended));
        latest = new Reading(reader, attentive, ended);
        reader.start();
    }

    /**
     * An answer that is read as it comes.
     *
     * @param ended when there is no more of it, exceptionally when it broke off
     */
    record Reading(Thread reader, Attentive listener, CompletableFuture<Void> ended) {

        /** Nobody waits for it any more: the request ends at the provider, too. */
        void stop() {
            reader.interrupt();
        }

        /** What of it could not be read, null when all could. */
        @Nullable RuntimeException problem() {
            return listener.problem();
        }
    }

    /** The answer that was begun last; there has to be one. */
    Reading latest() {
        return Objects.requireNonNull(latest, "nothing was asked for in parts");
    }

    /** All of an answer in parts; those who read it end it in time. */
    <T> T whole(CompletableFuture<T> answer) throws ExecutionException {
        try {
            return await(answer, LONGER_THAN_ANY, listener::waiting);
        } catch (TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private void read(
            HttpRequest request,
            ServerSentEventParser parser,
            ServerSentEventListener listener,
            CompletableFuture<Void> ended) {
        // One end for head and body, so that the time of a request is that to its last byte.
        var end = end();
        try {
            // Who waits for the end of it asks for the one who waits.
            var response = await(client.sendAsync(of(request), BodyHandlers.ofInputStream()), end, () -> {});
            checkType(response, STREAMS);
            listener.onOpen(SuccessfulHttpResponse.builder()
                    .statusCode(response.statusCode())
                    .headers(response.headers().map())
                    .build());
            try (var body = new TimedBody(response.body(), end.left())) {
                parser.parse(body, listener);
            }
            listener.onClose();
        } catch (IOException | RuntimeException e) {
            // Before the listener, who makes something else of it.
            ended.completeExceptionally(e);
            listener.onError(e);
        } finally {
            ended.complete(null);
        }
    }

    /** Of a request that begins now. */
    private Deadline end() {
        var left = deadline.left();
        return left.compareTo(longest) < 0 ? deadline : Deadline.in(longest);
    }

    private static java.net.http.HttpRequest of(HttpRequest request) {
        var body = request.body();
        var made = java.net.http.HttpRequest.newBuilder(URI.create(request.url()));
        request.headers().forEach((name, values) -> values.forEach(value -> made.header(name, value)));
        return made.method(
                        request.method().name(), body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
    }

    private static <T> HttpResponse<T> await(CompletableFuture<HttpResponse<T>> sent, Deadline end, Runnable waiting) {
        try {
            var response = await(sent, end.left(), waiting);
            if (response.statusCode() >= 300) {
                throw new WireException(
                        response.statusCode(), "HTTP " + response.statusCode(), RetryAfter.of(response.headers()));
            }
            return response;
        } catch (TimeoutException e) {
            sent.cancel(true);
            throw new BrokenException(Fault.Kind.TIME_OUT, "no answer in time");
        } catch (CancellationException e) {
            sent.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            var cause = e.getCause();
            boolean never = cause instanceof ConnectException
                    || cause instanceof HttpConnectTimeoutException
                    || cause instanceof UnresolvedAddressException;
            throw new BrokenException(
                    never ? Fault.Kind.NO_CONNECTION : Fault.Kind.BROKEN_OFF,
                    String.valueOf(cause == null ? e : cause.getMessage()));
        }
    }

    /** What comes within a time; {@code waiting} is called meanwhile, and may end it. */
    private static <T> T await(CompletableFuture<T> coming, Duration longest, Runnable waiting)
            throws ExecutionException, TimeoutException {
        long end = System.nanoTime() + longest.toNanos();
        while (true) {
            long left = end - System.nanoTime();
            try {
                return coming.get(Math.clamp(left, 0, BEAT.toNanos()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                if (left <= BEAT.toNanos()) {
                    throw e;
                }
                waiting.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("the one who asked has left");
            }
        }
    }

    private static void checkType(HttpResponse<?> response, List<String> wanted) {
        var type = response.headers().firstValue("content-type").orElse("");
        if (!type.isEmpty() && wanted.stream().noneMatch(type::contains)) {
            // The header is whatever the other side says; only what looks like a type is told.
            throw new BrokenException(Fault.Kind.WRONG_TYPE, TYPE.matcher(type).matches() ? type : "something else");
        }
    }

    /** Gives this wire to a model, whatever time-outs the model asks for. */
    HttpClientBuilder builder() {
        return new HttpClientBuilder() {
            @Override
            public Duration connectTimeout() {
                return longest;
            }

            @Override
            public HttpClientBuilder connectTimeout(Duration timeout) {
                return this;
            }

            @Override
            public Duration readTimeout() {
                return longest;
            }

            @Override
            public HttpClientBuilder readTimeout(Duration timeout) {
                return this;
            }

            @Override
            public HttpClient build() {
                return Wire.this;
            }
        };
    }
}
