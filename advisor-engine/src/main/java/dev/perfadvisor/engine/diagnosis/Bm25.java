package dev.perfadvisor.engine.diagnosis;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;

/**
 * Terms that sentences share, the rarer the more, by BM25 (Robertson, Walker 1994); which terms a sentence has is for an
 * analyzer to say. An index of Lucene's gives the same figures and takes three times as long to make, which those would
 * wait for who ask a single question.
 */
final class Bm25 implements Similarity {

    /** How much terms count less in a sentence of average length than in none, and how much of that is by its length. */
    private static final double K1 = 1.5;

    private static final double B = 0.6;

    /** A text is a few sentences; of a longer one the beginning counts. */
    private static final int MOST_TERMS = 2_000;

    private final Analyzer analyzer;
    private final Map<String, Postings> postings = new HashMap<>();
    private final double[] weights;

    private Bm25(Analyzer analyzer, int sentences) {
        this.analyzer = analyzer;
        this.weights = new double[sentences];
    }

    static Bm25 over(List<String> sentences, Analyzer analyzer) {
        var index = new Bm25(analyzer, sentences.size());
        for (int i = 0; i < sentences.size(); i++) {
            var terms = new HashSet<>(WordAnalysis.termsOf(analyzer, sentences.get(i)));
            index.weights[i] = terms.size();
            for (var term : terms) {
                index.postings.computeIfAbsent(term, _ -> new Postings()).add(i);
            }
        }
        double average = Math.max(1, Arrays.stream(index.weights).average().orElse(1));
        for (int i = 0; i < index.weights.length; i++) {
            index.weights[i] = 1 / (1 + K1 * (1 - B + B * index.weights[i] / average));
        }
        return index;
    }

    @Override
    public double[] to(String text) {
        var scores = new double[weights.length];
        WordAnalysis.termsOf(analyzer, text).stream()
                .distinct()
                .limit(MOST_TERMS)
                .map(postings::get)
                .forEach(found -> {
                    if (found != null) {
                        double rarity = Math.log(1 + (weights.length - found.size + 0.5) / (found.size + 0.5));
                        for (int i = 0; i < found.size; i++) {
                            scores[found.sentences[i]] += rarity;
                        }
                    }
                });
        for (int i = 0; i < scores.length; i++) {
            scores[i] *= weights[i];
        }
        return scores;
    }

    /** Numbers of the sentences that have a term. */
    private static final class Postings {
        private int[] sentences = new int[2];
        private int size;

        void add(int sentence) {
            if (size == sentences.length) {
                sentences = Arrays.copyOf(sentences, 2 * size);
            }
            sentences[size++] = sentence;
        }
    }
}
