package dev.perfadvisor.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real service on a free port, with a directory of its own, for all tests of a class. */
public final class RunningService implements BeforeAllCallback, AfterAllCallback {

    private final Supplier<List<String>> settings;
    private final HttpClient client = HttpClient.newHttpClient();
    private @Nullable ServletWebServerApplicationContext context;
    private @Nullable Path directory;

    public RunningService(String... settings) {
        this(() -> List.of(settings));
    }

    /** With settings that are known when it starts. */
    public RunningService(Supplier<List<String>> settings) {
        this.settings = settings;
    }

    /** Starts one more instance, on the directory of another one, which the other one removes. */
    public void startOn(Path shared) {
        directory = shared;
        start();
    }

    @Override
    public void beforeAll(ExtensionContext test) throws IOException {
        directory = Files.createTempDirectory("service");
        start();
    }

    /** Starts it, again when it was stopped before, on the same directory. */
    public void start(String... more) {
        // A later value of a setting replaces an earlier one.
        var all = new LinkedHashMap<>(
                Map.of("server.port", "0", "advisor.data", directory().toString()));
        Stream.concat(settings.get().stream(), Stream.of(more)).forEach(setting -> {
            int equals = setting.indexOf('=');
            all.put(setting.substring(0, equals), setting.substring(equals + 1));
        });
        var arguments = new ArrayList<String>();
        all.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        context = (ServletWebServerApplicationContext)
                new SpringApplication(HttpApi.class).run(arguments.toArray(String[]::new));
    }

    public void stop() {
        if (context != null) {
            context.close();
        }
    }

    @Override
    public void afterAll(ExtensionContext test) throws IOException {
        stop();
        // Not there when what it needs was not there either, and the tests are skipped.
        FileSystemUtils.deleteRecursively(directory);
        client.close();
    }

    public Path directory() {
        var here = directory;
        if (here == null) {
            throw new IllegalStateException("not started");
        }
        return here;
    }

    public int port() {
        var running = context;
        var server = running == null ? null : running.getWebServer();
        if (server == null) {
            throw new IllegalStateException("not started");
        }
        return server.getPort();
    }

    /** A part of the service, to listen at. */
    public <T> T part(Class<T> type) {
        var running = context;
        if (running == null) {
            throw new IllegalStateException("not started");
        }
        return running.getBean(type);
    }

    public HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    }

    public Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return new Answer(client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8)));
    }

    public Answer get(String path) throws IOException, InterruptedException {
        return send(to(path));
    }

    public Answer get(String path, String accept) throws IOException, InterruptedException {
        return send(to(path).header("Accept", accept));
    }

    public Answer post(String path, String json) throws IOException, InterruptedException {
        return send(to(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    public Answer put(String path, byte[] body) throws IOException, InterruptedException {
        return send(to(path).PUT(BodyPublishers.ofByteArray(body)));
    }

    public Answer delete(String path) throws IOException, InterruptedException {
        return send(to(path).DELETE());
    }

    /** A new case without a word, by its address. */
    public String newCase() throws IOException, InterruptedException {
        return post("/api/v1/cases", "{}").status(201).header("Location").orElseThrow();
    }

    /** A file of the tests'. */
    public static byte[] resource(String name) throws IOException {
        try (var bytes = RunningService.class.getResourceAsStream(name)) {
            assertThat(bytes).as(name).isNotNull();
            return bytes.readAllBytes();
        }
    }

    /** What came back. */
    public record Answer(HttpResponse<String> response) {

        public Answer status(int status) {
            assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
            return this;
        }

        public String body() {
            return response.body();
        }

        public JsonNode json() {
            return JsonMapper.shared().readTree(response.body());
        }

        public Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }

        /** That it is a problem of that status and type; the problem itself. */
        public JsonNode problem(int status, String type) {
            status(status);
            assertThat(header("Content-Type").orElse("")).startsWith("application/problem+json");
            var problem = json();
            assertThat(problem.path("type").asString()).isEqualTo("/problems/" + type);
            assertThat(problem.path("status").asInt()).isEqualTo(status);
            assertThat(problem.path("title").asString()).isNotBlank();
            assertThat(problem.path("detail").asString()).isNotBlank();
            return problem;
        }
    }
}
