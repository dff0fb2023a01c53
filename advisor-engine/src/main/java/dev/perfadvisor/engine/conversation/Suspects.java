package dev.perfadvisor.engine.conversation;

import dev.perfadvisor.engine.diagnosis.Relevance;
import dev.perfadvisor.engine.evidence.problem.ProblemReader;
import dev.perfadvisor.engine.rules.CauseDefinition;
import dev.perfadvisor.engine.rules.Part;
import dev.perfadvisor.engine.rules.RuleBook;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
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

    private static final Pattern OR = Pattern.compile(
            "(?:,| )+(?:or|and|rather than|instead of)(?: (?:is|are|was|could|may|might)(?: it| that| this)?)? (?:rather |in )?");

    /** Each of the things that a phrase names beside each other, as far as it is known. */
    List<Intent.Suspect> each(String phrase) {
        return OR.splitAsStream(phrase)
                .map(words -> new Intent.Suspect(
                        words.replaceAll("[?!. ]+$", "").replaceAll("^(?:the|an?|our) ", ""),
                        in(words).stream().map(CauseDefinition::id).toList()))
                .filter(suspect -> !suspect.causes().isEmpty())
                .toList();
    }

    /** What a thing would be a remedy for: the causes of the part that it is, or the one that has it in its title. */
    Intent.Suspect remedied(String thing) {
        var words = thing.replaceAll("^(?:the|an?|our|another|more) ", "");
        var terms = relevance.terms(words);
        var parts = parts(words);
        var causes = book.causes().values().stream()
                .filter(cause -> parts.contains(cause.group())
                        || (!terms.isEmpty() && relevance.terms(cause.title()).containsAll(terms)))
                .map(CauseDefinition::id)
                .toList();
        return new Intent.Suspect(words, causes);
    }

    /** Those of a part of the system, or the one that the phrase names; none when it names neither. */
    List<CauseDefinition> in(String phrase) {
        var part = part(phrase);
        if (part.isPresent()) {
            return part.get().causes().stream()
                    .map(cause -> Objects.requireNonNull(book.causes().get(cause)))
                    .toList();
        }
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

    /** The part that is called so, whatever is said of it: "the database", "a memory leak", "pool too small". */
    private Optional<Part> part(String phrase) {
        var words = phrase.replaceAll("[^\\p{Alnum}/ ]", " ")
                .replaceAll(
                        "\\b(?:the|an?|our|to blame|involved|guilty|innocent|fine|ok|okay|at fault|responsible|caused by|because of|due to"
                                + "|too|small|large|big|slow|full|busy|in|be|it|really|just|the (?:problem|cause|culprit|bottleneck|reason|issue))\\b",
                        " ")
                .replaceAll("\\b(?:problem|cause|culprit|bottleneck|reason|issue|trouble)\\b", " ")
                .replaceAll(" +", " ")
                .strip();
        return book.parts().stream()
                .filter(part -> part.words().contains(words))
                .findFirst();
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
