package dev.perfadvisor.http.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.http.RunningService;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The conversation about a case, and what is heard of it. */
class MessagesTest {

    @RegisterExtension
    static final RunningService SERVICE = new RunningService();

    @Test
    void wordsAreAnsweredAndKept() throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        var said = SERVICE.post(href + "/messages", "{\"text\":\"checkout takes 3 s, the database is busy\"}")
                .status(201);
        var answer = said.json();
        assertThat(answer.path("speaker").asString()).isEqualTo("advisor");
        assertThat(answer.path("reply").path("schema").asString()).isEqualTo("advisor.reply/1");
        assertThat(answer.path("reply").path("kind").asString()).isEqualTo("diagnosis");
        SERVICE.post(href + "/messages", "{\"text\":\"what is the plan?\"}").status(201);

        var list = SERVICE.get(href + "/messages").status(200).json().path("messages");
        assertThat(list.size()).isEqualTo(4);
        assertThat(list.path(0).path("text").asString()).isEqualTo("checkout takes 3 s, the database is busy");
        assertThat(list.path(1)).isEqualTo(answer);
        assertThat(list.path(3).path("reply").path("kind").asString()).isEqualTo("plan");
        assertThat(SERVICE.get(said.header("Location").orElseThrow())
                        .json()
                        .path("messages")
                        .path(0))
                .isEqualTo(answer);
        assertThat(SERVICE.get(href).json().path("title").asString())
                .isEqualTo("checkout takes 3 s, the database is busy");
    }

    @Test
    void answersStream() throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        var stream = SERVICE.send(SERVICE.to(href + "/messages")
                        .header("Content-Type", "application/json")
                        .header("Accept", "text/event-stream")
                        .POST(BodyPublishers.ofString("{\"text\":\"it is slow\"}")))
                .status(200);
        assertThat(stream.header("Content-Type").orElse("")).startsWith("text/event-stream");
        assertThat(stream.body().lines().filter(line -> line.startsWith("event:")))
                .containsExactly("event: answer", "event: done");
        assertThat(stream.body()).contains("\"speaker\" : \"advisor\"");
    }

    @Test
    void whatIsNoMessageIsRefused() throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        SERVICE.post(href + "/messages", "{\"text\":\"  \"}").problem(400, "no-text");
        SERVICE.post(href + "/messages", "{}").problem(400, "no-text");
        SERVICE.post(href + "/messages", "{\"text\":").problem(400, "bad-request");
        SERVICE.post(href + "/messages", "{\"text\":\"" + "x".repeat(20_001) + "\"}")
                .problem(413, "text-too-long");
        SERVICE.post("/api/v1/cases/nothing/messages", "{\"text\":\"x\"}").problem(404, "unknown-case");
        SERVICE.get(href + "/messages?limit=501").problem(400, "bad-limit");
    }

    @Test
    void aKeySaysSomethingOnce() throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        var request = SERVICE.to(href + "/messages")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "say-1")
                .POST(BodyPublishers.ofString("{\"text\":\"it is slow\"}"));
        var first = SERVICE.send(request).status(201).json();
        assertThat(SERVICE.send(request).status(201).json()).isEqualTo(first);
        assertThat(SERVICE.get(href + "/messages").json().path("messages").size())
                .isEqualTo(2);
    }

    /** The status of a stream is sent before its key is looked at. */
    @Test
    void aStreamTellsOfAKeyThatWasUsedForAnother() throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        var request = SERVICE.to(href + "/messages")
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .header("Idempotency-Key", "say-2");
        SERVICE.send(request.POST(BodyPublishers.ofString("{\"text\":\"it is slow\"}")))
                .status(200);
        var stream = SERVICE.send(request.POST(BodyPublishers.ofString("{\"text\":\"it is fast\"}")))
                .status(200)
                .body();
        assertThat(stream).startsWith("event: error\ndata: {");
        assertThat(stream)
                .contains("\"type\" : \"/problems/idempotency-key-reused\"", "\"status\" : 422", "use a new one");
        assertThat(SERVICE.get(href + "/messages").json().path("messages").size())
                .isEqualTo(2);
    }

    @Test
    void eventsTellWhatHappensAndGoOnWhereTheyWere() throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        SERVICE.put(href + "/artifacts/run.json", RunningService.resource("/dev/perfadvisor/http/k6-summary.json"))
                .status(202);
        SERVICE.get(href + "/diagnosis?wait=30").status(200);
        var all = events(href, "0", "event: analysis");
        assertThat(all).contains("event: artifact", "event: analysis", "data: {\"state\":\"done\"}");
        var first =
                all.stream().filter(line -> line.startsWith("id: ")).findFirst().orElseThrow();
        var rest = events(href, first.substring(4), "event: analysis");
        assertThat(rest).doesNotContain(first).contains("event: analysis");
        SERVICE.send(SERVICE.to(href + "/events").header("Last-Event-ID", "x")).problem(400, "bad-last-event-id");
    }

    /** Lines up to the one after {@code last}. */
    private static List<String> events(String href, String lastId, String last)
            throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var response = client.send(
                    SERVICE.to(href + "/events").header("Last-Event-ID", lastId).build(), BodyHandlers.ofLines());
            var lines = new ArrayList<String>();
            try (var body = response.body()) {
                var each = body.iterator();
                while (each.hasNext() && !lines.contains(last)) {
                    lines.add(each.next());
                }
                lines.add(each.next());
            }
            client.shutdownNow();
            return lines;
        }
    }
}
