package dev.perfadvisor.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.http.Multipart.Part;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(
        classes = HttpApi.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "advisor.upload.most=200KB")
class HttpApiTest {

    @TempDir
    static Path data = Path.of("");

    @LocalServerPort
    private int port;

    private final HttpClient client = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.shared();

    @DynamicPropertySource
    static void dataGoTo(DynamicPropertyRegistry properties) {
        properties.add("advisor.data", data::toString);
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> get(String path, String accept) throws IOException, InterruptedException {
        return send(to(path).header("Accept", accept));
    }

    private HttpResponse<String> diagnose(String accept, Part... parts) throws IOException, InterruptedException {
        return send(to("/api/v1/diagnoses")
                .header("Accept", accept)
                .header("Content-Type", Multipart.TYPE)
                .POST(BodyPublishers.ofByteArray(Multipart.of(parts))));
    }

    private static Part k6Summary() throws IOException {
        try (InputStream bytes = HttpApiTest.class.getResourceAsStream("k6-summary.json")) {
            assertThat(bytes).isNotNull();
            return Part.file("files", "../../run of the night.json", bytes.readAllBytes());
        }
    }

    private JsonNode problem(HttpResponse<String> response, int status, String type) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        var problem = json.readTree(response.body());
        assertThat(problem.path("type").asString()).isEqualTo(type);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("detail").asString()).isNotBlank();
        return problem;
    }

    @Test
    void diagnosesWhatIsUploaded() throws IOException, InterruptedException {
        var response = diagnose("*/*", k6Summary(), Part.text("problem", "käse is slow"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        var result = json.readTree(response.body());
        assertThat(result.path("schema").asString()).isEqualTo("advisor.result/1");
        assertThat(result.path("problem").asString()).isEqualTo("käse is slow");
        var artifact = result.path("artifacts").path(0);
        assertThat(artifact.path("name").asString()).isEqualTo("../../run of the night.json");
        assertThat(artifact.path("kind").asString()).isEqualTo("load");
        try (var left = Files.walk(data.resolve("work"))) {
            assertThat(left.filter(Files::isRegularFile))
                    .extracting(file -> file.getFileName().toString())
                    .containsOnly("lock");
        }
    }

    @Test
    void answersInTheFormThatIsAccepted() throws IOException, InterruptedException {
        var words = Part.text("problem", "the database is slow <script>");

        var browser = diagnose("text/html,application/xhtml+xml,*/*;q=0.8", words);
        assertThat(browser.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
        assertThat(browser.body()).containsIgnoringCase("<!doctype html>").doesNotContain("<script>");

        var markdown = diagnose("text/markdown", words);
        assertThat(markdown.headers().firstValue("Content-Type")).contains("text/markdown;charset=UTF-8");
        assertThat(markdown.body()).startsWith("#");

        problem(diagnose("image/png", words), 406, "/problems/not-acceptable");
    }

    @Test
    void wantsSomethingToDiagnose() throws IOException, InterruptedException {
        problem(diagnose("*/*", Part.text("problem", " ")), 400, "/problems/no-evidence");
        problem(diagnose("*/*", Part.file("files", "", new byte[0])), 400, "/problems/no-evidence");
        var unknown = problem(diagnose("*/*", Part.file("file", "a", new byte[] {1})), 400, "/problems/unknown-part");
        assertThat(unknown.path("detail").asString()).contains("'file'");
    }

    @Test
    void saysWhatItCouldNotRead() throws IOException, InterruptedException {
        var odd = Part.file("files", "odd.bin", new byte[] {1, 2, 3});

        var problem =
                problem(diagnose("text/html", odd, Part.text("problem", "slow")), 422, "/problems/unreadable-evidence");
        var artifact = problem.path("artifacts").path(0);
        assertThat(artifact.path("name").asString()).isEqualTo("odd.bin");
        assertThat(artifact.path("problems").path(0).path("cause").asString()).isNotBlank();

        assertThat(diagnose("*/*", odd, k6Summary()).statusCode()).isEqualTo(200);
    }

    @Test
    void refusesWhatIsTooLarge() throws IOException, InterruptedException {
        problem(diagnose("*/*", Part.file("files", "large", new byte[3_000_000])), 413, "/problems/too-large");
    }

    @Test
    void refusesWhatIsNoForm() throws IOException, InterruptedException {
        var body = to("/api/v1/diagnoses")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"));
        problem(send(body), 415, "/problems/unsupported-media-type");

        var broken = to("/api/v1/diagnoses")
                .header("Content-Type", "multipart/form-data")
                .POST(BodyPublishers.ofString("x"));
        problem(send(broken), 400, "/problems/bad-request");
    }

    @Test
    void showsRules() throws IOException, InterruptedException {
        var list = json.readTree(get("/api/v1/rules", "application/json").body());
        assertThat(list.size()).isPositive();
        var href = list.path(0).path("href").asString();

        assertThat(get(href, "text/html").body()).containsIgnoringCase("<!doctype html>");
        assertThat(get(href, "text/markdown").body()).startsWith("#");
        assertThat(json.readTree(get(href, "*/*").body()).path("title").asString())
                .isNotBlank();
        problem(get("/api/v1/rules/no.such-rule", "*/*"), 404, "/problems/unknown-rule");
    }

    @Test
    void tellsOfItself() throws IOException, InterruptedException {
        var page = get("/", "text/html");
        assertThat(page.body()).contains("curl -F files=@app.jfr", "http://127.0.0.1:" + port + "/api/v1/diagnoses");

        assertThat(get("/actuator/health", "*/*").body()).contains("\"status\":\"UP\"");
        assertThat(get("/actuator/health/readiness", "*/*").statusCode()).isEqualTo(200);
        assertThat(get("/actuator/health/liveness", "*/*").statusCode()).isEqualTo(200);
        assertThat(get("/v3/api-docs", "*/*").body()).contains("/api/v1/diagnoses", "/api/v1/rules/{id}");
        problem(get("/nothing/here", "text/html"), 404, "/problems/not-found");
        problem(get("/api/v1/diagnoses", "*/*"), 405, "/problems/method-not-allowed");
    }

    @Test
    void letsNothingBeLoadedOrFramed() throws IOException, InterruptedException {
        for (var path : new String[] {"/", "/nothing/here", "/api/v1/rules"}) {
            var headers = get(path, "*/*").headers();
            assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'none'", "frame-ancestors 'none'");
            assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
        }
    }
}
