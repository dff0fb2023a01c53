package dev.perfadvisor.engine.conversation;

import dev.perfadvisor.engine.diagnosis.Relevance;
import dev.perfadvisor.engine.evidence.problem.ProblemReader;
import dev.perfadvisor.engine.rules.CauseDefinition;
import dev.perfadvisor.engine.rules.RuleBook;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The causes that somebody means who asks whether it is this. */
final class Suspects {

    private final RuleBook book;
    private final Relevance relevance;
    private final ProblemReader components = new ProblemReader(Map.of());

    Suspects(RuleBook book, Relevance relevance) {
        this.book = book;
        this.relevance = relevance;
    }

    /** Those of a part of the system, or the one that the phrase names; none when it names neither. */
    List<CauseDefinition> in(String phrase) {
        var parts = parts(phrase);
        var named = defined(phrase);
        boolean whole = !parts.isEmpty() && relevance.terms(phrase).size() == 1;
        if (named.isPresent() && !whole) {
            return List.of(named.get());
        }
        return book.causes().values().stream()
                .filter(cause -> parts.contains(cause.group()))
                .toList();
    }

    private Set<String> parts(String phrase) {
        var said = new HashSet<>(components.read(phrase).mentions());
        if (said.contains("pool")) {
            // A pool of connections is no network.
            said.remove("network");
        }
        // Files are read from disks and written to them.
        return said.stream().map(part -> part.equals("disk") ? "io" : part).collect(Collectors.toSet());
    }

    /** The cause whose title or keywords are all of what is asked for. */
    Optional<CauseDefinition> defined(String phrase) {
        var terms = relevance.terms(phrase);
        return terms.isEmpty()
                ? Optional.empty()
                : book.causes().values().stream()
                        .filter(cause -> cause.id().equals(phrase)
                                || relevance.terms(cause.title()).containsAll(terms)
                                || cause.keywords().stream()
                                        .anyMatch(word -> relevance.terms(word).equals(terms)))
                        .findFirst();
    }
}
