package dev.perfadvisor.engine.assistant;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.perfadvisor.engine.assistant.tools.Redactor;
import dev.perfadvisor.engine.store.Exchange;
import java.util.ArrayList;
import java.util.List;

/**
 * What was said before in a case, and what it took. Facts are not remembered: they are read again by tools, so that no
 * summary can lose or change them, and a model that is new to the case knows as much as the one before.
 */
public record Exchanges(List<Exchange> list) {

    /** Characters of earlier messages that are sent along; the latest are kept. */
    private static final int WINDOW = 8_000;

    /** Characters of one message or answer, when it is sent along. */
    private static final int MOST_CHARS = 1_500;

    public Exchanges {
        list = List.copyOf(list);
    }

    public static Exchanges none() {
        return new Exchanges(List.of());
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

    /** For a model: the latest that fit, and how many were left out. */
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
        for (int i = first; i < list.size(); i++) {
            var left = i == first && first > 0 ? "(" + first + " earlier messages are left out.) " : "";
            messages.add(UserMessage.from(left + redactor.hide(cut(list.get(i).message()))));
            messages.add(AiMessage.from(redactor.hide(cut(list.get(i).answer()))));
        }
        return messages;
    }

    private static String cut(String text) {
        return text.length() <= MOST_CHARS ? text : text.substring(0, MOST_CHARS) + "...";
    }
}
