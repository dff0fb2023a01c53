package dev.perfadvisor.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.perfadvisor.http.Multipart.Part;
import dev.perfadvisor.http.RunningService.Answer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a request with an {@code Idempotency-Key} makes it makes once, and only a request that asks for the same gets it. */
class RequestKeysTest {

    @RegisterExtension
    static final RunningService SERVICE = new RunningService("advisor.analysis.isolated=false");

    private static Answer send(HttpRequest.Builder request, String key) throws IOException, InterruptedException {
        return SERVICE.send(request.header("Idempotency-Key", key));
    }

    private static Answer post(String path, String key, String json) throws IOException, InterruptedException {
        return send(
                SERVICE.to(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)), key);
    }

    private static Answer artifact(String href, String key, byte[] bytes) throws IOException, InterruptedException {
        return send(SERVICE.to(href + "/artifacts?name=a").POST(BodyPublishers.ofByteArray(bytes)), key);
    }

    private static Answer form(String href, String key, Part... parts) throws IOException, InterruptedException {
        return send(
                SERVICE.to(href + "/artifacts")
                        .header("Content-Type", Multipart.TYPE)
                        .POST(BodyPublishers.ofByteArray(Multipart.of(parts))),
                key);
    }

    private static Part file(String name, int content) {
        return Part.file("files", name, new byte[] {(byte) content});
    }

    private static List<String> ids(Answer artifacts) {
        var ids = new ArrayList<String>();
        artifacts.json().path("artifacts").forEach(one -> ids.add(one.path("id").asString()));
        return ids;
    }

    private static void assertNothingIsOnItsWay() {
        assertThat(SERVICE.directory().resolve("artifacts/incoming")).isEmptyDirectory();
    }

    @Test
    void anArtifactIsTakenOnceAndOnlyForTheSameBytes() throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        var made = artifact(href, "artifact", new byte[] {1, 2}).status(202).header("Location");
        assertThat(artifact(href, "artifact", new byte[] {1, 2}).status(200).header("Location"))
                .isEqualTo(made);
        artifact(href, "artifact", new byte[] {1, 3}).problem(422, "idempotency-key-reused");
        artifact(href, "artifact", new byte[] {1}).problem(422, "idempotency-key-reused");
        assertThat(ids(SERVICE.get(href + "/artifacts"))).hasSize(1);
        assertNothingIsOnItsWay();
        SERVICE.delete(href).status(204);
    }

    @Test
    void anAnnouncedUploadThatIsWholeIsItsArtifact() throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        var wanted = "{\"name\":\"x\",\"bytes\":4}";
        var upload = post(href + "/uploads", "upload", wanted).status(201);
        var append = SERVICE.to(upload.header("Location").orElseThrow())
                .method("PATCH", BodyPublishers.ofByteArray(new byte[] {1, 2, 3, 4}));
        var artifact = SERVICE.send(append).status(202).header("Location");
        var again = post(href + "/uploads", "upload", wanted).status(200);
        assertThat(again.header("Location")).isEqualTo(artifact);
        assertThat(again.header("Upload-Offset")).contains("4");
        assertThat(again.json().path("id")).isEqualTo(upload.json().path("id"));
        assertThat(again.json().path("offset").asInt()).isEqualTo(4);
        post(href + "/uploads", "upload", "{\"name\":\"x\",\"bytes\":5}").problem(422, "idempotency-key-reused");

        var dropped = post(href + "/uploads", "dropped", wanted).status(201).header("Location");
        SERVICE.delete(dropped.orElseThrow()).status(204);
        post(href + "/uploads", "dropped", wanted).problem(410, "upload-gone");
        SERVICE.delete(href).status(204);
    }

    @Test
    void aFormIsTakenOnce() throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        // The second one gets a number behind its name.
        var made = ids(form(href, "form", file("a", 1), file("a", 2)).status(202));
        assertThat(ids(form(href, "form", file("a", 1), file("a", 2)).status(202)))
                .isEqualTo(made);
        form(href, "form", file("a", 1), file("a", 3)).problem(422, "idempotency-key-reused");
        form(href, "form", file("a", 1), file("b", 2)).problem(422, "idempotency-key-reused");
        form(href, "form", file("a", 1)).problem(422, "idempotency-key-reused");
        form(href, "form", file("a", 1), file("a", 2), file("c", 3)).problem(422, "idempotency-key-reused");
        assertThat(ids(SERVICE.get(href + "/artifacts"))).isEqualTo(made);
        assertNothingIsOnItsWay();
        SERVICE.delete(href).status(204);
    }

    @Test
    void aFormThatWasRefusedInItsMiddleGoesOn() throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        form(href, "broken", file("a", 1), file("a", 2), Part.text("other", "x"))
                .problem(400, "unknown-part");
        var taken = ids(SERVICE.get(href + "/artifacts"));
        assertThat(taken).hasSize(2);
        var made = ids(
                form(href, "broken", file("a", 1), file("a", 2), file("a", 3)).status(202));
        assertThat(made).hasSize(3).startsWith(taken.toArray(String[]::new));
        SERVICE.delete(href).status(204);
    }

    @Test
    void aBaselineIsKeptOnce() throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        SERVICE.put(href + "/artifacts/run.json", RunningService.resource("/dev/perfadvisor/http/k6-summary.json"))
                .status(202);
        var runs = "\"runs\":[{\"caseId\":\"" + href.substring(href.lastIndexOf('/') + 1) + "\"}]";
        var wanted = "{\"name\":\"release\",\"environment\":{\"b\":\"1\",\"a\":\"2\"}," + runs + "}";
        var made = post("/api/v1/baselines", "baseline", wanted).status(201);
        var again = post("/api/v1/baselines", "baseline", wanted).status(201);
        assertThat(again.json()).isEqualTo(made.json());
        assertThat(again.header("Location")).isEqualTo(made.header("Location"));
        post("/api/v1/baselines", "baseline", wanted.replace("release", "other"))
                .problem(422, "idempotency-key-reused");
        assertThat(SERVICE.get("/api/v1/baselines").json()).hasSize(1);
        SERVICE.delete("/api/v1/baselines/release").status(204);
        post("/api/v1/baselines", "baseline", wanted).problem(404, "unknown-baseline");
    }

    @Test
    void aKeyIsMadeOnceAndToldOnce() throws IOException, InterruptedException {
        int before = SERVICE.get("/api/v1/keys").json().size();
        var wanted = "{\"owner\":\"alice\",\"scopes\":[\"write\",\"read\"]}";
        var made = post("/api/v1/keys", "key", wanted).status(201).json();
        var again = post("/api/v1/keys", "key", wanted);
        again.problem(409, "key-told-before");
        assertThat(again.body())
                .contains(made.path("id").asString())
                .doesNotContain(made.path("key").asString());
        post("/api/v1/keys", "key", "{\"owner\":\"bob\"}").problem(422, "idempotency-key-reused");
        assertThat(SERVICE.get("/api/v1/keys").json().size()).isEqualTo(before + 1);
    }

    @Test
    void keysAreForgottenAfterADay() throws IOException, InterruptedException, SQLException {
        var first = post("/api/v1/cases", "old", "{\"problem\":\"one\"}")
                .status(201)
                .header("Location");
        post("/api/v1/cases", "young", "{\"problem\":\"one\"}").status(201);
        post("/api/v1/cases", "old", "{\"problem\":\"two\"}").problem(422, "idempotency-key-reused");
        try (var connection = SERVICE.part(HikariDataSource.class).getConnection();
                var statement = connection.prepareStatement("update service_once"
                        + " set made_at = dateadd('HOUR', -25, made_at) where request_key = 'old'")) {
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
        SERVICE.stop();
        SERVICE.start();
        var again = post("/api/v1/cases", "old", "{\"problem\":\"two\"}");
        for (int i = 0; i < 100 && again.response().statusCode() != 201; i++) {
            Thread.sleep(50);
            again = post("/api/v1/cases", "old", "{\"problem\":\"two\"}");
        }
        assertThat(again.status(201).header("Location")).isNotEqualTo(first);
        post("/api/v1/cases", "young", "{\"problem\":\"two\"}").problem(422, "idempotency-key-reused");
    }
}
