package dev.perfadvisor.engine.assistant;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.memory.ChatMemory;
import dev.langchain4j.store.memory.chat.ChatMemoryStore;
import dev.perfadvisor.engine.assistant.grounding.Claim;
import dev.perfadvisor.engine.assistant.tools.Redactor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a model is told of a conversation: the latest of it, and of what does not fit a summary: what was asked, and the ids
 * that answered it. What the ids say is read again by tools, so that it is as exact as on the first day.
 *
 * @param id of the case
 * @param store has all of the conversation
 * @param chars most characters of messages; a quarter of them more is for the summary
 */
record MemoryWindow(Object id, ChatMemoryStore store, long chars) implements ChatMemory {

    private static final int SUMMARY_SHARE = 4;
    private static final int MOST_ASKED = 120;
    private static final int MOST_IDS = 6;

    /** Characters of one message or answer, when it is sent along. */
    private static final int MOST_CHARS = 1_500;

    private static final String WITHOUT = "(The advisor answered without a model.)";

    @Override
    public void add(ChatMessage message) {
        var all = new ArrayList<>(store.getMessages(id));
        all.add(message);
        store.updateMessages(id, all);
    }

    /** What was shown of an answer, as it is remembered: claims with their ids, or that there were none. */
    static String shown(List<Claim> claims) {
        return claims.isEmpty()
                ? WITHOUT
                : claims.stream()
                        .map(claim -> claim.text() + " [" + String.join(", ", claim.cites()) + "]")
                        .collect(Collectors.joining("\n"));
    }

    /** Adds a message with its answer. */
    void add(String asked, Spoken spoken) {
        add(UserMessage.from(asked));
        add(CaseMemory.answer(
                shown(spoken.claims()),
                spoken.usage().inputTokens(),
                spoken.usage().outputTokens()));
    }

    @Override
    public List<ChatMessage> messages() {
        return messages(UnaryOperator.identity());
    }

    /**
     * The messages as they may leave.
     *
     * @param hide is done before a text is cut, as what is cut in two is not recognised
     */
    List<ChatMessage> messages(UnaryOperator<String> hide) {
        var all = store.getMessages(id);
        // A message that waits for its answer stands by itself at the end.
        int first = all.size() - all.size() % 2;
        var latest = new ArrayDeque<ChatMessage>();
        all.subList(first, all.size()).forEach(message -> latest.add(shortened(message, hide)));
        long size = 0;
        while (first > 1) {
            var answer = shortened(all.get(first - 1), hide);
            var asked = shortened(all.get(first - 2), hide);
            size += text(answer).length() + text(asked).length();
            if (size > chars) {
                break;
            }
            latest.addFirst(answer);
            latest.addFirst(asked);
            first -= 2;
        }
        var messages = new ArrayList<ChatMessage>();
        if (first > 0) {
            messages.add(UserMessage.from(summary(all.subList(0, first), hide)));
            messages.add(AiMessage.from("I will ask the tools for what these ids say."));
        }
        messages.addAll(latest);
        return messages;
    }

    @Override
    public void clear() {
        store.deleteMessages(id);
    }

    private static String text(ChatMessage message) {
        return switch (message) {
            case UserMessage asked -> asked.singleText();
            case AiMessage said -> said.text();
            default -> "";
        };
    }

    private static ChatMessage shortened(ChatMessage message, UnaryOperator<String> hide) {
        var text = Redactor.cut(hide.apply(text(message)), MOST_CHARS);
        return message instanceof UserMessage ? UserMessage.from(text) : AiMessage.from(text);
    }

    /** The latest of what does not fit, in order. */
    private String summary(List<ChatMessage> early, UnaryOperator<String> hide) {
        var lines = new ArrayList<String>();
        long size = 0;
        for (int i = early.size() - 2; i >= 0; i -= 2) {
            var line = line(hide.apply(text(early.get(i))), hide.apply(text(early.get(i + 1))));
            size += line.length();
            if (size > chars / SUMMARY_SHARE) {
                break;
            }
            lines.addFirst(line);
        }
        int left = early.size() / 2 - lines.size();
        return "Before, in this conversation, the user asked this"
                + (left == 0 ? ":\n" : " (and " + left + " messages before it):\n") + String.join("\n", lines);
    }

    private static String line(String message, String answer) {
        var ids = ids(answer);
        var asked = message.strip().lines().findFirst().orElse("");
        return "- \"" + Redactor.cut(asked, MOST_ASKED) + "\": "
                + (ids.isEmpty() ? "answered without a model" : "answered with " + String.join(", ", ids));
    }

    /** Ids at the ends of the lines of an answer. */
    private static List<String> ids(String answer) {
        return answer.lines()
                .filter(line -> line.endsWith("]") && line.contains(" ["))
                .flatMap(line -> Stream.of(line.substring(line.lastIndexOf(" [") + 2, line.length() - 1)
                        .split(", ")))
                .filter(id -> id.contains(":"))
                .distinct()
                .limit(MOST_IDS)
                .toList();
    }
}
