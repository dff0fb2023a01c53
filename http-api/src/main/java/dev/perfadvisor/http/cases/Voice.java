package dev.perfadvisor.http.cases;

import dev.perfadvisor.engine.conversation.Case;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Answers what is said in a case. */
public interface Voice {

    /**
     * Answers a message.
     *
     * @param current the case so far, with its last diagnosis
     * @param progress hears in a sentence what is being done, while the answer is made
     * @throws InterruptedException when the client has gone, and nobody waits for the answer
     */
    Answer answer(Case current, String message, Consumer<String> progress) throws InterruptedException;

    /**
     * An answer.
     *
     * @param next the case after it
     * @param text Markdown
     * @param reply the same for programs, in the form {@code advisor.reply/1}
     */
    record Answer(Case next, String text, Map<String, @Nullable Object> reply) {}
}
