package dev.perfadvisor.http.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.http.RunningService;
import dev.perfadvisor.http.RunningService.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.json.JsonMapper;

/** Who may do what, when callers have keys. */
@ExtendWith(OutputCaptureExtension.class)
class AccessTest {

    private static final String K6 = "/dev/perfadvisor/http/k6-summary.json";

    @RegisterExtension
    static final RunningService SERVICE = new RunningService("advisor.analysis.isolated=false");

    private static String alice = "";
    private static String bob = "";
    private static String aliceTeam = "";
    private static String reader = "";
    private static String admin = "";

    /** Made while nobody has to log in; then everybody has to. */
    @BeforeAll
    static void keys() throws IOException, InterruptedException {
        alice = make("alice", "\"read\",\"write\"");
        bob = make("bob", "\"read\",\"write\"");
        aliceTeam = make("alice:team", "\"read\",\"write\"");
        reader = make("alice", "\"read\"");
        admin = make("root", "\"read\",\"write\",\"admin\"");
        SERVICE.stop();
        SERVICE.start("advisor.access.keys=true");
    }

    private static String make(String owner, String scopes) throws IOException, InterruptedException {
        return SERVICE.post("/api/v1/keys", "{\"owner\":\"" + owner + "\",\"scopes\":[" + scopes + "]}")
                .status(201)
                .json()
                .path("key")
                .asString();
    }

    private static Answer send(String key, HttpRequest.Builder request) throws IOException, InterruptedException {
        return SERVICE.send(key.isEmpty() ? request : request.setHeader("Authorization", "Bearer " + key));
    }

    private static Answer post(String key, String path, String json) throws IOException, InterruptedException {
        return send(
                key,
                SERVICE.to(path).setHeader("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    /**
     * A request for what is alice's.
     *
     * @param operation as the description of the API has it
     * @param problem what everybody else hears: that there is no such thing
     */
    private record Call(String operation, String path, String body, int status, String problem) {

        static Call ofCase(String operation, String path) {
            return new Call(operation, path, "{\"text\":\"x\",\"name\":\"x\",\"bytes\":1}", 404, "unknown-case");
        }

        String method() {
            return operation.substring(0, operation.indexOf(' '));
        }

        HttpRequest.Builder request() {
            boolean raw = path.contains("/artifacts") || method().equals("PATCH");
            return SERVICE.to(path)
                    .setHeader("Content-Type", raw ? "application/octet-stream" : "application/json")
                    .method(method(), BodyPublishers.ofString(body));
        }
    }

    /** What everybody may ask for, what shows each caller their own, and what is for the scope admin. */
    private static final Set<String> OF_NOBODY = Set.of(
            "GET /api/v1/cases",
            "POST /api/v1/cases",
            "GET /api/v1/baselines",
            "GET /api/v1/rules",
            "GET /api/v1/rules/{id}",
            "POST /api/v1/diagnoses",
            "GET /v1/models",
            "GET /api/v1/keys",
            "POST /api/v1/keys",
            "DELETE /api/v1/keys/{id}");

    private static List<Call> callsForAlices() throws IOException, InterruptedException {
        var href = post(alice, "/api/v1/cases", "{\"problem\":\"it is slow\"}")
                .status(201)
                .header("Location")
                .orElseThrow();
        var artifact = send(
                        alice,
                        SERVICE.to(href + "/artifacts/run.json")
                                .PUT(BodyPublishers.ofByteArray(RunningService.resource(K6))))
                .status(202)
                .header("Location")
                .orElseThrow();
        var upload = post(alice, href + "/uploads", "{\"name\":\"x\",\"bytes\":10}")
                .status(201)
                .header("Location")
                .orElseThrow();
        var run = "[{\"caseId\":\"" + href.substring(href.lastIndexOf('/') + 1) + "\"}]";
        var model = href.substring(href.lastIndexOf('/') + 1);
        var completion = "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"it is slow\"}]}";
        var baseline = "{\"name\":\"hers\",\"runs\":" + run + "}";
        post(alice, "/api/v1/baselines", baseline).status(201);
        var one = "/api/v1/cases/{id}";
        return List.of(
                Call.ofCase("GET " + one, href),
                Call.ofCase("DELETE " + one, href),
                Call.ofCase("GET " + one + "/analysis", href + "/analysis"),
                Call.ofCase("DELETE " + one + "/analysis", href + "/analysis"),
                Call.ofCase("GET " + one + "/artifacts", href + "/artifacts"),
                Call.ofCase("POST " + one + "/artifacts", href + "/artifacts?name=x"),
                Call.ofCase("GET " + one + "/artifacts/{artifact}", artifact),
                Call.ofCase("DELETE " + one + "/artifacts/{artifact}", artifact),
                Call.ofCase("PUT " + one + "/artifacts/{name}", href + "/artifacts/x"),
                Call.ofCase("POST " + one + "/uploads", href + "/uploads"),
                Call.ofCase("GET " + one + "/uploads/{upload}", upload),
                Call.ofCase("PATCH " + one + "/uploads/{upload}", upload),
                Call.ofCase("DELETE " + one + "/uploads/{upload}", upload),
                Call.ofCase("GET " + one + "/diagnosis", href + "/diagnosis"),
                Call.ofCase("GET " + one + "/facts", href + "/facts"),
                Call.ofCase("GET " + one + "/messages", href + "/messages"),
                Call.ofCase("POST " + one + "/messages", href + "/messages"),
                Call.ofCase("GET " + one + "/events", href + "/events"),
                new Call("GET /v1/models/{id}", "/v1/models/" + model, "", 404, "unknown-case"),
                new Call("POST /v1/chat/completions", "/v1/chat/completions", completion, 404, "unknown-case"),
                new Call("POST /api/v1/baselines", "/api/v1/baselines", baseline, 404, "unknown-case"),
                new Call("GET /api/v1/baselines/{reference}", "/api/v1/baselines/hers", "", 404, "unknown-baseline"),
                new Call("DELETE /api/v1/baselines/{reference}", "/api/v1/baselines/hers", "", 404, "unknown-baseline"),
                new Call(
                        "POST /api/v1/comparisons",
                        "/api/v1/comparisons",
                        "{\"baseline\":\"hers\",\"candidate\":" + run + "}",
                        404,
                        "unknown-case"),
                new Call(
                        "POST /api/v1/load-tests",
                        "/api/v1/load-tests",
                        "{\"order\":{\"kind\":\"smoke\"}," + run.substring(2, run.length() - 2) + "}",
                        404,
                        "unknown-case"));
    }

    @Test
    void whatBelongsToSomebodyElseIsNotThere() throws IOException, InterruptedException {
        var calls = callsForAlices();
        for (var call : calls) {
            send("", call.request()).problem(401, "no-key");
            send(bob, call.request()).problem(call.status(), call.problem());
        }
        for (var list : List.of("/api/v1/cases", "/api/v1/baselines", "/v1/models")) {
            assertThat(send(bob, SERVICE.to(list)).status(200).body()).doesNotContain("it is slow", "hers");
            assertThat(send(reader, SERVICE.to(list)).status(200).body()).containsAnyOf("it is slow", "hers");
        }
        // And nothing of it was changed.
        var href = calls.getFirst().path();
        assertThat(send(alice, SERVICE.to(href))
                        .status(200)
                        .json()
                        .path("title")
                        .asString())
                .isEqualTo("it is slow");
        assertThat(send(alice, SERVICE.to(href + "/messages"))
                        .json()
                        .path("messages")
                        .size())
                .isGreaterThan(1);
        send(alice, SERVICE.to("/api/v1/baselines/hers")).status(200);
    }

    /** An operation that is added has to be thought of here. */
    @Test
    void theMatrixIsThatOfAllOperations() throws IOException, InterruptedException {
        var described = JsonMapper.shared().readTree(Files.readString(Path.of("docs", "openapi.json")));
        var operations = new TreeSet<String>();
        described
                .path("paths")
                .forEachEntry((path, methods) -> methods.propertyNames()
                        .forEach(method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        var tried = callsForAlices().stream().map(Call::operation).collect(Collectors.toCollection(TreeSet::new));
        tried.addAll(OF_NOBODY);
        assertThat(tried).isEqualTo(operations);
    }

    /** A name is kept with that of its owner before it, and one that holds both would be another's. */
    @Test
    void aBaselineOfAnOwnerWithALongerNameIsNotThere() throws IOException, InterruptedException {
        var href = post(aliceTeam, "/api/v1/cases", "{}")
                .status(201)
                .header("Location")
                .orElseThrow();
        send(
                        aliceTeam,
                        SERVICE.to(href + "/artifacts/run.json")
                                .PUT(BodyPublishers.ofByteArray(RunningService.resource(K6))))
                .status(202);
        post(
                        aliceTeam,
                        "/api/v1/baselines",
                        "{\"name\":\"theirs\",\"runs\":[{\"caseId\":\"" + href.substring(href.lastIndexOf('/') + 1)
                                + "\"}]}")
                .status(201);
        var longer = "/api/v1/baselines/team:theirs";
        send(alice, SERVICE.to(longer)).problem(404, "unknown-baseline");
        send(alice, SERVICE.to(longer).DELETE()).problem(404, "unknown-baseline");
        assertThat(send(alice, SERVICE.to("/api/v1/baselines")).status(200).body())
                .doesNotContain("theirs");
        send(aliceTeam, SERVICE.to("/api/v1/baselines/theirs")).status(200);
    }

    @Test
    void scopesAreHeld() throws IOException, InterruptedException {
        post(reader, "/api/v1/cases", "{}").problem(403, "missing-scope");
        send(alice, SERVICE.to("/api/v1/keys")).problem(403, "missing-scope");
        send(alice, SERVICE.to("/actuator/prometheus")).problem(403, "missing-scope");
        send(admin, SERVICE.to("/actuator/prometheus")).status(200);
        var list = send(admin, SERVICE.to("/api/v1/keys")).status(200);
        assertThat(list.body()).contains("alice", "root").doesNotContain(alice.substring(alice.lastIndexOf('_')));
    }

    /** However a path is spelled, it leads to the same place, and asks for the same. */
    @Test
    void noSpellingOfAPathGoesPastItsScope() throws IOException, InterruptedException {
        for (var path :
                List.of("/api/v1/%6beys", "/api/v1;x/keys", "/api/v1/keys;x=1", "/%61pi/v1/keys", "//api/v1/keys")) {
            assertThat(post(alice, path, "{\"owner\":\"victim\",\"scopes\":[\"admin\"]}")
                            .response()
                            .statusCode())
                    .as(path)
                    .isIn(400, 403, 404);
            assertThat(send(reader, SERVICE.to(path)).response().statusCode())
                    .as(path)
                    .isIn(400, 403, 404);
        }
        for (var path : List.of("/%61ctuator/prometheus", "/actuator;x/prometheus", "/actuator/./prometheus")) {
            assertThat(send(reader, SERVICE.to(path)).response().statusCode())
                    .as(path)
                    .isIn(400, 403, 404);
        }
        assertThat(send(admin, SERVICE.to("/api/v1/keys")).status(200).body()).doesNotContain("victim");
        for (var path : List.of(
                "/actuator/health/../../mcp", "/actuator/health/%2e%2e/%2e%2e/mcp", "/assets/../mcp", "/mcp;x")) {
            assertThat(raw(path)).as(path).matches("HTTP/1.1 40[0134].*");
        }
    }

    /** The first line of the answer to a request without a key, whose path is sent as it is. */
    private static String raw(String path) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), SERVICE.port())) {
            var request = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                    + "Accept: application/json, text/event-stream\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
        }
    }

    @Test
    void theLogSaysWhoChangedWhatAndWhoWasRefused(CapturedOutput output) throws IOException, InterruptedException {
        post(reader, "/api/v1/cases", "{}").problem(403, "missing-scope");
        post("", "/api/v1/cases", "{}").problem(401, "no-key");
        post(bob, "/api/v1/cases", "{}").status(201);
        send(bob, SERVICE.to("/api/v1/cases")).status(200);
        var of = " address=127.0.0.1 method=POST path=/api/v1/cases status=";
        assertThat(output.getOut().lines().filter(line -> line.contains(" audit ")))
                .satisfiesExactly(
                        refused -> assertThat(refused).endsWith("owner=alice" + of + "403"),
                        unknown -> assertThat(unknown).endsWith("owner=-" + of + "401"),
                        made -> assertThat(made).endsWith("owner=bob" + of + "201"));
        assertThat(output).doesNotContain(bob.substring(bob.lastIndexOf('_')));
    }

    @Test
    void aRevokedKeyIsNoneAtOnce() throws IOException, InterruptedException {
        var made =
                post(admin, "/api/v1/keys", "{\"owner\":\"carol\"}").status(201).json();
        var key = made.path("key").asString();
        send(key, SERVICE.to("/api/v1/cases")).status(200);
        send(admin, SERVICE.to("/api/v1/keys/" + made.path("id").asString()).DELETE())
                .status(204);
        send(key, SERVICE.to("/api/v1/cases")).problem(401, "no-key");
        send(admin, SERVICE.to("/api/v1/keys/" + made.path("id").asString()).DELETE())
                .problem(404, "unknown-key");
        post(admin, "/api/v1/keys", "{\"owner\":\"x\",\"scopes\":[\"all\"]}").problem(400, "bad-key");
    }

    @Test
    void whatIsNoKeyIsRefused() throws IOException, InterruptedException {
        var wrong = new ArrayList<>(List.of("pa_", "x", alice + "x", alice.substring(0, alice.length() - 1)));
        wrong.add(bob.substring(0, bob.lastIndexOf('_')) + alice.substring(alice.lastIndexOf('_')));
        for (var key : wrong) {
            var refused = send(key, SERVICE.to("/api/v1/cases"));
            refused.problem(401, "no-key");
            assertThat(refused.header("WWW-Authenticate")).contains("Bearer");
            assertThat(refused.header("X-Content-Type-Options")).contains("nosniff");
        }
        SERVICE.get("/actuator/health").status(200);
        SERVICE.get("/v3/api-docs").problem(401, "no-key");
    }
}
