package dev.perfadvisor.engine.diagnosis;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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
    private final int[] lengths;
    private final TextTable terms;
    private final NumberLists postings;
    private final double[] weights;

    /**
     * An index.
     *
     * @param lengths number of different terms of each sentence
     * @param terms in the order of their bytes
     * @param postings for each term the numbers of the sentences that have it
     */
    private Bm25(Analyzer analyzer, int[] lengths, TextTable terms, NumberLists postings) {
        this.analyzer = analyzer;
        this.lengths = lengths;
        this.terms = terms;
        this.postings = postings;
        double average = Math.max(1, Arrays.stream(lengths).average().orElse(1));
        this.weights = new double[lengths.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = 1 / (1 + K1 * (1 - B + B * lengths[i] / average));
        }
    }

    static Bm25 over(List<String> sentences, Analyzer analyzer) {
        var lengths = new int[sentences.size()];
        var found = new HashMap<String, IntStream.Builder>();
        for (int i = 0; i < lengths.length; i++) {
            var terms = new HashSet<>(WordAnalysis.termsOf(analyzer, sentences.get(i)));
            lengths[i] = terms.size();
            for (var term : terms) {
                found.computeIfAbsent(term, _ -> IntStream.builder()).add(i);
            }
        }
        var entries = new ArrayList<>(found.entrySet());
        entries.sort(Comparator.comparing(
                entry -> entry.getKey().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned));
        return new Bm25(
                analyzer,
                lengths,
                TextTable.of(entries.stream().map(Map.Entry::getKey).toList()),
                NumberLists.of(entries.stream()
                        .map(entry -> entry.getValue().build().toArray())
                        .toList()));
    }

    void write(DataOutputStream out) throws IOException {
        NumberLists.writeNumbers(lengths, out);
        terms.write(out);
        postings.write(out);
    }

    /** @param analyzer the one that it was made with */
    static Bm25 read(DataInputStream in, Analyzer analyzer) throws IOException {
        return new Bm25(analyzer, NumberLists.readNumbers(in), TextTable.read(in), NumberLists.read(in));
    }

    @Override
    public double[] to(String text) {
        var scores = new double[weights.length];
        WordAnalysis.termsOf(analyzer, text).stream()
                .distinct()
                .limit(MOST_TERMS)
                .mapToInt(terms::find)
                .filter(term -> term >= 0)
                .mapToObj(postings::get)
                .forEach(sentences -> {
                    double rarity = Math.log(1 + (weights.length - sentences.length + 0.5) / (sentences.length + 0.5));
                    for (int sentence : sentences) {
                        scores[sentence] += rarity;
                    }
                });
        for (int i = 0; i < scores.length; i++) {
            scores[i] *= weights[i];
        }
        return scores;
    }
}
