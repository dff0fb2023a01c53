package dev.perfadvisor.assistant;

import static dev.perfadvisor.assistant.Asking.answered;
import static dev.perfadvisor.assistant.Asking.speak;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.assistant.Asking.Way;
import dev.perfadvisor.engine.assistant.CaseMemory;
import dev.perfadvisor.engine.assistant.Fault;
import dev.perfadvisor.engine.assistant.Listener;
import dev.perfadvisor.engine.assistant.Spoken;
import dev.perfadvisor.engine.assistant.Spoken.Status;
import dev.perfadvisor.engine.assistant.Telemetry;
import dev.perfadvisor.engine.assistant.grounding.RunSource;
import dev.perfadvisor.scripted.Move;
import dev.perfadvisor.scripted.Move.Call;
import dev.perfadvisor.scripted.Protocol;
import dev.perfadvisor.scripted.Script;
import dev.perfadvisor.scripted.ScriptedModel;
import dev.perfadvisor.scripted.Voices;
import dev.perfadvisor.scripted.Voices.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However a model uses its tools, the question is answered, and the answer says what happened. */
class ToolFaultsTest {

    static Stream<Way> ways() {
        return Asking.ways();
    }

    /** A fault in the use of tools is told to the model, which then does better. */
    private static void corrected(Way way, Move wrong, String told) {
        var heard = new AtomicReference<>("");
        var spoken = speak(way, seen -> {
            if (seen.number() == 1) {
                return wrong;
            }
            heard.set(String.join("\n", seen.results()));
            return Asking.verdict(seen);
        });
        assertThat(heard.get()).contains(told);
        assertThat(spoken.grounding().status()).isEqualTo(Status.VERIFIED);
    }

    /** Where arguments are an object in the protocol, what is none makes an answer that can not be read. */
    @ParameterizedTest
    @MethodSource("ways")
    void argumentsAreNoJson(Way way) {
        if (way.protocol() == Protocol.OPENAI) {
            corrected(way, Move.Calls.of(new Call("list_causes", "{offset")), "not JSON");
            corrected(way, Move.Calls.of(new Call("list_causes", "[1]")), "must be a JSON object");
        }
        for (var arguments : List.of("{offset", "[1]", "7", "null", "\"x\"")) {
            var spoken = speak(
                    way,
                    seen -> seen.number() == 1
                            ? Move.Calls.of(new Call("list_causes", arguments))
                            : Asking.verdict(seen));
            boolean went = spoken.grounding().status() == Status.VERIFIED;
            assertThat(went).as(arguments).isEqualTo(spoken.fault() == null);
            if (!went && way.equals(new Way(Protocol.ANTHROPIC, true))) {
                // The client drops the call, and with it the end of the answer.
                answered(spoken, Fault.Kind.BROKEN_OFF, "broke off in the middle");
            } else if (!went) {
                answered(spoken, Fault.Kind.NO_ANSWER, "could not be read");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void toolsAreCalledInTheWrongWay(Way way) {
        corrected(
                way,
                Move.Calls.of(new Call("run_sql", "{\"sql\":\"drop table orders\"}")),
                "There is no tool 'run_sql'");
        corrected(way, Move.Calls.of(new Call("list_causes", "{\"offset\":\"many\"}")), "a whole number");
        corrected(way, Move.Calls.of(new Call("get", "{}")), "argument ids is missing");
        corrected(way, Move.Calls.of(new Call("top", "{\"of\":\"secrets\"}")), "must be one of");
        corrected(way, Move.Calls.of(new Call("get", "{\"ids\":\"cause:none\"}")), "There is no cause:none");
    }

    /** Several at once, of which one is none. */
    @ParameterizedTest
    @MethodSource("ways")
    void goodCallsAreAnsweredBesideBadOnes(Way way) {
        corrected(
                way,
                Move.Calls.of(new Call("run_sql", "{}"), new Call("next_evidence", "{}"), new Call("plan", "{}")),
                "next:1");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void toolsAreCalledWithoutEnd(Way way) {
        var spoken = speak(way, _ -> Move.Calls.of(new Call("plan", "{}")));
        answered(spoken, Fault.Kind.TOO_MANY_ROUNDS, "max-rounds");
        assertThat(spoken.usage().requests()).isEqualTo(6);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void theAnswerIsEmpty(Way way) {
        answered(speak(way, _ -> new Move.Text("")), Fault.Kind.NO_ANSWER, "empty");
        answered(speak(way, _ -> new Move.Text("  \n")), Fault.Kind.NO_ANSWER, "empty");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void theAnswerIsNoAnswer(Way way) {
        for (var text : List.of("{\"claims\": [", "{\"claims\": 7}", "Hello!", "{}", "[cause:db.none]")) {
            answered(speak(way, _ -> new Move.Text(text)), Fault.Kind.NOT_GROUNDED, "was in the evidence");
        }
        for (var arguments : List.of("{\"claims\":\"x\"}", "{\"claims\":[{\"text\":null}]}", "{\"claims\":[]}")) {
            answered(
                    speak(way, _ -> Move.Calls.of(new Call("answer", arguments))),
                    Fault.Kind.NOT_GROUNDED,
                    "was in the evidence");
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void claimsMayBeWrittenAsText(Way way) {
        Function<String, Spoken> said = text -> speak(
                way,
                seen -> new Move.Text(text.formatted(Asking.verdictLine(seen).text())));
        assertThat(said.apply("- **%s** [verdict:1]").grounding().status()).isEqualTo(Status.VERIFIED);
        assertThat(said.apply("```json\n{\"claims\":[{\"text\":\"%s\",\"cites\":[\"verdict:1\"]}]}\n```")
                        .grounding()
                        .status())
                .isEqualTo(Status.VERIFIED);
    }

    /** An answer of its protocol with a call that says what it is called with, and not what is called. */
    private static Move nameless(Way way) {
        var call = "{\"index\":0,\"id\":\"call-0\",\"type\":\"function\",\"function\":{\"arguments\":\"{}\"}}";
        return switch (way.protocol()) {
            case OPENAI ->
                way.streaming()
                        ? new Move.Raw(
                                200,
                                "text/event-stream",
                                "data: {\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[" + call + "]}}]}\n\n"
                                        + "data: {\"choices\":[{\"index\":0,\"delta\":{},"
                                        + "\"finish_reason\":\"tool_calls\"}]}\n\ndata: [DONE]\n\n",
                                Map.of())
                        : new Move.Raw(
                                200,
                                "application/json",
                                "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"tool_calls\":[" + call
                                        + "]},\"finish_reason\":\"tool_calls\"}]}",
                                Map.of());
            case OLLAMA ->
                new Move.Raw(
                        200,
                        way.streaming() ? "application/x-ndjson" : "application/json",
                        "{\"model\":\"m\",\"message\":{\"role\":\"assistant\",\"content\":\"\",\"tool_calls\":"
                                + "[{\"function\":{\"arguments\":{}}}]},\"done\":true,\"done_reason\":\"stop\"}\n",
                        Map.of());
            case ANTHROPIC ->
                way.streaming()
                        ? new Move.Raw(
                                200,
                                "text/event-stream",
                                "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,"
                                        + "\"content_block\":{\"type\":\"tool_use\",\"id\":\"call-0\",\"input\":{}}}\n\n"
                                        + "event: content_block_stop\n"
                                        + "data: {\"type\":\"content_block_stop\",\"index\":0}\n\n"
                                        + "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":"
                                        + "{\"stop_reason\":\"tool_use\"},\"usage\":{\"output_tokens\":1}}\n\n"
                                        + "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n",
                                Map.of())
                        : new Move.Raw(
                                200,
                                "application/json",
                                "{\"role\":\"assistant\",\"content\":[{\"type\":\"tool_use\",\"id\":\"call-0\",\"input\":{}}],"
                                        + "\"stop_reason\":\"tool_use\",\"usage\":{\"input_tokens\":1,\"output_tokens\":1}}",
                                Map.of());
        };
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aCallHasNoName(Way way) {
        var spoken = speak(way, seen -> seen.number() == 1 ? nameless(way) : Asking.verdict(seen));
        if (way.streaming()) {
            // Clients of streams drop such a call, or the answer with it.
            assertThat(spoken.grounding().status()).isEqualTo(Status.DETERMINISTIC);
            assertThat(spoken.fault()).isNotNull();
        } else {
            assertThat(spoken.grounding().status()).isEqualTo(Status.VERIFIED);
            assertThat(spoken.usage().requests()).isEqualTo(2);
        }
    }

    /** How tools ended, and what was told of what should not happen. */
    private record Ends(List<String> tools, List<RuntimeException> failures) implements Telemetry {

        @Override
        public Consumer<String> tool(String name) {
            return outcome -> tools.add(name + ": " + outcome);
        }

        @Override
        public void failed(RuntimeException problem) {
            failures.add(problem);
        }
    }

    private static Spoken overBrokenRuns(Way way, Ends ends, Script script) {
        var runs = new RunSource(
                () -> {
                    throw new IllegalStateException("the shelf is broken");
                },
                (_, _) -> Optional.empty());
        try (var model = new ScriptedModel(way.protocol(), script);
                var assistant = Asking.assistant(way, model.baseUrl(), Asking.LIMITS, ends)) {
            return assistant.speak(Asking.TURN, "Why?", CaseMemory.empty(), runs, Listener.NONE);
        }
    }

    /** The model is told, and goes on with the others. */
    @ParameterizedTest
    @MethodSource("ways")
    void aToolFails(Way way) {
        var ends = new Ends(new ArrayList<>(), new ArrayList<>());
        var heard = new AtomicReference<>("");
        var spoken = overBrokenRuns(way, ends, seen -> {
            heard.set(String.join("\n", seen.results()));
            return seen.number() == 1
                    ? Move.Calls.of(new Call("comparison", "{}"), new Call("plan", "{}"))
                    : Asking.verdict(seen);
        });
        assertThat(heard.get()).contains("The tool comparison failed").doesNotContain("shelf");
        assertThat(spoken.grounding().status()).isEqualTo(Status.VERIFIED);
        assertThat(ends.tools()).containsExactly("comparison: failed", "plan: ok");
        assertThat(ends.failures()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void judgingFails(Way way) {
        var ends = new Ends(new ArrayList<>(), new ArrayList<>());
        var spoken = overBrokenRuns(
                way, ends, _ -> Voices.answer(List.of(Line.of("There is the baseline x.", "baseline:x@1"))));
        answered(spoken, Fault.Kind.FAILED, "The advisor failed while the model spoke (IllegalStateException)");
        assertThat(ends.failures()).hasSize(1);
    }
}
