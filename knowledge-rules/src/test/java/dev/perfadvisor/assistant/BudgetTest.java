package dev.perfadvisor.assistant;

import static dev.perfadvisor.assistant.Asking.ANSWER;
import static dev.perfadvisor.assistant.Asking.LIMITS;
import static dev.perfadvisor.assistant.Asking.answered;
import static dev.perfadvisor.assistant.Asking.speak;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.perfadvisor.assistant.Asking.Way;
import dev.perfadvisor.engine.assistant.AssistantSettings.Limits;
import dev.perfadvisor.engine.assistant.CaseMemory;
import dev.perfadvisor.engine.assistant.Fault;
import dev.perfadvisor.engine.assistant.Listener;
import dev.perfadvisor.engine.assistant.Spoken;
import dev.perfadvisor.engine.assistant.grounding.RunSource;
import dev.perfadvisor.engine.store.Exchange;
import dev.perfadvisor.scripted.Move;
import dev.perfadvisor.scripted.Move.Call;
import dev.perfadvisor.scripted.Protocol;
import dev.perfadvisor.scripted.ScriptedModel;
import dev.perfadvisor.scripted.Voices;
import dev.perfadvisor.scripted.Voices.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an answer takes is told, and bounded. The scripted server counts 100 tokens in and 20 out for each request. */
class BudgetTest {

    static Stream<Way> ways() {
        return Asking.ways();
    }

    private static Limits limits(long tokens, double cost) {
        return new Limits(
                Duration.ofSeconds(20),
                Duration.ofSeconds(30),
                6,
                tokens,
                1_000_000,
                cost > 0 ? 3 : 0,
                15,
                cost,
                2_000);
    }

    private static CaseMemory after(long inputTokens, long outputTokens) {
        return new CaseMemory("7", List.of(new Exchange("a", "b", inputTokens, outputTokens)));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void theBudgetIsTold(Way way) {
        var memory = after(3_000, 600);
        var spoken = speak(way, limits(200_000, 2.5), memory, Asking::verdict);
        // (3,100 * 3 + 620 * 15) / 1,000,000
        assertThat(Asking.page(spoken))
                .contains("Grounding verified: 1 claims, 1 cited, 1 verified.")
                .contains("The message took 1 of 6 requests, 120 of 200000 tokens (100 in, 20 out) and ")
                .contains(" of 30 s, and cost 0.0006.")
                .contains("The case has taken 3720 of 1000000 tokens, and has cost 0.0186 of at most 2.5000.");
        assertThat(memory.added())
                .extracting(Exchange::inputTokens, Exchange::outputTokens)
                .containsExactly(tuple(100L, 20L));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void theBudgetIsKept(Way way) {
        answered(speak(way, limits(500, 0), CaseMemory.empty(), _ -> ANSWER), Fault.Kind.BUDGET, "max-tokens");
        answered(speak(way, LIMITS, after(900_000, 99_000), _ -> ANSWER), Fault.Kind.BUDGET, "max-case-tokens");
        answered(speak(way, limits(200_000, 0.01), after(3_000, 600), _ -> ANSWER), Fault.Kind.BUDGET, "max-cost");
    }

    /** An answer with a lie in it, so long that there are no tokens left to have it corrected. */
    @ParameterizedTest
    @MethodSource("ways")
    void whatLeavesNoRoomForAnotherRequestIsJudgedAsItIs(Way way) {
        var lie = Line.of("The database is healthy. ".repeat(20_000), "verdict:1");

        var spoken = speak(
                way,
                limits(60_000, 0),
                CaseMemory.empty(),
                seen -> Voices.answer(List.of(Asking.verdictLine(seen), lie)));

        assertThat(spoken.fault()).isNotNull().extracting(Fault::kind).isEqualTo(Fault.Kind.BUDGET);
        assertThat(spoken.grounding().status()).isEqualTo(Spoken.Status.PARTIAL);
        assertThat(spoken.grounding().retried()).isFalse();
        assertThat(spoken.claims()).hasSize(1);
        // What Ollama lets a model see at once is used up before.
        var used = way.protocol() == Protocol.OLLAMA ? "context-tokens" : "max-tokens";
        assertThat(Asking.page(spoken)).contains(used).doesNotContain("database is healthy");
    }

    /** What was sent is paid for, whether an answer came or not; where nobody took it, nothing is. */
    @ParameterizedTest
    @MethodSource("ways")
    void whatBreaksOffIsCounted(Way way) {
        var memory = after(0, 0);
        var broken = speak(way, LIMITS, memory, seen -> new Move.Cut(Asking.verdict(seen)));
        answered(broken, Fault.Kind.BROKEN_OFF, "broke off");
        assertThat(broken.usage().inputTokens()).isGreaterThan(500);
        assertThat(broken.usage().estimated()).isTrue();
        assertThat(memory.added())
                .extracting(Exchange::inputTokens)
                .containsExactly(broken.usage().inputTokens());
        assertThat(speak(way, _ -> Move.Raw.status(401)).usage().inputTokens()).isZero();
    }

    /** Where the provider does not count, what is counted is all that it was sent: the messages, and the tools beside them. */
    @ParameterizedTest
    @MethodSource("ways")
    void theToolsAreCounted(Way way) {
        var sent = new AtomicInteger();
        var broken = speak(way, seen -> {
            sent.set(seen.body().length());
            return new Move.Cut(Asking.verdict(seen));
        });
        assertThat(broken.usage().estimated()).isTrue();
        assertThat(broken.usage().inputTokens()).isCloseTo(sent.get() / 4L, withinPercentage(15));
    }

    /** In the middle of a message, too: what tools return is sent again with every request. */
    @ParameterizedTest
    @MethodSource("ways")
    void theBudgetOfAMessageEndsIt(Way way) {
        var requests = new ArrayList<Integer>();
        var spoken = speak(way, limits(8_000, 0), CaseMemory.empty(), seen -> {
            requests.add(seen.number());
            return Move.Calls.of(new Call("bands", "{}"), new Call("caching", "{}"), new Call("plan", "{}"));
        });
        answered(spoken, Fault.Kind.BUDGET, "max-tokens");
        assertThat(requests).hasSizeBetween(1, 5);
        assertThat(spoken.usage().requests()).isEqualTo(requests.size());
    }

    /** Where the listener ends it, there is the answer without a model, and what was sent counts. */
    @ParameterizedTest
    @MethodSource("ways")
    void whatIsStoppedIsCounted(Way way) throws Exception {
        var asked = new CountDownLatch(1);
        try (var model = new ScriptedModel(way.protocol(), _ -> {
                    asked.countDown();
                    return new Move.After(Duration.ofMinutes(1), ANSWER);
                });
                var assistant = Asking.assistant(way, model.baseUrl(), LIMITS)) {
            var memory = new CaseMemory("7", List.of());
            var stopping = new Listener() {
                @Override
                public void waiting() {
                    if (asked.getCount() == 0) {
                        throw new CancellationException();
                    }
                }
            };
            var spoken = assistant.speak(Asking.TURN, "Why?", memory, RunSource.none(), stopping);
            answered(spoken, Fault.Kind.LEFT, "stopped before it had answered");
            assertThat(spoken.usage().inputTokens()).isGreaterThan(500);
            assertThat(spoken.usage().estimated()).isTrue();
            assertThat(memory.added())
                    .extracting(Exchange::inputTokens)
                    .containsExactly(spoken.usage().inputTokens());
            while (model.left() == 0) {
                Thread.sleep(10);
            }
            assertThat(model.bodies()).hasSize(1);
        }
    }

    /** Also while it waits because it was asked to. */
    @ParameterizedTest
    @MethodSource("ways")
    void whatIsStoppedIsNotTriedAgain(Way way) {
        var requests = new ArrayList<Integer>();
        var stopping = new Listener() {
            @Override
            public void progress(String text) {
                if (text.contains("Trying once more")) {
                    throw new CancellationException();
                }
            }
        };
        try (var model = new ScriptedModel(way.protocol(), seen -> {
                    requests.add(seen.number());
                    return Move.Raw.status(503);
                });
                var assistant = Asking.assistant(way, model.baseUrl(), LIMITS)) {
            var spoken = assistant.speak(Asking.TURN, "Why?", CaseMemory.empty(), RunSource.none(), stopping);
            answered(spoken, Fault.Kind.LEFT, "stopped");
        }
        assertThat(requests).containsExactly(1);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void whoLeavesEndsTheRequest(Way way) throws Exception {
        var asked = new CountDownLatch(1);
        try (var model = new ScriptedModel(way.protocol(), _ -> {
                    asked.countDown();
                    return new Move.After(Duration.ofMinutes(1), ANSWER);
                });
                var assistant = Asking.assistant(way, model.baseUrl(), LIMITS)) {
            var memory = new CaseMemory("7", List.of());
            var outcome = new CompletableFuture<Spoken>();
            var thread = Thread.ofVirtual().start(() -> {
                try {
                    outcome.complete(assistant.speak(Asking.TURN, "Why?", memory, RunSource.none(), Listener.NONE));
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
            assertThat(memory.added()).isEmpty();
        }
    }
}
