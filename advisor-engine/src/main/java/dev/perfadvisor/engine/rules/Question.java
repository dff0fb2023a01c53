package dev.perfadvisor.engine.rules;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A question to the user, as {@code questions.yaml} describes it.
 *
 * @param ask the question itself
 */
public record Question(String id, String ask, List<Option> options) {

    /**
     * One answer to it.
     *
     * @param label the answer in a few words
     * @param words beginnings of words, or phrases, that mean it in an answer
     * @param said phrases that mean it anywhere in a problem, so that the question need not be asked
     * @param votes decibans by cause id
     * @param measured whether the facts show it; null when no file can tell
     */
    public record Option(
            String id,
            String label,
            List<String> words,
            List<String> said,
            Map<String, Double> votes,
            @Nullable Condition measured) {}

    public Optional<Option> option(String id) {
        return options.stream().filter(option -> option.id().equals(id)).findFirst();
    }
}
