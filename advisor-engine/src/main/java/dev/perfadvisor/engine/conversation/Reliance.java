package dev.perfadvisor.engine.conversation;

import dev.perfadvisor.engine.model.Result;
import dev.perfadvisor.engine.model.Role;
import dev.perfadvisor.engine.rules.Part;
import dev.perfadvisor.engine.rules.RuleBook;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the evidence says of itself: how far it can be relied on, and how things are set as far as it shows. */
final class Reliance {

    /** Causes that lie in how it was measured, and not in the program. */
    private static final Set<String> OF_THE_MEASUREMENT =
            Set.of("host.noisy-neighbour", "load.generator-bound", "load.invalid-test");

    private static final int MOST = 5;

    private final RuleBook book;
    private final Result result;

    Reliance(RuleBook book, Result result) {
        this.book = book;
        this.result = result;
    }

    Reply.Answered trust() {
        if (result.artifacts().isEmpty()) {
            return new Reply.Answered(
                    Matter.TRUST, "Nothing was measured yet; there are your words alone.", List.of(), "");
        }
        var about = book.rules().stream()
                .filter(rule -> rule.supports().stream()
                        .anyMatch(support -> OF_THE_MEASUREMENT.contains(support.cause()) && support.fired() > 0))
                .map(rule -> rule.id())
                .collect(Collectors.toSet());
        var findings = new LinkedHashMap<String, String>();
        result.diagnosis().findings().stream()
                .filter(finding -> finding.role() == Role.QUALITY || about.contains(finding.rule()))
                .sorted(Comparator.comparing(finding -> !about.contains(finding.rule())))
                .forEach(finding -> findings.putIfAbsent(finding.rule(), finding.diagnosis()));
        var points = findings.values().stream().limit(MOST).toList();
        return new Reply.Answered(
                Matter.TRUST,
                points.isEmpty()
                        ? "Nothing that was looked for speaks against it. One run is an indication, though, and several are better."
                        : "With reservations; times get longer by what disturbs a measurement, while counts of statements, rows"
                                + " and waits stay true:",
                points,
                "");
    }

    /** What the evidence shows of the part that is asked for. */
    Reply.Answered setting(String text) {
        var shown = part(text).map(part -> part.shown(result.facts())).orElse(List.of());
        return new Reply.Answered(
                Matter.SETTING,
                shown.isEmpty()
                        ? "That is not known: the evidence does not show how it is set. Your configuration does."
                        : "Your configuration says how it is set; the evidence shows this of it:",
                shown,
                "");
    }

    /** The part with the longest of the words that are in the text. */
    private Optional<Part> part(String text) {
        var words = " " + text.replaceAll("[^\\p{Alnum}/]+", " ") + " ";
        return book.parts().stream()
                .filter(part -> longest(part, words) > 0)
                .max(Comparator.comparingInt(part -> longest(part, words)));
    }

    private static int longest(Part part, String words) {
        return part.words().stream()
                .filter(word -> words.contains(" " + word + " "))
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }
}
