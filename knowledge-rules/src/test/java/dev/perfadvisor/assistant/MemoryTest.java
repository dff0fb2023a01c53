package dev.perfadvisor.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.perfadvisor.assistant.Asking.Way;
import dev.perfadvisor.engine.assistant.AssistantSettings.Limits;
import dev.perfadvisor.engine.assistant.CaseMemory;
import dev.perfadvisor.engine.assistant.Listener;
import dev.perfadvisor.engine.assistant.Spoken;
import dev.perfadvisor.engine.assistant.Spoken.Status;
import dev.perfadvisor.engine.assistant.grounding.RunSource;
import dev.perfadvisor.engine.conversation.Case;
import dev.perfadvisor.engine.conversation.Turn;
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
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A conversation that is longer than its window loses no facts. */
class MemoryTest {

    private static final Limits SMALL =
            new Limits(Duration.ofSeconds(20), Duration.ofSeconds(30), 6, 200_000, 1_000_000, 0, 0, 0, 200);

    private static Spoken speak(Protocol protocol, Turn turn, String message, CaseMemory memory, Script script) {
        var way = new Way(protocol, true);
        try (var model = new ScriptedModel(protocol, script);
                var assistant = Asking.assistant(way, model.baseUrl(), SMALL)) {
            return assistant.speak(turn, message, memory, RunSource.none(), Listener.NONE);
        }
    }

    /** Forty messages, of which the first is answered by a fact that the user claimed. */
    private static CaseMemory longOne() {
        var exchanges = new ArrayList<Exchange>();
        exchanges.add(new Exchange(
                "how slow was it again?",
                "fact:said.metrics[0].value is 3 [fact:said.duration, cause:db.statement-slow]",
                100,
                20));
        for (int i = 2; i <= 40; i++) {
            exchanges.add(new Exchange(
                    "message " + i + " is about something else", "So it is, in many words. ".repeat(12), 10, 1));
        }
        return new CaseMemory("7", exchanges);
    }

    private static final Pattern ASKED =
            Pattern.compile("- \"how slow was it again\\?\": answered with ([^,\\n]+), ([^,\\n]+)");

    /** The model finds in the summary what was asked, and by which ids it was answered, and reads again what they say. */
    @ParameterizedTest
    @EnumSource
    void whatWasSaidEarlyCanStillBeAnswered(Protocol protocol) {
        var exchanges = new ArrayList<>(List.of(new Exchange(
                "which cause is it?",
                "One slow statement holds the database time [cause:db.statement-slow]",
                100,
                20)));
        for (int i = 0; i < 3; i++) {
            exchanges.add(new Exchange("and what else?", "In many words. ".repeat(40), 10, 1));
        }
        var summary = new AtomicReference<>("");
        var spoken = speak(protocol, Asking.TURN, "and the first cause?", new CaseMemory("7", exchanges), seen -> {
            if (seen.results().isEmpty()) {
                summary.set(seen.user().getFirst());
                var id = seen.user()
                        .getFirst()
                        .replaceFirst("(?s).*which cause is it\\?\": answered with (\\S+).*", "$1");
                return Move.Calls.of(new Call("get", "{\"ids\":\"" + id + "\"}"));
            }
            var cause = seen.items("cause").getLast();
            return Voices.answer(List.of(Line.of(cause.says().getFirst(), cause.id())));
        });
        assertThat(summary.get())
                .startsWith("Before, in this conversation, the user asked this")
                .contains("- \"which cause is it?\": answered with cause:db.statement-slow");
        assertThat(spoken.grounding().status()).isEqualTo(Status.VERIFIED);
        assertThat(spoken.claims().getFirst().cites()).containsExactly("cause:db.statement-slow");
        assertThat(spoken.usage().tools()).containsExactly("get");
    }

    /** However long it was: what is sent along is bounded, and says how much it leaves out. */
    @Test
    void theWindowIsKept() {
        var users = new AtomicReference<>(List.<String>of());
        speak(Protocol.OPENAI, Asking.TURN, "why?", longOne(), seen -> {
            users.set(seen.user());
            return Asking.verdict(seen);
        });
        var sent = users.get();
        assertThat(sent.getFirst())
                .containsPattern("\\(and \\d\\d messages before it\\)")
                .doesNotContainPattern(ASKED);
        // The last messages as they were, and the one that is answered now.
        assertThat(sent.get(sent.size() - 2)).isEqualTo("message 40 is about something else");
        assertThat(sent.subList(0, sent.size() - 1).stream()
                        .mapToInt(String::length)
                        .sum())
                .isLessThan(4 * 200 * 5 / 4 + 200);
    }

    /** What the user said of the problem is part of the case, and read by a tool, however long ago it was. */
    @Test
    void whatTheUserToldIsNeverOutOfTheWindow() {
        var turn = Asking.ADVISOR.dialogue().reply(Case.empty(), "Checkout of Zebra17 takes 3 s since the deploy");
        for (int i = 0; i < 30; i++) {
            turn = Asking.ADVISOR.dialogue().reply(turn.next(), "checkout is slow for customer " + (100 + i));
        }
        var told = turn.next().said().size();
        assertThat(told).isGreaterThan(20);
        var spoken = speak(
                Protocol.OPENAI,
                turn,
                "what did I say first?",
                longOne(),
                seen -> seen.results().isEmpty()
                        ? Move.Calls.of(new Call("get", "{\"ids\":\"said:1\"}"))
                        : Voices.answer(List.of(
                                Line.of(seen.items("said").getLast().says().getFirst(), "said:1"))));
        assertThat(spoken.claims().getFirst().text()).contains("Zebra17");

        // All of it can be paged through.
        var pages = new AtomicReference<>(List.<String>of());
        speak(Protocol.OPENAI, turn, "and all?", longOne(), seen -> {
            if (seen.results().isEmpty()) {
                return Move.Calls.of(new Call("overview", "{\"offset\":20}"));
            }
            pages.set(seen.items().stream().map(item -> item.id()).toList());
            return Asking.verdict(seen);
        });
        assertThat(pages.get()).contains("said:1", "said:" + told);
    }

    @Test
    void whatIsSaidIsAddedWithWhatItTook() {
        var memory = longOne();
        speak(Protocol.OPENAI, Asking.TURN, "why?", memory, Asking::verdict);
        speak(Protocol.OLLAMA, Asking.TURN, "and why else?", memory, _ -> Move.Raw.status(401));

        assertThat(memory.added()).extracting(Exchange::message).containsExactly("why?", "and why else?");
        assertThat(memory.added().getFirst().answer()).endsWith(" [verdict:1]");
        assertThat(memory.added().getFirst().inputTokens()).isEqualTo(100);
        assertThat(memory.added().getLast().answer()).isEqualTo("(The advisor answered without a model.)");
    }

    /** As a store of LangChain4j: messages come back as they were put, for their own case only. */
    @Test
    void itIsAStoreOfMessages() {
        var memory = new CaseMemory("7", List.of(new Exchange("a", "b", 1, 2)));
        var messages = new ArrayList<>(memory.getMessages("7"));
        assertThat(messages).hasSize(2);
        messages.add(UserMessage.from("c"));
        memory.updateMessages("7", messages);
        assertThat(memory.added()).isEmpty();
        assertThat(memory.getMessages("7")).hasSize(3);
        messages.add(AiMessage.from("d"));
        memory.updateMessages("7", messages);
        memory.updateMessages("8", List.of(UserMessage.from("x"), AiMessage.from("y")));
        assertThat(memory.added()).containsExactly(new Exchange("c", "d", 0, 0));
        assertThat(new CaseMemory("7", memory.added()).getMessages("7")).hasSize(2);
        assertThat(memory.getMessages("8")).isEmpty();

        memory.deleteMessages("7");
        assertThat(memory.getMessages("7")).isEmpty();
        assertThat(memory.added()).isEmpty();
    }
}
