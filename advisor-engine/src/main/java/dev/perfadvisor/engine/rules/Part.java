package dev.perfadvisor.engine.rules;

import dev.perfadvisor.engine.model.FactTree;
import java.util.List;

/**
 * A part of a system that users suspect, as {@code parts.yaml} describes it.
 *
 * @param words for it, lower case
 * @param causes ids of those that are meant
 * @param shows sentences with what the evidence shows of it
 */
public record Part(String id, List<String> words, List<String> causes, List<Template> shows) {

    /** The sentences whose facts are all known. */
    public List<String> shown(FactTree facts) {
        var scope = Scope.of(facts);
        return shows.stream()
                .filter(sentence -> sentence.paths().stream().allMatch(path -> scope.value(path) != null))
                .map(sentence -> sentence.fill(scope))
                .toList();
    }
}
