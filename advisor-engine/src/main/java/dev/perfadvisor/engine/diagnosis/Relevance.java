package dev.perfadvisor.engine.diagnosis;

import dev.perfadvisor.engine.rules.Term;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How much a text is about the performance of a program, by the words of the vocabulary. */
public final class Relevance {

    private final WordAnalysis words;
    private final Map<String, Double> weights = new HashMap<>();

    public Relevance(List<Term> vocabulary) {
        this.words = WordAnalysis.of(vocabulary);
        for (var term : vocabulary) {
            words.terms(term.id()).forEach(stem -> weights.merge(stem, term.relevance(), Math::max));
        }
    }

    /** From 1 on a text is on topic. */
    public double of(String text) {
        return words.terms(text).stream()
                .mapToDouble(term -> weights.getOrDefault(term, 0.0))
                .sum();
    }

    /** The terms of a text, to compare texts by. */
    public List<String> terms(String text) {
        return words.terms(text);
    }
}
