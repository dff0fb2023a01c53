package dev.perfadvisor.engine.conversation;

import dev.perfadvisor.engine.diagnosis.Relevance;
import dev.perfadvisor.engine.model.Fact;
import dev.perfadvisor.engine.model.Finding;
import dev.perfadvisor.engine.model.Result;
import dev.perfadvisor.engine.model.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Findings about a method, a class, a table or an endpoint that somebody names: {@code Catalog.search}, {@code /report}. */
final class Mentions {

    private static final int MOST = 4;
    private static final int SHORTEST = 4;

    private static final Pattern BETWEEN = Pattern.compile("[^\\w.$/{}#-]+");
    private static final Pattern ENDS = Pattern.compile("^[.-]+|[.-]+$");

    /** What a plain word does not have. */
    private static final Pattern NAME = Pattern.compile(".*\\w[./_$]\\w.*|/\\w.*");

    private final Result result;

    Mentions(Result result) {
        this.result = result;
    }

    /** The first name in a text that a finding is about, as the evidence writes it; empty when there is none. */
    String name(String text) {
        return BETWEEN.splitAsStream(text)
                .map(word -> ENDS.matcher(word).replaceAll("").toLowerCase(Locale.ROOT))
                .filter(word -> word.length() >= SHORTEST)
                .flatMap(word -> findings().flatMap(Mentions::names).filter(name -> isOf(name, word)))
                .findFirst()
                .orElse("");
    }

    /** What was found of the name in a text. */
    Reply.Answered answer(String text) {
        var name = name(text);
        var points = new ArrayList<String>();
        findings()
                .filter(finding -> names(finding).anyMatch(name::equals))
                .map(finding -> finding.title() + ": " + finding.diagnosis())
                .distinct()
                .limit(MOST)
                .forEach(points::add);
        return new Reply.Answered(Matter.NAMED, "What was found of " + name + ":", List.copyOf(points), "");
    }

    /** The findings that have most of the terms of a question, and half of them at least, among those of causes that matter. */
    List<Finding> nearest(Relevance relevance, String text) {
        var asked = Set.copyOf(relevance.terms(text));
        var scores = new LinkedHashMap<Finding, Long>();
        for (var finding : findings().filter(this::isOfACause).toList()) {
            var terms =
                    Set.copyOf(relevance.terms(finding.title() + " " + finding.subject() + " " + finding.diagnosis()));
            long shared = asked.stream().filter(terms::contains).count();
            if (shared > 0 && 2 * shared >= asked.size()) {
                scores.put(finding, shared);
            }
        }
        long most = scores.values().stream().mapToLong(Long::longValue).max().orElse(0);
        return scores.entrySet().stream()
                .filter(entry -> entry.getValue() == most)
                .map(Map.Entry::getKey)
                .toList();
    }

    private boolean isOfACause(Finding finding) {
        return result.diagnosis().causes().stream()
                .filter(cause -> cause.severity().atLeast(Severity.MEDIUM))
                .flatMap(cause -> cause.why().stream())
                .anyMatch(vote -> vote.from().equals(finding.rule()) && vote.decibans() > 0);
    }

    /** What those say. */
    Reply.Answered near(Relevance relevance, String text) {
        return new Reply.Answered(
                Matter.NEAREST,
                "I have no answer to just that. What was found that comes nearest:",
                nearest(relevance, text).stream()
                        .map(Finding::diagnosis)
                        .distinct()
                        .limit(2)
                        .toList(),
                "");
    }

    private Stream<Finding> findings() {
        return result.diagnosis().findings().stream();
    }

    private static Stream<String> names(Finding finding) {
        return Stream.concat(
                        Stream.of(finding.subject()),
                        finding.evidence().stream().filter(Mentions::isNamed).map(fact -> String.valueOf(fact.value())))
                .filter(name -> !name.isBlank());
    }

    /** A text without spaces, and no list. */
    private static boolean isNamed(Fact fact) {
        return fact.value() instanceof String text && text.indexOf(' ') < 0;
    }

    /** Whether a word is a name or its end: a plain word only where it is the whole of one that is no plain word itself. */
    private static boolean isOf(String name, String word) {
        var lower = name.toLowerCase(Locale.ROOT);
        boolean end = lower.endsWith("." + word) || lower.endsWith(" " + word) || lower.endsWith("/" + word);
        boolean plain = !NAME.matcher(word).matches();
        boolean mixed = !name.equals(lower) && !name.substring(1).equals(lower.substring(1));
        return plain ? lower.equals(word) && mixed : lower.equals(word) || end;
    }
}
