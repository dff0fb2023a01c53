package dev.perfadvisor.http.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.http.RunningService;
import dev.perfadvisor.http.RunningService.Answer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who may do what, when callers have keys. */
class AccessTest {

    private static final String K6 = "/dev/perfadvisor/http/k6-summary.json";

    @RegisterExtension
    static final RunningService SERVICE = new RunningService("advisor.analysis.isolated=false");

    private static String alice = "";
    private static String bob = "";
    private static String reader = "";
    private static String admin = "";

    /** Made while nobody has to log in; then everybody has to. */
    @BeforeAll
    static void keys() throws IOException, InterruptedException {
        alice = make("alice", "\"read\",\"write\"");
        bob = make("bob", "\"read\",\"write\"");
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

    private record Call(String method, String path) {}

    @Test
    void whatBelongsToSomebodyElseIsNotThere() throws IOException, InterruptedException {
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
        var calls = List.of(
                new Call("GET", href),
                new Call("DELETE", href),
                new Call("GET", href + "/analysis"),
                new Call("DELETE", href + "/analysis"),
                new Call("GET", href + "/artifacts"),
                new Call("GET", artifact),
                new Call("DELETE", artifact),
                new Call("PUT", href + "/artifacts/x"),
                new Call("POST", href + "/artifacts?name=x"),
                new Call("POST", href + "/uploads"),
                new Call("GET", upload),
                new Call("PATCH", upload),
                new Call("DELETE", upload),
                new Call("GET", href + "/diagnosis"),
                new Call("GET", href + "/messages"),
                new Call("POST", href + "/messages"),
                new Call("GET", href + "/events"));
        for (var call : calls) {
            boolean raw = call.path().contains("/artifacts") || call.method().equals("PATCH");
            var request = SERVICE.to(call.path())
                    .setHeader("Content-Type", raw ? "application/octet-stream" : "application/json")
                    .method(call.method(), BodyPublishers.ofString("{\"text\":\"x\",\"name\":\"x\",\"bytes\":1}"));
            send("", request).problem(401, "no-key");
            send(bob, request).problem(404, "unknown-case");
        }
        assertThat(send(bob, SERVICE.to("/api/v1/cases")).json().path("cases").size())
                .isZero();
        assertThat(send(reader, SERVICE.to("/api/v1/cases"))
                        .json()
                        .path("cases")
                        .size())
                .isPositive();
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
        }
        SERVICE.get("/actuator/health").status(200);
        SERVICE.get("/v3/api-docs").problem(401, "no-key");
    }
}
