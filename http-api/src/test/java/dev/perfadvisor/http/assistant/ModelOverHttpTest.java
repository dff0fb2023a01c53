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
import dev.perfadvisor.scripted.ScriptedModel;
import dev.perfadvisor.scripted.Seen;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** From a client over the service to a model that is scripted, and back. */
class ModelOverHttpTest {

    @RegisterExtension
    static final ScriptedService TALK = new ScriptedService("advisor.assistant.call-timeout=20");

    private static final RunningService SERVICE = TALK.service();

    /** Looks at the causes, then says the last sentence of the verdict. */
    private static Move looking(Seen seen) {
        return seen.results().isEmpty() ? Move.Calls.of(new Call("list_causes", "{}")) : ScriptedService.verdict(seen);
    }

    private static List<String> events(String body) {
        return body.lines()
                .filter(line -> line.startsWith("event:"))
                .map(line -> line.substring(7))
                .toList();
    }

    @Test
    void anAnswerIsJsonWithItsGrounding() throws IOException, InterruptedException {
        TALK.script(ModelOverHttpTest::looking);
        var href = SERVICE.newCase();
        var reply = TALK.say(href, "checkout takes 3 s, the database is busy");
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
        TALK.script(ModelOverHttpTest::looking);
        TALK.say(SERVICE.newCase(), "checkout takes 3 s since the deploy of Zebra17");
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
                        "server_port=\"" + URI.create(TALK.model().baseUrl()).getPort() + "\"");
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
            TALK.script(ModelOverHttpTest::looking);
            TALK.stream(SERVICE.newCase(), "checkout takes 3 s");
            TALK.script(_ -> Move.Raw.status(401));
            TALK.stream(SERVICE.newCase(), "checkout takes 3 s");
        } finally {
            root.setLevel(level);
            root.detachAppender(logged);
            appenders.forEach(root::addAppender);
        }
        assertThat(TALK.model().keys()).contains("Bearer " + ScriptedService.KEY);
        assertThat(List.copyOf(logged.list))
                .extracting(ILoggingEvent::getLoggerName)
                .anyMatch(name -> name.startsWith("org.springframework"));
        assertThat(List.copyOf(logged.list))
                .noneMatch(event -> event.getFormattedMessage().contains(ScriptedService.KEY))
                .noneMatch(event -> event.getThrowableProxy() != null
                        && String.valueOf(event.getThrowableProxy().getMessage())
                                .contains(ScriptedService.KEY));
    }

    /** With another provider, and another model. */
    @Test
    void theConversationGoesOnWithAnotherModel() throws IOException, InterruptedException {
        TALK.script(ModelOverHttpTest::looking);
        var href = SERVICE.newCase();
        TALK.say(href, "checkout takes 3 s");
        SERVICE.stop();
        var users = new ArrayList<List<String>>();
        try (var other = new ScriptedModel(Protocol.OLLAMA, seen -> {
            users.add(seen.user());
            return ScriptedService.verdict(seen);
        })) {
            SERVICE.start(
                    "advisor.assistant.provider=ollama",
                    "advisor.assistant.model=another",
                    "advisor.assistant.base-url=" + other.baseUrl());
            var reply = TALK.say(href, "why do you think so?");
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
        TALK.script(ModelOverHttpTest::looking);
        var href = SERVICE.newCase();
        TALK.say(href, "checkout takes 3 s since Zebra18");
        SERVICE.delete(href).status(204);
        SERVICE.get(href + "/messages").problem(404, "unknown-case");
    }

    @Test
    void anAnswerStreamsWithItsSteps() throws IOException, InterruptedException {
        TALK.script(ModelOverHttpTest::looking);
        var body = TALK.stream(SERVICE.newCase(), "checkout takes 3 s");
        assertThat(events(body)).containsExactly("progress", "tool", "progress", "answer", "done");
        assertThat(body).contains("\"name\" : \"list_causes\"", "\"status\" : \"verified\"");
    }

    @Test
    void whatWasSaidBeforeIsSentAlong() throws IOException, InterruptedException {
        TALK.script(ModelOverHttpTest::looking);
        var href = SERVICE.newCase();
        TALK.say(href, "checkout takes 3 s");
        SERVICE.stop();
        SERVICE.start();
        var users = new ArrayList<List<String>>();
        TALK.script(seen -> {
            users.add(seen.user());
            return ScriptedService.verdict(seen);
        });
        TALK.say(href, "why do you think so?");
        assertThat(users.getFirst()).hasSize(2);
        assertThat(users.getFirst().getFirst()).isEqualTo("checkout takes 3 s");
    }

    /** What is about something else costs nothing, unless there is evidence that it may be about after all. */
    @Test
    void theWeatherIsNotAskedOf() throws IOException, InterruptedException {
        TALK.script(ModelOverHttpTest::looking);
        int before = TALK.model().bodies().size();
        var reply = TALK.say(SERVICE.newCase(), "what is the weather in Paris?");
        assertThat(reply.path("schema").asString()).isEqualTo("advisor.reply/1");
        assertThat(TALK.model().bodies()).hasSize(before);
    }

    /** In the middle of its answer, the model is no more. */
    @Test
    void aModelThatIsUnpluggedLeavesTheQuestionAnswered() throws IOException, InterruptedException {
        TALK.script(seen -> seen.results().isEmpty()
                ? Move.Calls.of(new Call("list_causes", "{}"))
                : new Move.Cut(new Move.Text("Trust me, it is")));
        var body = TALK.stream(SERVICE.newCase(), "checkout takes 3 s, the database is busy");
        assertThat(events(body)).containsExactly("progress", "tool", "progress", "answer", "done");
        assertThat(body)
                .contains("\"status\" : \"deterministic\"", "broke off", "Hypotheses")
                .doesNotContain("Trust me");
    }

    /** What was asked for is answered and kept all the same, and counts to the case. */
    @Test
    void aClientThatLeavesEndsTheRequest() throws Exception {
        var asked = new CountDownLatch(1);
        TALK.script(seen -> {
            asked.countDown();
            return new Move.After(Duration.ofMinutes(5), ScriptedService.verdict(seen));
        });
        var href = SERVICE.newCase();
        int before = TALK.model().left();
        TALK.leave(href, asked);
        for (int i = 0; i < 600 && TALK.model().left() == before; i++) {
            Thread.sleep(50);
        }
        assertThat(TALK.model().left()).isEqualTo(before + 1);
        var left = answered(href);
        assertThat(left.path("reply").path("grounding").path("fault").asString())
                .isEqualTo("left");
        assertThat(left.path("text").asString()).contains("stopped before it had answered", "Hypotheses");
        var taken = left.path("reply").path("usage");
        assertThat(taken.path("inputTokens").asLong()).isGreaterThan(500);
        assertThat(taken.path("estimated").asBoolean()).isTrue();

        TALK.script(ScriptedService::verdict);
        var next = TALK.say(href, "why do you think so?").path("usage");
        assertThat(next.path("budget").path("caseTokensTaken").asLong())
                .isEqualTo(taken.path("inputTokens").asLong() + 120);
    }

    /** The message of the advisor that follows the first one of the user, when it is kept. */
    private static JsonNode answered(String href) throws IOException, InterruptedException {
        var messages = SERVICE.get(href + "/messages").json().path("messages");
        for (int i = 0; i < 600 && messages.size() < 2; i++) {
            Thread.sleep(50);
            messages = SERVICE.get(href + "/messages").json().path("messages");
        }
        return messages.path(1);
    }

    @Test
    void clientsOfOtherChatsTalkToACase() throws IOException, InterruptedException {
        TALK.script(ModelOverHttpTest::looking);
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
        TALK.script(ModelOverHttpTest::looking);
        var href = SERVICE.newCase();
        TALK.say(href, "checkout takes 3 s, the database is busy");
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

    @Test
    void modelsOfOthersAreNotToldWhatANameStandsFor() throws IOException, InterruptedException {
        TALK.script(ModelOverHttpTest::looking);
        var href = SERVICE.newCase();
        TALK.say(href, "checkout takes 3 s, password=Hunter2Secret and path C:\\Users\\bob\\run.jfr");
        var call = "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":\"%s\","
                + "\"arguments\":{\"case\":\"" + href.substring(href.lastIndexOf('/') + 1) + "\",\"%s\":\"%s\"}}}";
        for (var ask : List.of("get ids", "facts prefix", "timeline series", "rules word", "comparison base")) {
            for (var name : List.of("<secret-1>", "<path-1>")) {
                var parts = ask.split(" ", -1);
                assertThat(rpc(call.formatted(parts[0], parts[1], name))
                                .status(200)
                                .body())
                        .doesNotContain("Hunter2Secret", "bob", "not JSON");
            }
        }
        assertThat(rpc(call.formatted("get", "ids", "<path-1>")).body()).contains("There is no <path-1>.");
    }
}
