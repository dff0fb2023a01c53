package dev.perfadvisor.assistant;

import static dev.perfadvisor.assistant.Asking.answered;
import static dev.perfadvisor.assistant.Asking.speak;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.assistant.Asking.Way;
import dev.perfadvisor.engine.assistant.Fault;
import dev.perfadvisor.engine.assistant.Spoken;
import dev.perfadvisor.engine.assistant.Spoken.Status;
import dev.perfadvisor.scripted.Move;
import dev.perfadvisor.scripted.Move.Call;
import dev.perfadvisor.scripted.Protocol;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
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
}
