package dev.perfadvisor.http.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.http.RunningService;
import dev.perfadvisor.scripted.Move;
import dev.perfadvisor.scripted.Move.Call;
import dev.perfadvisor.scripted.Protocol;
import dev.perfadvisor.scripted.Script;
import dev.perfadvisor.scripted.ScriptedModel;
import dev.perfadvisor.scripted.Seen;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.json.JsonMapper;

/** From a client over the service to a model that is scripted, and back. */
class ModelOverHttpTest {

    private static final AtomicReference<Script> SCRIPT = new AtomicReference<>(_ -> Move.Raw.status(500));
    private static final ScriptedModel MODEL =
            new ScriptedModel(Protocol.OPENAI, seen -> SCRIPT.get().next(seen));

    @RegisterExtension
    static final RunningService SERVICE = new RunningService(
            "advisor.assistant.model=scripted",
            "advisor.assistant.base-url=" + MODEL.baseUrl(),
            "advisor.assistant.key=k-123456",
            "advisor.assistant.call-timeout=20",
            "management.endpoints.web.exposure.include=health,metrics");

    @AfterAll
    static void unplug() {
        MODEL.close();
    }

    private static Move answer(Seen seen) {
        var item = seen.items("verdict").getFirst();
        return Move.Calls.of(new Call(
                "answer",
                JsonMapper.shared()
                        .writeValueAsString(Map.of(
                                "claims",
                                List.of(Map.of("text", item.says().getLast(), "cites", List.of(item.id())))))));
    }

    /** Looks at the causes, then says the last sentence of the verdict. */
    private static Move looking(Seen seen) {
        return seen.results().isEmpty() ? Move.Calls.of(new Call("list_causes", "{}")) : answer(seen);
    }

    private static String say(String text) {
        return "{\"text\":\"" + text + "\"}";
    }

    private static List<String> events(String body) {
        return body.lines()
                .filter(line -> line.startsWith("event:"))
                .map(line -> line.substring(7))
                .toList();
    }

    private static RunningService.Answer stream(String href, String text) throws IOException, InterruptedException {
        return SERVICE.send(SERVICE.to(href + "/messages")
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .POST(BodyPublishers.ofString(say(text))));
    }

    @Test
    void anAnswerIsJsonWithItsGrounding() throws IOException, InterruptedException {
        SCRIPT.set(ModelOverHttpTest::looking);
        var href = SERVICE.newCase();
        var reply = SERVICE.post(href + "/messages", say("checkout takes 3 s, the database is busy"))
                .status(201)
                .json()
                .path("reply");
        assertThat(reply.path("schema").asString()).isEqualTo("advisor.answer/1");
        assertThat(reply.path("grounding").path("status").asString()).isEqualTo("verified");
        assertThat(reply.path("claims").path(0).path("cites").path(0).asString())
                .isEqualTo("verdict:1");
        assertThat(reply.path("reply").path("kind").asString()).isEqualTo("diagnosis");
        assertThat(reply.path("usage").path("tools").path(0).asString()).isEqualTo("list_causes");
        assertThat(SERVICE.get("/actuator/metrics/gen_ai.client.operation.duration")
                        .status(200)
                        .body())
                .contains("gen_ai.request.model", "scripted")
                .doesNotContain("checkout");
    }

    @Test
    void anAnswerStreamsWithItsSteps() throws IOException, InterruptedException {
        SCRIPT.set(ModelOverHttpTest::looking);
        var body = stream(SERVICE.newCase(), "checkout takes 3 s").status(200).body();
        assertThat(events(body)).containsExactly("progress", "tool", "progress", "answer", "done");
        assertThat(body).contains("\"name\" : \"list_causes\"", "\"status\" : \"verified\"");
    }

    @Test
    void whatWasSaidBeforeIsSentAlong() throws IOException, InterruptedException {
        SCRIPT.set(ModelOverHttpTest::looking);
        var href = SERVICE.newCase();
        SERVICE.post(href + "/messages", say("checkout takes 3 s")).status(201);
        SERVICE.stop();
        SERVICE.start();
        var users = new ArrayList<List<String>>();
        SCRIPT.set(seen -> {
            users.add(seen.user());
            return answer(seen);
        });
        SERVICE.post(href + "/messages", say("why do you think so?")).status(201);
        assertThat(users.getFirst()).hasSize(2);
        assertThat(users.getFirst().getFirst()).isEqualTo("checkout takes 3 s");
    }

    /** In the middle of its answer, the model is no more. */
    @Test
    void aModelThatIsUnpluggedLeavesTheQuestionAnswered() throws IOException, InterruptedException {
        SCRIPT.set(seen -> seen.results().isEmpty()
                ? Move.Calls.of(new Call("list_causes", "{}"))
                : new Move.Cut(new Move.Text("Trust me, it is")));
        var body = stream(SERVICE.newCase(), "checkout takes 3 s, the database is busy")
                .status(200)
                .body();
        assertThat(events(body)).containsExactly("progress", "tool", "progress", "answer", "done");
        assertThat(body)
                .contains("\"status\" : \"deterministic\"", "broke off", "Hypotheses")
                .doesNotContain("Trust me");
    }

    @Test
    void aClientThatLeavesEndsTheRequest() throws Exception {
        var asked = new CountDownLatch(1);
        SCRIPT.set(seen -> {
            asked.countDown();
            return new Move.After(Duration.ofMinutes(5), answer(seen));
        });
        var href = SERVICE.newCase();
        int before = MODEL.left();
        var client = HttpClient.newHttpClient();
        var sent = client.sendAsync(
                SERVICE.to(href + "/messages")
                        .header("Content-Type", "application/json")
                        .header("Accept", "text/event-stream")
                        .POST(BodyPublishers.ofString(say("checkout takes 3 s")))
                        .build(),
                BodyHandlers.ofLines());
        asked.await();
        sent.cancel(true);
        client.shutdownNow();
        client.close();
        for (int i = 0; i < 600 && MODEL.left() == before; i++) {
            Thread.sleep(50);
        }
        assertThat(MODEL.left()).isEqualTo(before + 1);
        assertThat(SERVICE.get(href + "/messages").json().path("messages").size())
                .isZero();
    }

    @Test
    void clientsOfOtherChatsTalkToACase() throws IOException, InterruptedException {
        SCRIPT.set(ModelOverHttpTest::looking);
        var href = SERVICE.newCase();
        var id = href.substring(href.lastIndexOf('/') + 1);
        var request = "{\"model\":\"%s\",\"stream\":%s,\"messages\":[{\"role\":\"system\",\"content\":\"Be nice\"},"
                + "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"checkout takes 3 s\"}]}]}";
        var choice = SERVICE.post("/v1/chat/completions", request.formatted(id, "false"))
                .status(200)
                .json()
                .path("choices")
                .path(0);
        assertThat(choice.path("finish_reason").asString()).isEqualTo("stop");
        assertThat(choice.path("message").path("content").asString()).contains("verdict:1");

        var lines = SERVICE.post("/v1/chat/completions", request.formatted(id, "true"))
                .status(200)
                .body()
                .lines()
                .filter(line -> line.startsWith("data: "))
                .toList();
        assertThat(lines).hasSize(4).last().isEqualTo("data: [DONE]");
        assertThat(lines.get(1)).contains("chat.completion.chunk", "verdict:1");
        SERVICE.post("/v1/chat/completions", request.formatted("none", "false")).problem(404, "unknown-case");
        SERVICE.post("/v1/chat/completions", "{\"model\":\"" + id + "\"}").problem(400, "no-text");
    }

    private static RunningService.Answer rpc(String session, String body) throws IOException, InterruptedException {
        var request = SERVICE.to("/mcp")
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(BodyPublishers.ofString(body));
        return SERVICE.send(session.isEmpty() ? request : request.header("Mcp-Session-Id", session));
    }

    @Test
    void modelsOfOthersAskTheToolsAboutACase() throws IOException, InterruptedException {
        SCRIPT.set(ModelOverHttpTest::looking);
        var href = SERVICE.newCase();
        SERVICE.post(href + "/messages", say("checkout takes 3 s, the database is busy"))
                .status(201);
        var begun = rpc("", """
                        {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18",\
                        "capabilities":{},"clientInfo":{"name":"test","version":"1"}}}""").status(200);
        var session = begun.header("Mcp-Session-Id").orElseThrow();
        rpc(session, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}")
                .status(202);
        var call = "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":\"list_causes\","
                + "\"arguments\":{\"case\":\"%s\"}}}";
        assertThat(rpc(session, call.formatted(href.substring(href.lastIndexOf('/') + 1)))
                        .status(200)
                        .body())
                .contains("cause:db.statement-slow", "is a hypothesis");
        assertThat(rpc(session, call.formatted("none")).status(200).body()).contains("There is no case 'none'");
    }
}
