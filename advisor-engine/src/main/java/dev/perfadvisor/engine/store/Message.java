package dev.perfadvisor.engine.store;

import java.time.Instant;

/**
 * Something that was said in a case.
 *
 * @param number 1 for the first of the case
 * @param speaker {@code user} or {@code advisor}
 * @param text in the user's words, or Markdown of the advisor's
 * @param reply JSON in the form {@code advisor.reply/1}; empty for the user
 */
public record Message(long number, Instant saidAt, String speaker, String text, String reply) {

    public static final String USER = "user";
    public static final String ADVISOR = "advisor";

    /** One that has no number yet. */
    public static Message of(Instant saidAt, String speaker, String text, String reply) {
        return new Message(0, saidAt, speaker, text, reply);
    }
}
