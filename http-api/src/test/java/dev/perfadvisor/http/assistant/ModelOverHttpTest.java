package dev.perfadvisor.http.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import dev.perfadvisor.http.RunningService;
import dev.perfadvisor.scripted.Move;
import dev.perfadvisor.scripted.Move.Call;
import dev.perfadvisor.scripted.Protocol;
import dev.perfadvisor.scripted.Script;
import dev.perfadvisor.scripted.ScriptedModel;
import dev.perfadvisor.scripted.Seen;
import java.io.IOException;
import java.net.URI;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
            "advisor.assistant.call-timeout=20");

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
    }

    /** Names of OpenTelemetry for what clients of models do; nothing of what is said. */
    @Test
    void eachRequestIsMeasured() throws IOException, InterruptedException {
        SCRIPT.set(ModelOverHttpTest::looking);
        SERVICE.post(SERVICE.newCase() + "/messages", say("checkout takes 3 s since the deploy of Zebra17"))
                .status(201);
        var measured =
                SERVICE.get("/actuator/prometheus", "text/plain").status(200).body();
        assertThat(measured.lines().filter(line -> line.startsWith("gen_ai_client_operation_duration_seconds_count{")))
                .singleElement()
                .asString()
                .contains(
                        "error_type=\"none\"",
                        "gen_ai_operation_name=\"chat\"",
                        "gen_ai_provider_name=\"openai\"",
                        "gen_ai_request_model=\"scripted\"",
                        "server_address=\"127.0.0.1\"",
                        "server_port=\"" + URI.create(MODEL.baseUrl()).getPort() + "\"");
        assertThat(measured)
                .contains(
                        "gen_ai_client_token_usage_token_sum{",
                        "gen_ai_token_type=\"input\"",
                        "gen_ai_execute_tool_duration_seconds_count{error=\"none\",error_type=\"none\","
                                + "gen_ai_operation_name=\"execute_tool\",gen_ai_tool_name=\"list_causes\"}",
                        "advisor_assistant_answers_total{fault=\"none\",grounding=\"verified\"}")
                .doesNotContain("Zebra17", "hypothesis");
    }

    /** Whatever is logged, the key is not in it. */
    @Test
    void theKeyIsNotLogged() throws IOException, InterruptedException {
        var root = (ch.qos.logback.classic.Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        var level = root.getLevel();
        var appenders = new ArrayList<Appender<ILoggingEvent>>();
        root.iteratorForAppenders().forEachRemaining(appenders::add);
        var logged = new ListAppender<ILoggingEvent>();
        logged.start();
        appenders.forEach(root::detachAppender);
        root.addAppender(logged);
        root.setLevel(Level.TRACE);
        try {
            SCRIPT.set(ModelOverHttpTest::looking);
            stream(SERVICE.newCase(), "checkout takes 3 s").status(200);
            SCRIPT.set(_ -> Move.Raw.status(401));
            stream(SERVICE.newCase(), "checkout takes 3 s").status(200);
        } finally {
            root.setLevel(level);
            root.detachAppender(logged);
            appenders.forEach(root::addAppender);
        }
        assertThat(MODEL.keys()).contains("Bearer k-123456");
        assertThat(List.copyOf(logged.list))
                .extracting(ILoggingEvent::getLoggerName)
                .anyMatch(name -> name.startsWith("org.springframework"));
        assertThat(List.copyOf(logged.list))
                .noneMatch(event -> event.getFormattedMessage().contains("k-123456"))
                .noneMatch(event -> event.getThrowableProxy() != null
                        && String.valueOf(event.getThrowableProxy().getMessage())
                                .contains("k-123456"));
    }

    /** With another provider, and another model. */
    @Test
    void theConversationGoesOnWithAnotherModel() throws IOException, InterruptedException {
        SCRIPT.set(ModelOverHttpTest::looking);
        var href = SERVICE.newCase();
        SERVICE.post(href + "/messages", say("checkout takes 3 s")).status(201);
        SERVICE.stop();
        var users = new ArrayList<List<String>>();
        try (var other = new ScriptedModel(Protocol.OLLAMA, seen -> {
            users.add(seen.user());
            return answer(seen);
        })) {
            SERVICE.start(
                    "advisor.assistant.provider=ollama",
                    "advisor.assistant.model=another",
                    "advisor.assistant.base-url=" + other.baseUrl());
            var reply = SERVICE.post(href + "/messages", say("why do you think so?"))
                    .status(201)
                    .json()
                    .path("reply");
            assertThat(reply.path("grounding").path("status").asString()).isEqualTo("verified");
            assertThat(other.bodies().getFirst()).contains("\"another\"");
        } finally {
            SERVICE.stop();
            SERVICE.start();
        }
        assertThat(users.getFirst()).hasSize(2);
        assertThat(users.getFirst().getFirst()).isEqualTo("checkout takes 3 s");
    }

    @Test
    void aDeletedCaseTakesWhatWasSaidWithIt() throws IOException, InterruptedException {
        SCRIPT.set(ModelOverHttpTest::looking);
        var href = SERVICE.newCase();
        SERVICE.post(href + "/messages", say("checkout takes 3 s since Zebra18"))
                .status(201);
        SERVICE.delete(href).status(204);
        SERVICE.get(href + "/messages").problem(404, "unknown-case");
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

    /** What is about something else costs nothing, unless there is evidence that it may be about after all. */
    @Test
    void theWeatherIsNotAskedOf() throws IOException, InterruptedException {
        SCRIPT.set(ModelOverHttpTest::looking);
        int before = MODEL.bodies().size();
        var reply = SERVICE.post(SERVICE.newCase() + "/messages", say("what is the weather in Paris?"))
                .status(201)
                .json()
                .path("reply");
        assertThat(reply.path("schema").asString()).isEqualTo("advisor.reply/1");
        assertThat(MODEL.bodies()).hasSize(before);
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

    private static RunningService.Answer rpc(String body) throws IOException, InterruptedException {
        return SERVICE.send(SERVICE.to("/mcp")
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(BodyPublishers.ofString(body)));
    }

    @Test
    void modelsOfOthersAskTheToolsAboutACase() throws IOException, InterruptedException {
        SCRIPT.set(ModelOverHttpTest::looking);
        var href = SERVICE.newCase();
        SERVICE.post(href + "/messages", say("checkout takes 3 s, the database is busy"))
                .status(201);
        var begun = rpc("""
                        {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18",\
                        "capabilities":{},"clientInfo":{"name":"test","version":"1"}}}""").status(200);
        assertThat(begun.header("Mcp-Session-Id")).isEmpty();
        rpc("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}").status(202);
        var call = "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":\"list_causes\","
                + "\"arguments\":{\"case\":\"%s\"}}}";
        assertThat(rpc(call.formatted(href.substring(href.lastIndexOf('/') + 1)))
                        .status(200)
                        .body())
                .contains("cause:db.statement-slow", "is a hypothesis");
        assertThat(rpc(call.formatted("none")).status(200).body()).contains("There is no case 'none'");
    }
}
