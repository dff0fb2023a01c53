package dev.perfadvisor.engine.assistant;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.perfadvisor.engine.assistant.grounding.Claim;
import dev.perfadvisor.engine.assistant.tools.Redactor;
import dev.perfadvisor.engine.store.Exchange;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was said before in a case, and what it took. Facts are not remembered: they are read again by tools, so that no
 * summary can lose or change them, and a model that is new to the case knows as much as the one before. Of what does not
 * fit, it is told what was asked and the ids that answered it.
 *
 * <p>A {@code ChatMemoryStore} of LangChain4j would keep the messages of its loop: calls of tools and their results, redacted
 * by names that are gone with the message, in the form of one provider, and what was refused as well. What is kept here is
 * what was shown, with what it took, so that budgets hold over restarts; messages are made of it for any provider.
 */
public record Exchanges(List<Exchange> list) {

    /** Characters of earlier messages that are sent along; the latest are kept. */
    private static final int WINDOW = 8_000;

    /** Characters of the summary of those before; its latest are kept. */
    private static final int SUMMARY = 2_000;

    private static final int MOST_ASKED = 120;
    private static final int MOST_IDS = 6;

    private static final String WITHOUT = "(The advisor answered without a model.)";

    /** Characters of one message or answer, when it is sent along. */
    private static final int MOST_CHARS = 1_500;

    public Exchanges {
        list = List.copyOf(list);
    }

    public static Exchanges none() {
        return new Exchanges(List.of());
    }

    /**
     * One message and what was shown of a model's answer to it.
     *
     * @param claims none when the answer was the one without a model
     */
    public static Exchange exchange(String message, List<Claim> claims, long inputTokens, long outputTokens) {
        var answer = claims.stream()
                .map(claim -> claim.text() + " [" + String.join(", ", claim.cites()) + "]")
                .collect(Collectors.joining("\n"));
        return new Exchange(message, answer.isEmpty() ? WITHOUT : answer, inputTokens, outputTokens);
    }

    /** With one more. */
    public Exchanges with(Exchange next) {
        var all = new ArrayList<>(list);
        all.add(next);
        return new Exchanges(all);
    }

    long inputTokens() {
        return list.stream().mapToLong(Exchange::inputTokens).sum();
    }

    long outputTokens() {
        return list.stream().mapToLong(Exchange::outputTokens).sum();
    }

    /** For a model: the latest that fit, and a summary of those before. */
    List<ChatMessage> messages(Redactor redactor) {
        int first = list.size();
        int chars = 0;
        while (first > 0) {
            var exchange = list.get(first - 1);
            chars += cut(exchange.message()).length() + cut(exchange.answer()).length();
            if (chars > WINDOW) {
                break;
            }
            first--;
        }
        var messages = new ArrayList<ChatMessage>();
        if (first > 0) {
            messages.add(UserMessage.from(redactor.hide(summary(list.subList(0, first)))));
            messages.add(AiMessage.from("I will ask the tools for what these ids say."));
        }
        for (int i = first; i < list.size(); i++) {
            messages.add(UserMessage.from(redactor.hide(cut(list.get(i).message()))));
            messages.add(AiMessage.from(redactor.hide(cut(list.get(i).answer()))));
        }
        return messages;
    }

    private static String summary(List<Exchange> early) {
        var lines = new ArrayList<String>();
        int chars = 0;
        for (var exchange : early.reversed()) {
            var ids = ids(exchange.answer());
            var asked = exchange.message().strip().lines().findFirst().orElse("");
            var line = "- \"" + (asked.length() <= MOST_ASKED ? asked : asked.substring(0, MOST_ASKED) + "...") + "\": "
                    + (ids.isEmpty() ? "answered without a model" : "answered with " + String.join(", ", ids));
            chars += line.length();
            if (chars > SUMMARY) {
                break;
            }
            lines.addFirst(line);
        }
        int left = early.size() - lines.size();
        return "Before, in this conversation, the user asked this"
                + (left == 0 ? ":\n" : " (and " + left + " messages before it):\n") + String.join("\n", lines);
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

    private static String cut(String text) {
        return text.length() <= MOST_CHARS ? text : text.substring(0, MOST_CHARS) + "...";
    }
}
