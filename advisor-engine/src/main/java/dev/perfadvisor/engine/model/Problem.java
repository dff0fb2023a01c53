package dev.perfadvisor.engine.model;

import java.util.List;

/**
 * What the user says is wrong.
 *
 * @param text in the user's words; empty when nothing was said
 * @param answers to questions that the advisor asked
 * @param doubted ids of causes that the user says it is not
 * @param opinions what the user said of causes, which is no symptom: what it is not, or is after all
 */
public record Problem(String text, List<Answer> answers, List<String> doubted, List<String> opinions) {

    public Problem {
        answers = List.copyOf(answers);
        doubted = List.copyOf(doubted);
        opinions = List.copyOf(opinions);
    }

    /** Words alone. */
    public Problem(String text) {
        this(text, List.of(), List.of(), List.of());
    }

    public static Problem unsaid() {
        return new Problem("");
    }

    public boolean said() {
        return !text.isBlank();
    }

    /** One question and which of its options was chosen, both by id. */
    public record Answer(String question, String option) {}
}
