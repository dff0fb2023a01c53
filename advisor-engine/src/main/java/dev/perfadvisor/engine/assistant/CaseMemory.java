package dev.perfadvisor.engine.assistant;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.store.memory.chat.ChatMemoryStore;
import dev.perfadvisor.engine.assistant.grounding.Claim;
import dev.perfadvisor.engine.store.Exchange;
import dev.perfadvisor.engine.store.ModelAccount;
import dev.perfadvisor.engine.store.ModelAccount.Taken;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What was said in one case, and what it took. Whoever keeps the case fills it from the store, and takes out of it what a
 * message has {@link #added}, to keep that with the case in one transaction. So a conversation goes on after a restart, and
 * with another model or provider, and budgets hold over both.
 *
 * <p>It is what was said and shown. Calls of tools and what they returned are not remembered: facts are read again, so that
 * no memory can lose or change them, and names that stood for something that was taken out do not outlive their message.
 */
public final class CaseMemory implements ChatMemoryStore {

    private static final String INPUT = "inputTokens";
    private static final String OUTPUT = "outputTokens";

    private final String id;
    private final List<Exchange> exchanges;
    private final ModelAccount account;
    private int kept;
    private String asked = "";

    /**
     * A memory.
     *
     * @param id of the case
     * @param kept what was said before, in order
     */
    public CaseMemory(String id, List<Exchange> kept) {
        this(id, kept, ModelAccount.after(taken(kept)));
    }

    /**
     * A memory of a case that others let models speak about, too.
     *
     * @param account what models have taken for it
     */
    public CaseMemory(String id, List<Exchange> kept, ModelAccount account) {
        this.id = id;
        this.exchanges = new ArrayList<>(kept);
        this.kept = kept.size();
        this.account = account;
    }

    /** What was taken for all of them. */
    public static Taken taken(List<Exchange> exchanges) {
        return exchanges.stream()
                .map(exchange -> new Taken(exchange.inputTokens(), exchange.outputTokens()))
                .reduce(new Taken(0, 0), Taken::plus);
    }

    /** Nothing was said yet. */
    public static CaseMemory empty() {
        return new CaseMemory("", List.of());
    }

    /** A message and what was shown of a model's answer to it; no claims where the advisor answered without one. */
    public static Exchange exchange(String message, List<Claim> claims, long inputTokens, long outputTokens) {
        return new Exchange(message, MemoryWindow.shown(claims), inputTokens, outputTokens);
    }

    /** Of the case. */
    public String id() {
        return id;
    }

    /** What was said since it was made, to be kept. */
    public List<Exchange> added() {
        return List.copyOf(exchanges.subList(kept, exchanges.size()));
    }

    /** The same, for another memory, which goes on with it; this one has nothing of it any more. */
    public List<Exchange> takeOut() {
        var out = added();
        exchanges.subList(kept, exchanges.size()).clear();
        return out;
    }

    /** What models have taken for the case. */
    ModelAccount account() {
        return account;
    }

    /** What a user said and what was shown for it, in turn; a message without an answer at most at the end. */
    @Override
    public List<ChatMessage> getMessages(Object memoryId) {
        var messages = new ArrayList<ChatMessage>();
        if (memoryId.equals(id)) {
            for (var exchange : exchanges) {
                messages.add(UserMessage.from(exchange.message()));
                messages.add(answer(exchange.answer(), exchange.inputTokens(), exchange.outputTokens()));
            }
            if (!asked.isEmpty()) {
                messages.add(UserMessage.from(asked));
            }
        }
        return messages;
    }

    /** What was shown, with the tokens that it took. */
    static AiMessage answer(String text, long inputTokens, long outputTokens) {
        return AiMessage.builder()
                .text(text)
                .attributes(Map.of(INPUT, inputTokens, OUTPUT, outputTokens))
                .build();
    }

    /** Takes on what follows after what is known; a message is kept when there is an answer to it. */
    @Override
    public void updateMessages(Object memoryId, List<ChatMessage> messages) {
        if (!memoryId.equals(id)) {
            return;
        }
        for (var message : messages.subList(Math.min(messages.size(), 2 * exchanges.size()), messages.size())) {
            if (message instanceof UserMessage user) {
                asked = user.singleText();
            } else if (message instanceof AiMessage said && !asked.isEmpty()) {
                exchanges.add(new Exchange(asked, said.text(), tokens(said, INPUT), tokens(said, OUTPUT)));
                asked = "";
            }
        }
    }

    private static long tokens(AiMessage said, String which) {
        return said.attributes().get(which) instanceof Number number ? number.longValue() : 0;
    }

    @Override
    public void deleteMessages(Object memoryId) {
        if (memoryId.equals(id)) {
            exchanges.clear();
            kept = 0;
            asked = "";
        }
    }
}
