package dev.perfadvisor.engine.diagnosis;

import dev.perfadvisor.engine.rules.Guide;
import dev.perfadvisor.engine.rules.Term;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the guide that a question asks for. A term counts the more, the fewer guides have it; a guide is as near as the
 * nearest of its questions and, half as much, all of them together.
 */
public final class GuideIndex {

    /** Share of what the question is about that a guide must have. */
    private static final double ENOUGH = 0.5;

    private static final double WHOLE = 0.5;
    private static final double UNHEARD = 0.7;

    private record Entry(Guide guide, List<Set<String>> asks, Set<String> all) {}

    private record Hit(Guide guide, double score) {}

    private final WordAnalysis words;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Double> weights = new HashMap<>();

    public GuideIndex(List<Guide> guides, List<Term> vocabulary) {
        this.words = WordAnalysis.of(vocabulary);
        for (var guide : guides) {
            var asks = guide.asks().stream().map(this::terms).toList();
            var all = new HashSet<>(terms(guide.title()));
            asks.forEach(all::addAll);
            entries.add(new Entry(guide, asks, all));
        }
        for (var entry : entries) {
            entry.all().forEach(term -> weights.merge(term, 1.0, Double::sum));
        }
        weights.replaceAll((_, count) -> Math.log(1 + guides.size() / count));
    }

    private Set<String> terms(String text) {
        return Set.copyOf(words.terms(text));
    }

    /** The nearest one; empty when none is near. */
    public Optional<Guide> find(String question) {
        var asked = terms(question);
        double whole = weight(asked);
        if (whole == 0) {
            return Optional.empty();
        }
        return entries.stream()
                .map(entry -> new Hit(entry.guide(), score(entry, asked, whole)))
                .filter(hit -> hit.score() >= ENOUGH * (1 + WHOLE))
                .max(Comparator.comparingDouble(Hit::score))
                .map(Hit::guide);
    }

    private double score(Entry entry, Set<String> asked, double whole) {
        double nearest = entry.asks().stream()
                .mapToDouble(ask -> shared(ask, asked) / Math.sqrt(whole * Math.max(weight(ask), 1e-9)))
                .max()
                .orElse(0);
        return nearest + WHOLE * shared(entry.all(), asked) / whole;
    }

    private double shared(Set<String> own, Set<String> asked) {
        return asked.stream().filter(own::contains).mapToDouble(this::weight).sum();
    }

    private double weight(Set<String> terms) {
        return terms.stream().mapToDouble(this::weight).sum();
    }

    /** A word that no guide has says little about which one is meant. */
    private double weight(String term) {
        return weights.getOrDefault(term, UNHEARD);
    }
}
