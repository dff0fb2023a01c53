package dev.perfadvisor.engine.diagnosis;

import dev.perfadvisor.engine.rules.RuleBook;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * How much a problem statement sounds like each cause. Each sentence that is known is compared on its own, by its words and
 * by pieces of its words, and by what it means where there is a model for that; a cause sounds like those of its sentences
 * that are most alike, one after the other counting less.
 */
public final class SymptomIndex {

    /** How much each further sentence of a cause counts of what the one before does, and how many count. */
    private static final double FURTHER = 0.9;

    private static final int MOST = 20;

    /** A word is dozens of pieces. */
    private static final double PIECES = 0.12;

    /** Cosines are below 1, where rare words that are shared count 5 and more. */
    private static final double MEANING = 15;

    /** What a sentence counts for each of its causes shrinks with their number to this power. */
    private static final double SHARED = -0.25;

    /** Score at which a statement counts as half alike to the cause it is most like. */
    private static final double HALF_ALIKE = 15;

    /** A cause that is less alike than this, beside the one that is most alike, has little more than small words in common. */
    private static final double LEAST_CONTRAST = 0.1;

    /** The sentences of one cause, by their numbers. */
    private record Group(String cause, List<Integer> sentences) {}

    private record Weighted(Similarity similarity, double weight) {}

    private final List<KnownSentence> known;
    private final List<Group> causes;
    private final Group elsewhere;
    private final double[] shares;
    private final List<Weighted> similarities;

    /** @param model compares by meaning, beside the words */
    public SymptomIndex(RuleBook book, Optional<SentenceVectors> model) {
        this.known = KnownSentence.of(book);
        this.causes = book.causes().keySet().stream()
                .map(cause -> group(cause, one -> one.causes().contains(cause)))
                .toList();
        this.elsewhere = group("", one -> one.causes().isEmpty());
        this.shares = known.stream()
                .mapToDouble(one -> Math.pow(Math.max(1, one.causes().size()), SHARED))
                .toArray();
        var sentences = known.stream().map(KnownSentence::text).toList();
        var all = new ArrayList<>(List.of(
                new Weighted(Bm25.over(sentences, WordAnalysis.whole(book.vocabulary())), 1),
                new Weighted(Bm25.over(sentences, new PieceAnalysis()), PIECES)));
        model.ifPresent(one -> all.add(new Weighted(Meaning.over(sentences, one), MEANING)));
        this.similarities = List.copyOf(all);
    }

    private Group group(String cause, Predicate<KnownSentence> which) {
        return new Group(
                cause,
                IntStream.range(0, known.size())
                        .filter(i -> which.test(known.get(i)))
                        .boxed()
                        .toList());
    }

    /** All sentences that a text is compared with. */
    public static List<String> sentences(RuleBook book) {
        return KnownSentence.of(book).stream().map(KnownSentence::text).toList();
    }

    /** What a text sounds like. */
    public Heard hear(String text) {
        var scores = similarities.stream()
                .map(one -> scaled(one.similarity().to(text), one.weight()))
                .toList();
        var sums = causes.stream().mapToDouble(cause -> nearest(scores, cause)).toArray();
        double trouble = Arrays.stream(sums).max().orElse(0);
        return new Heard(likeness(scores, sums, trouble), trouble, nearest(scores, elsewhere));
    }

    private Map<String, Likeness> likeness(List<double[]> scores, double[] sums, double trouble) {
        var likeness = new LinkedHashMap<String, Likeness>();
        for (int i = 0; i < sums.length; i++) {
            // What all causes have in common tells none of them from the others.
            double contrast = trouble == 0 ? 0 : Math.pow(sums[i] / trouble, 2);
            if (contrast >= LEAST_CONTRAST) {
                var cause = causes.get(i);
                likeness.put(
                        cause.cause(),
                        new Likeness(contrast * trouble / (trouble + HALF_ALIKE), mostAlike(scores, cause)));
            }
        }
        return Map.copyOf(likeness);
    }

    private double[] scaled(double[] scores, double weight) {
        for (int i = 0; i < scores.length; i++) {
            scores[i] *= weight * shares[i];
        }
        return scores;
    }

    private static double nearest(List<double[]> scores, Group group) {
        return scores.stream().mapToDouble(all -> nearest(all, group)).sum();
    }

    /** Squares let one sentence that is much alike outweigh several that are a little. */
    private static double nearest(double[] scores, Group group) {
        var own =
                group.sentences().stream().mapToDouble(i -> scores[i]).sorted().toArray();
        double sum = 0;
        double counts = 1;
        for (int i = own.length - 1; i >= Math.max(0, own.length - MOST); i--) {
            sum += counts * own[i] * own[i];
            counts *= FURTHER;
        }
        return Math.sqrt(sum);
    }

    /** The sentence that is most like the text by all measures together. */
    private String mostAlike(List<double[]> scores, Group group) {
        int best = group.sentences().getFirst();
        double most = 0;
        for (int i : group.sentences()) {
            double sum = 0;
            for (var all : scores) {
                sum += all[i];
            }
            if (sum > most) {
                most = sum;
                best = i;
            }
        }
        return known.get(best).text();
    }
}
