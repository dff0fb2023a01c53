package dev.perfadvisor.http.cases;

import dev.perfadvisor.engine.conversation.Case;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers what is said in a case. */
public interface Voice {

    /**
     * Takes a message up.
     *
     * @param id of the case
     * @param steps hears what is being done, while the answer is made
     */
    Answering answering(String id, String message, Steps steps);

    /** A message that is being answered: once more when the case has changed meanwhile, for no more than it may take. */
    @FunctionalInterface
    interface Answering {

        /**
         * An answer.
         *
         * @param current the case so far, with its last diagnosis
         * @throws InterruptedException when the service is about to end
         */
        Answer about(Case current) throws InterruptedException;
    }

    /** Hears how an answer is made. May throw a {@link java.util.concurrent.CancellationException} where nobody waits for it. */
    @FunctionalInterface
    interface Steps {

        /** In a sentence, what is being done. */
        void progress(String text);

        /** What is looked up; the arguments are JSON. */
        default void tool(String name, String arguments) {}

        /** Somebody else is waited for. Called several times a second. */
        default void waiting() {}
    }

    /**
     * An answer.
     *
     * @param next the case after it
     * @param text Markdown
     * @param reply the same for programs, in the form {@code advisor.reply/1}, or {@code advisor.answer/1} of a model
     */
    record Answer(Case next, String text, Map<String, @Nullable Object> reply) {}
}
