package dev.perfadvisor.engine.diagnosis;

import dev.perfadvisor.engine.model.Problem.Answer;
import java.util.List;

/**
 * What was heard of the user, as far as it bears on causes.
 *
 * @param words the problem without what it denies
 * @param complains whether it says that something is wrong
 * @param excluded components that the user says it is not
 * @param doubted ids of causes that the user says it is not
 * @param answers to questions of the rule book
 * @param platforms what the system runs on
 */
public record Hearing(
        String words,
        boolean complains,
        List<String> excluded,
        List<String> doubted,
        List<Answer> answers,
        List<String> platforms) {

    /** Words alone. */
    public static Hearing of(String words, boolean complains) {
        return new Hearing(words, complains, List.of(), List.of(), List.of(), List.of());
    }
}
