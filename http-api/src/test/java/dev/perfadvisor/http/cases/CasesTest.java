package dev.perfadvisor.http.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.http.MultipartForm;
import dev.perfadvisor.http.RunningService;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Cases over HTTP, as clients use them. */
class CasesTest {

    private static final String K6 = "/dev/perfadvisor/http/k6-summary.json";

    @RegisterExtension
    static final RunningService SERVICE = new RunningService();

    private String caseOf(String problem) throws IOException, InterruptedException {
        return SERVICE.post("/api/v1/cases", "{\"problem\":\"" + problem + "\"}")
                .status(201)
                .header("Location")
                .orElseThrow();
    }

    @Test
    void aCaseIsMadeFromWordsAndDiagnosed() throws IOException, InterruptedException {
        var made = SERVICE.post("/api/v1/cases", "{\"problem\":\"the database is slow since the deploy\"}")
                .status(201);
        var href = made.header("Location").orElseThrow();
        assertThat(made.json().path("title").asString()).isEqualTo("the database is slow since the deploy");
        assertThat(made.json().path("verdict").asString()).isNotBlank();
        assertThat(made.json().path("analysis").path("state").asString()).isEqualTo("none");

        assertThat(SERVICE.get(href).status(200).json()).isEqualTo(made.json());
        var diagnosis = SERVICE.get(href + "/diagnosis").status(200).json();
        assertThat(diagnosis.path("schema").asString()).isEqualTo("advisor.result/1");
        assertThat(diagnosis.path("problem").asString()).isEqualTo("the database is slow since the deploy");
    }

    @Test
    void evidenceIsAcceptedReadAndDiagnosed() throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        SERVICE.get(href + "/diagnosis").problem(404, "no-diagnosis");

        var accepted = SERVICE.put(href + "/artifacts/run.json", RunningService.resource(K6))
                .status(202);
        var artifact = accepted.header("Location").orElseThrow();

        var diagnosis = SERVICE.get(href + "/diagnosis?wait=30").status(200).json();
        assertThat(diagnosis.path("artifacts").path(0).path("name").asString()).isEqualTo("run.json");
        assertThat(diagnosis.path("facts").path("load").isObject()).isTrue();
        var read = SERVICE.get(artifact).status(200).json();
        assertThat(read.path("status").asString()).isEqualTo("complete");
        assertThat(read.path("readings").path(0).path("kind").asString()).isEqualTo("load");
        assertThat(SERVICE.get(href).json().path("analysis").path("state").asString())
                .isEqualTo("done");
        var messages = SERVICE.get(href + "/messages").json().path("messages");
        assertThat(messages.path(0).path("speaker").asString()).isEqualTo("advisor");
    }

    @Test
    void theSameEvidenceSaysTheSameAsInOneRequest() throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        SERVICE.put(href + "/artifacts/run.json", RunningService.resource(K6)).status(202);
        var kept = SERVICE.get(href + "/diagnosis?wait=30").status(200).json();

        var form = MultipartForm.of("run.json", RunningService.resource(K6));
        var direct = SERVICE.send(SERVICE.to("/api/v1/diagnoses")
                        .header("Content-Type", MultipartForm.TYPE)
                        .POST(BodyPublishers.ofByteArray(form)))
                .status(200)
                .json();
        assertThat(kept.path("verdict")).isEqualTo(direct.path("verdict"));
        assertThat(kept.path("causes")).isEqualTo(direct.path("causes"));
        assertThat(kept.path("bands")).isEqualTo(direct.path("bands"));
    }

    @Test
    void aDiagnosisComesInTheFormThatIsAcceptedAndOnlyWhenItChanged() throws IOException, InterruptedException {
        var href = caseOf("it is slow <script>alert(1)</script>");
        var html = SERVICE.get(href + "/diagnosis", "text/html").status(200);
        assertThat(html.body()).containsIgnoringCase("<!doctype html>").doesNotContain("<script>alert");
        assertThat(SERVICE.get(href + "/diagnosis", "text/markdown").status(200).body())
                .startsWith("#");

        var tag = html.header("ETag").orElseThrow();
        var again = SERVICE.to(href + "/diagnosis").header("If-None-Match", tag).header("Accept", "text/html");
        assertThat(SERVICE.send(again).status(304).header("Vary")).contains("Accept");
        // Another form is another thing.
        SERVICE.send(SERVICE.to(href + "/diagnosis")
                        .header("If-None-Match", tag)
                        .header("Accept", "application/json"))
                .status(200);
        SERVICE.post(href + "/messages", "{\"text\":\"the database has 90 % CPU\"}")
                .status(201);
        SERVICE.send(again).status(200);
    }

    @Test
    void casesArePagedTheLatestFirst() throws IOException, InterruptedException {
        var made = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            made.addFirst(SERVICE.newCase());
        }
        var seen = new ArrayList<String>();
        var next = "/api/v1/cases?limit=2";
        while (next != null && seen.size() < 5) {
            var page = SERVICE.get(next).status(200).json();
            assertThat(page.path("cases").size()).isLessThanOrEqualTo(2);
            page.path("cases")
                    .forEach(one -> seen.add(one.path("links").path("self").asString()));
            next = page.path("next").isNull() ? null : page.path("next").asString();
        }
        assertThat(seen.subList(0, 5)).isEqualTo(made);
        SERVICE.get("/api/v1/cases?limit=0").problem(400, "bad-limit");
        SERVICE.get("/api/v1/cases?limit=many").problem(400, "bad-request");
    }

    @Test
    void aKeyMakesACaseOnce() throws IOException, InterruptedException {
        var request = SERVICE.to("/api/v1/cases")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "key-1")
                .POST(BodyPublishers.ofString("{\"problem\":\"slow\"}"));
        var first = SERVICE.send(request).status(201).header("Location");
        assertThat(SERVICE.send(request).status(201).header("Location")).isEqualTo(first);
        var other = SERVICE.to("/api/v1/cases")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "key-1")
                .POST(BodyPublishers.ofString("{\"problem\":\"fast\"}"));
        SERVICE.send(other).problem(422, "idempotency-key-reused");
    }

    @Test
    void aKeyMakesACaseOnceEvenAtTheSameTime() throws InterruptedException, ExecutionException {
        Callable<String> once = () -> SERVICE.send(SERVICE.to("/api/v1/cases")
                        .header("Idempotency-Key", "key-2")
                        .POST(BodyPublishers.noBody()))
                .status(201)
                .header("Location")
                .orElseThrow();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var made = new ArrayList<String>();
            for (Future<String> one : threads.invokeAll(List.of(once, once, once, once, once, once))) {
                made.add(one.get());
            }
            assertThat(made).containsOnly(made.getFirst());
        }
    }

    @Test
    void aDeletedCaseIsGoneWithAllThatIsInIt() throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        var content = ("{\"metrics\":{},\"unlike\":\"" + href + "\"}").getBytes(StandardCharsets.UTF_8);
        var sha256 = SERVICE.put(href + "/artifacts/a.json", content)
                .status(202)
                .json()
                .path("sha256")
                .asString();
        var file = SERVICE.directory()
                .resolve("artifacts/content")
                .resolve(sha256.substring(0, 2))
                .resolve(sha256.substring(2));
        assertThat(Files.readAllBytes(file)).isEqualTo(content);

        SERVICE.delete(href).status(204);
        assertThat(file).doesNotExist();
        for (var part : List.of("", "/artifacts", "/diagnosis", "/messages", "/events", "/analysis")) {
            SERVICE.get(href + part).problem(404, "unknown-case");
        }
        SERVICE.delete(href).problem(404, "unknown-case");
    }

    @Test
    void whatWasAcceptedIsThereAfterARestart() throws IOException, InterruptedException {
        var href = caseOf("checkout is slow");
        SERVICE.put(href + "/artifacts/run.json", RunningService.resource(K6)).status(202);
        SERVICE.stop();
        SERVICE.start();
        var diagnosis = SERVICE.get(href + "/diagnosis?wait=60").status(200).json();
        assertThat(diagnosis.path("problem").asString()).isEqualTo("checkout is slow");
        assertThat(diagnosis.path("artifacts").path(0).path("name").asString()).isEqualTo("run.json");
    }
}
