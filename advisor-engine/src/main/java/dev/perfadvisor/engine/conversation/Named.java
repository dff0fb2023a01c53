package dev.perfadvisor.engine.conversation;

import dev.perfadvisor.engine.diagnosis.Relevance;
import dev.perfadvisor.engine.model.Cause;
import java.util.List;
import java.util.Optional;

/** Finds the cause of the last diagnosis that a phrase names. */
final class Named {

    private final List<Cause> causes;
    private final Relevance words;

    Named(Case current, Relevance words) {
        var result = current.result();
        this.causes = result == null ? List.of() : result.diagnosis().causes();
        this.words = words;
    }

    Optional<String> first() {
        return causes.stream().map(Cause::id).findFirst();
    }

    /** Whether the first of them is more than a hypothesis. */
    boolean decided() {
        return !causes.isEmpty() && causes.getFirst().status().equals(Cause.SUPPORTED);
    }

    /** By id, by number, or by a word that its title has and that tells causes apart. */
    Optional<String> cause(String phrase) {
        var byId = causes.stream().map(Cause::id).filter(phrase::contains).findFirst();
        if (byId.isPresent()) {
            return byId;
        }
        var said = words.terms(phrase);
        return causes.stream()
                .filter(cause -> words.terms(cause.title() + " " + cause.id()).stream()
                        .anyMatch(term -> term.length() > 2 && said.contains(term)))
                .map(Cause::id)
                .findFirst();
    }
}
