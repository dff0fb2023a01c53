package dev.perfadvisor.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.assistant.Assistant;
import dev.perfadvisor.engine.assistant.AssistantSettings;
import dev.perfadvisor.engine.assistant.AssistantSettings.Limits;
import dev.perfadvisor.engine.assistant.Exchanges;
import dev.perfadvisor.engine.assistant.Fault;
import dev.perfadvisor.engine.assistant.Listener;
import dev.perfadvisor.engine.assistant.Provider;
import dev.perfadvisor.engine.assistant.Spoken;
import dev.perfadvisor.engine.assistant.Spoken.Status;
import dev.perfadvisor.engine.assistant.SpokenPage;
import dev.perfadvisor.engine.assistant.Telemetry;
import dev.perfadvisor.engine.conversation.Case;
import dev.perfadvisor.engine.conversation.Turn;
import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.engine.render.Renderer;
import dev.perfadvisor.engine.render.Style;
import dev.perfadvisor.engine.store.Exchange;
import dev.perfadvisor.scripted.Move;
import dev.perfadvisor.scripted.Move.Call;
import dev.perfadvisor.scripted.Protocol;
import dev.perfadvisor.scripted.Script;
import dev.perfadvisor.scripted.ScriptedModel;
import dev.perfadvisor.scripted.Voices;
import dev.perfadvisor.scripted.Voices.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a provider does, the question is answered, and the answer says what happened. */
class FaultsTest {

    private static final Advisor ADVISOR = new Advisor(List.of());
    private static final Turn TURN =
            ADVISOR.dialogue().reply(Case.empty(), "Checkout takes 3 s since the deploy, the database is at 100 % CPU");
    private static final Limits LIMITS =
            new Limits(Duration.ofSeconds(20), Duration.ofSeconds(30), 6, 200_000, 1_000_000, 0, 0, 0);
    private static final Move ANSWER = Voices.answer(List.of(Line.of("The evidence shows:", "verdict:1")));

    private static Spoken speak(Protocol protocol, Limits limits, Exchanges before, Script script) {
        try (var model = new ScriptedModel(protocol, script)) {
            return speak(protocol, model.baseUrl(), limits, before);
        }
    }

    private static Spoken speak(Protocol protocol, String url, Limits limits, Exchanges before) {
        var provider = switch (protocol) {
            case OPENAI -> Provider.OPENAI_COMPATIBLE;
            case OLLAMA -> Provider.OLLAMA;
            case ANTHROPIC -> Provider.ANTHROPIC;
        };
        try (var assistant = new Assistant(
                new AssistantSettings(provider, url, "scripted", "", limits), ADVISOR, Telemetry.NONE, List.of())) {
            return assistant.speak(TURN, "Why?", before, Listener.NONE);
        }
    }

    private static Spoken speak(Script script) {
        return speak(Protocol.OPENAI, script);
    }

    private static Spoken speak(Protocol protocol, Script script) {
        return speak(protocol, LIMITS, Exchanges.none(), script);
    }

    private static void answered(Spoken spoken, Fault.Kind kind, String told) {
        assertThat(spoken.grounding().status()).isEqualTo(Status.DETERMINISTIC);
        assertThat(spoken.grounding().fellBack()).isTrue();
        assertThat(spoken.fault()).isNotNull().extracting(Fault::kind).isEqualTo(kind);
        assertThat(page(spoken)).contains(told, "Hypotheses", "Plan");
    }

    private static String page(Spoken spoken) {
        return Renderer.render(SpokenPage.of(spoken), Format.MARKDOWN, new Style(100, false, true, false));
    }

    @Test
    void nobodyListens() {
        String url;
        try (var model = new ScriptedModel(Protocol.OPENAI, _ -> ANSWER)) {
            url = model.baseUrl();
        }
        answered(speak(Protocol.OPENAI, url, LIMITS, Exchanges.none()), Fault.Kind.NO_CONNECTION, "is it running");
    }

    @ParameterizedTest
    @EnumSource
    void theBodyDoesNotCome(Protocol protocol) {
        var limits = new Limits(Duration.ofMillis(400), Duration.ofSeconds(30), 6, 200_000, 1_000_000, 0, 0, 0);
        answered(
                speak(protocol, limits, Exchanges.none(), _ -> new Move.After(Duration.ofMinutes(1), ANSWER)),
                Fault.Kind.TIME_OUT,
                "call-timeout");
    }

    @Test
    void theMessageTakesTooLong() {
        var limits = new Limits(Duration.ofSeconds(20), Duration.ofMillis(500), 60, 200_000, 1_000_000, 0, 0, 0);
        answered(
                speak(
                        Protocol.OPENAI,
                        limits,
                        Exchanges.none(),
                        _ -> new Move.After(Duration.ofMillis(200), Move.Calls.of(new Call("plan", "{}")))),
                Fault.Kind.TIME_OUT,
                "message-timeout");
    }

    @ParameterizedTest
    @EnumSource
    void theAnswerBreaksOff(Protocol protocol) {
        answered(
                speak(protocol, LIMITS, Exchanges.none(), _ -> new Move.Cut(new Move.Text("The database is"))),
                Fault.Kind.BROKEN_OFF,
                "broke off in the middle");
    }

    @ParameterizedTest
    @EnumSource
    void itIsAskedToWait(Protocol protocol) {
        var seconds = new ArrayList<Integer>();
        var spoken = speak(protocol, seen -> {
            seconds.add(seen.number());
            return seen.number() == 1
                    ? new Move.Raw(429, "application/json", "{}", Map.of("Retry-After", "1"))
                    : Voices.answer(List.of(
                            Line.of(seen.items("verdict").getFirst().says().getLast(), "verdict:1")));
        });
        assertThat(seconds).containsExactly(1, 2);
        assertThat(spoken.grounding().status()).isEqualTo(Status.VERIFIED);
    }

    @ParameterizedTest
    @EnumSource
    void itIsAskedToWaitTooLong(Protocol protocol) {
        answered(
                speak(protocol, _ -> new Move.Raw(429, "application/json", "{}", Map.of("Retry-After", "3600"))),
                Fault.Kind.RATE_LIMIT,
                "it asks to wait 3600 s");
    }

    @ParameterizedTest
    @EnumSource
    void theProviderFails(Protocol protocol) {
        var requests = new ArrayList<Integer>();
        var spoken = speak(protocol, LIMITS, Exchanges.none(), seen -> {
            requests.add(seen.number());
            return Move.Raw.status(503);
        });
        answered(spoken, Fault.Kind.SERVER_ERROR, "The provider failed (HTTP 503)");
        assertThat(requests).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void theKeyIsRefused(Protocol protocol) {
        answered(speak(protocol, _ -> Move.Raw.status(401)), Fault.Kind.NOT_ALLOWED, "advisor.assistant.key");
    }

    @ParameterizedTest
    @EnumSource
    void thereIsNoSuchModel(Protocol protocol) {
        answered(speak(protocol, _ -> Move.Raw.status(404)), Fault.Kind.NOT_FOUND, "advisor.assistant.model");
    }

    @ParameterizedTest
    @EnumSource
    void theRequestIsRefused(Protocol protocol) {
        answered(speak(protocol, _ -> Move.Raw.status(400)), Fault.Kind.REFUSED, "HTTP 400");
    }

    @ParameterizedTest
    @EnumSource
    void somethingElseAnswers(Protocol protocol) {
        answered(
                speak(protocol, _ -> new Move.Raw(200, "text/html", "<html>Welcome</html>", Map.of())),
                Fault.Kind.WRONG_TYPE,
                "text/html");
        answered(
                speak(protocol, _ -> new Move.Raw(200, "the database is healthy", "{}", Map.of())),
                Fault.Kind.WRONG_TYPE,
                "it sent something else");
        answered(
                speak(protocol, _ -> new Move.Raw(200, "application/json", "not json at all", Map.of())),
                Fault.Kind.NO_ANSWER,
                "could not be read");
    }

    @ParameterizedTest
    @EnumSource
    void theAnswerIsEmpty(Protocol protocol) {
        answered(speak(protocol, _ -> new Move.Text("")), Fault.Kind.NO_ANSWER, "empty");
        answered(speak(protocol, _ -> new Move.Text("  \n")), Fault.Kind.NO_ANSWER, "empty");
    }

    /** A fault in the use of tools is told to the model, which then does better. */
    private static void corrected(Protocol protocol, Move wrong, String told) {
        var heard = new AtomicReference<>("");
        var spoken = speak(protocol, seen -> {
            if (seen.number() == 1) {
                return wrong;
            }
            heard.set(String.join("\n", seen.results()));
            return Voices.answer(
                    List.of(Line.of(seen.items("verdict").getFirst().says().getLast(), "verdict:1")));
        });
        assertThat(heard.get()).contains(told);
        assertThat(spoken.grounding().status()).isEqualTo(Status.VERIFIED);
    }

    /** Arguments that are no object have no place in the other protocols. */
    @Test
    void argumentsAreNoJson() {
        corrected(Protocol.OPENAI, Move.Calls.of(new Call("list_causes", "{offset")), "not JSON");
        corrected(Protocol.OPENAI, Move.Calls.of(new Call("list_causes", "[1]")), "must be a JSON object");
    }

    @ParameterizedTest
    @EnumSource
    void malformedCallsEndInAnAnswer(Protocol protocol) {
        for (var arguments : List.of("{offset", "[1]", "7", "null", "\"x\"")) {
            var spoken = speak(
                    protocol,
                    seen -> seen.number() == 1
                            ? Move.Calls.of(new Call("list_causes", arguments))
                            : Voices.answer(List.of(Line.of(
                                    seen.items("verdict").getFirst().says().getLast(), "verdict:1"))));
            boolean went = spoken.grounding().status() == Status.VERIFIED;
            assertThat(went).as(arguments).isEqualTo(spoken.fault() == null);
            if (!went) {
                answered(spoken, Fault.Kind.NO_ANSWER, "could not be read");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void toolsAreCalledInTheWrongWay(Protocol protocol) {
        corrected(
                protocol,
                Move.Calls.of(new Call("run_sql", "{\"sql\":\"drop table orders\"}")),
                "There is no tool 'run_sql'");
        corrected(protocol, Move.Calls.of(new Call("list_causes", "{\"offset\":\"many\"}")), "a whole number");
        corrected(protocol, Move.Calls.of(new Call("get", "{}")), "argument ids is missing");
        corrected(protocol, Move.Calls.of(new Call("top", "{\"of\":\"secrets\"}")), "must be one of");
        corrected(protocol, Move.Calls.of(new Call("get", "{\"ids\":\"cause:none\"}")), "There is no cause:none");
    }

    @ParameterizedTest
    @EnumSource
    void toolsAreCalledWithoutEnd(Protocol protocol) {
        var spoken = speak(protocol, _ -> Move.Calls.of(new Call("plan", "{}")));
        answered(spoken, Fault.Kind.TOO_MANY_ROUNDS, "max-rounds");
        assertThat(spoken.usage().requests()).isEqualTo(6);
    }

    @Test
    void theAnswerIsNoAnswer() {
        for (var text : List.of("{\"claims\": [", "{\"claims\": 7}", "Hello!", "{}", "[cause:db.none]")) {
            answered(speak(_ -> new Move.Text(text)), Fault.Kind.NOT_GROUNDED, "was in the evidence");
        }
        for (var arguments : List.of("", "{", "[]", "{\"claims\":\"x\"}", "{\"claims\":[{\"text\":null}]}")) {
            answered(
                    speak(_ -> Move.Calls.of(new Call("answer", arguments))),
                    Fault.Kind.NOT_GROUNDED,
                    "was in the evidence");
        }
    }

    @Test
    void claimsMayBeWrittenAsText() {
        Function<String, Spoken> said = text -> speak(seen -> new Move.Text(
                text.formatted(seen.items("verdict").getFirst().says().getLast())));
        assertThat(said.apply("- **%s** [verdict:1]").grounding().status()).isEqualTo(Status.VERIFIED);
        assertThat(said.apply("```json\n{\"claims\":[{\"text\":\"%s\",\"cites\":[\"verdict:1\"]}]}\n```")
                        .grounding()
                        .status())
                .isEqualTo(Status.VERIFIED);
    }

    /** A call of a tool that is cut off, after others that went well. */
    @ParameterizedTest
    @EnumSource
    void itIsUnpluggedInTheMiddle(Protocol protocol) {
        var spoken = speak(
                protocol,
                seen -> seen.results().isEmpty()
                        ? Move.Calls.of(new Call("list_causes", "{}"))
                        : new Move.Cut(Move.Calls.of(new Call("plan", "{}"))));
        answered(spoken, Fault.Kind.BROKEN_OFF, "broke off in the middle");
        assertThat(spoken.usage().tools()).containsExactly("list_causes");
    }

    @Test
    void theBudgetIsTold() {
        var priced = new Limits(Duration.ofSeconds(20), Duration.ofSeconds(30), 6, 200_000, 1_000_000, 3, 15, 2.5);
        var spoken = speak(
                Protocol.OPENAI,
                priced,
                Exchanges.none().with(new Exchange("a", "b", 3_000, 600)),
                seen -> Voices.answer(
                        List.of(Line.of(seen.items("verdict").getFirst().says().getLast(), "verdict:1"))));
        // The scripted server counts 100 tokens in and 20 out: (3,100 * 3 + 620 * 15) / 1,000,000
        assertThat(page(spoken))
                .contains("1 requests, 100 tokens in and 20 out", "cost 0.0006")
                .contains("A message may take 6 requests, 200000 tokens and 30 s.")
                .contains("The case has taken 3720 of its 1000000 tokens and cost 0.0186 of at most 2.5000.");
    }

    @Test
    void theBudgetIsKept() {
        var few = new Limits(Duration.ofSeconds(20), Duration.ofSeconds(30), 6, 500, 1_000_000, 0, 0, 0);
        answered(speak(Protocol.OPENAI, few, Exchanges.none(), _ -> ANSWER), Fault.Kind.BUDGET, "max-tokens");

        var spent = Exchanges.none().with(new Exchange("a", "b", 900_000, 99_000));
        answered(speak(Protocol.OPENAI, LIMITS, spent, _ -> ANSWER), Fault.Kind.BUDGET, "max-case-tokens");

        var poor = new Limits(Duration.ofSeconds(20), Duration.ofSeconds(30), 6, 200_000, 1_000_000, 3, 15, 0.01);
        answered(
                speak(Protocol.OPENAI, poor, Exchanges.none().with(new Exchange("a", "b", 3_000, 600)), _ -> ANSWER),
                Fault.Kind.BUDGET,
                "max-cost");
    }

    @Test
    void whoLeavesEndsTheRequest() throws Exception {
        var asked = new CountDownLatch(1);
        try (var model = new ScriptedModel(Protocol.OPENAI, _ -> {
                    asked.countDown();
                    return new Move.After(Duration.ofMinutes(1), ANSWER);
                });
                var assistant = new Assistant(
                        new AssistantSettings(Provider.OPENAI_COMPATIBLE, model.baseUrl(), "scripted", "", LIMITS),
                        ADVISOR,
                        Telemetry.NONE,
                        List.of())) {
            var outcome = new CompletableFuture<Spoken>();
            var thread = Thread.ofVirtual().start(() -> {
                try {
                    outcome.complete(assistant.speak(TURN, "Why?", Exchanges.none(), Listener.NONE));
                } catch (RuntimeException e) {
                    outcome.completeExceptionally(e);
                }
            });
            asked.await();
            thread.interrupt();
            assertThatThrownBy(outcome::join).isInstanceOf(CancellationException.class);
            while (model.left() == 0) {
                Thread.sleep(10);
            }
            assertThat(model.bodies()).hasSize(1);
        }
    }
}
