package dev.perfadvisor.engine.diagnosis;

import dev.perfadvisor.engine.rules.CauseDefinition;
import dev.perfadvisor.engine.rules.Rule;
import dev.perfadvisor.engine.rules.RuleBook;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How much a problem statement sounds like each cause. Each sentence that is known is compared on its own, by its words and
 * by pieces of its words; a cause sounds like those of its sentences that are most alike, one after the other counting less.
 */
public final class SymptomIndex {

    /** How much each further sentence of a cause counts of what the one before does, and how many count. */
    private static final double FURTHER = 0.9;

    private static final int MOST = 20;

    /** A word is dozens of pieces. */
    private static final double PIECES = 0.12;

    /** What a sentence counts for each of its causes shrinks with their number to this power. */
    private static final double SHARED = -0.25;

    /** Score at which a statement counts as half alike to the cause it is most like. */
    private static final double HALF_ALIKE = 15;

    /** A cause that is less alike than this, beside the one that is most alike, has little more than small words in common. */
    private static final double LEAST_CONTRAST = 0.1;

    private static final String ELSEWHERE = "";

    /** A sentence with the causes it may point to; none for one that is not about performance. */
    private record Known(String text, Set<String> causes) {}

    private record Weighted(Similarity similarity, double weight) {}

    private final List<String> sentences;
    private final Map<String, int[]> byCause = new LinkedHashMap<>();
    private final double[] shares;
    private final List<Weighted> similarities;

    public SymptomIndex(RuleBook book) {
        var known = known(book);
        this.sentences = known.stream().map(Known::text).toList();
        this.shares = known.stream()
                .mapToDouble(one -> Math.pow(one.causes().size(), SHARED))
                .toArray();
        for (var cause : book.causes().keySet()) {
            byCause.put(cause, numbers(known, cause));
        }
        byCause.put(ELSEWHERE, numbers(known, ELSEWHERE));
        this.similarities = List.of(
                new Weighted(Bm25.over(sentences, WordAnalysis.whole(book.vocabulary())), 1),
                new Weighted(Bm25.over(sentences, new PieceAnalysis()), PIECES));
    }

    private static int[] numbers(List<Known> known, String cause) {
        return IntStream.range(0, known.size())
                .filter(i -> known.get(i).causes().contains(cause))
                .toArray();
    }

    /** What users say, and what those who wrote the rules say of causes. */
    private static List<Known> known(RuleBook book) {
        var known = new LinkedHashMap<String, Known>();
        for (var wording : book.wordings()) {
            var causes = wording.causes().isEmpty() ? Set.of(ELSEWHERE) : Set.copyOf(wording.causes());
            wording.sentences().forEach(text -> add(known, text, causes));
        }
        for (var cause : book.causes().values()) {
            symptoms(cause, book.rules()).forEach(text -> add(known, text, Set.of(cause.id())));
        }
        return List.copyOf(known.values());
    }

    private static void add(Map<String, Known> known, String text, Set<String> causes) {
        known.merge(text.toLowerCase(Locale.ROOT), new Known(text, causes), (a, b) -> {
            var all = new LinkedHashSet<>(a.causes());
            all.addAll(b.causes());
            return new Known(a.text(), all);
        });
    }

    /** Those of the cause, and of the rules that speak for it alone. */
    private static Set<String> symptoms(CauseDefinition cause, List<Rule> rules) {
        var symptoms = new LinkedHashSet<>(cause.symptoms());
        for (var rule : rules) {
            if (rule.supports().size() == 1
                    && rule.supports().getFirst().cause().equals(cause.id())) {
                symptoms.addAll(rule.symptoms());
            }
        }
        symptoms.addAll(cause.keywords());
        symptoms.add(cause.title());
        return symptoms;
    }

    /** What a text sounds like. */
    public Heard hear(String text) {
        var scores = similarities.stream()
                .map(one -> scaled(one.similarity().to(text), one.weight()))
                .toList();
        var sums = new LinkedHashMap<String, Double>();
        byCause.forEach((cause, numbers) -> sums.put(
                cause, scores.stream().mapToDouble(all -> nearest(all, numbers)).sum()));
        double elsewhere = sums.remove(ELSEWHERE);
        double trouble =
                sums.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
        var likeness = new LinkedHashMap<String, Likeness>();
        sums.forEach((cause, sum) -> {
            // What all causes have in common tells none of them from the others.
            double contrast = Math.pow(sum / trouble, 2);
            if (contrast >= LEAST_CONTRAST) {
                likeness.put(
                        cause,
                        new Likeness(contrast * trouble / (trouble + HALF_ALIKE), best(scores, byCause.get(cause))));
            }
        });
        return new Heard(Map.copyOf(likeness), trouble, elsewhere);
    }

    private double[] scaled(double[] scores, double weight) {
        for (int i = 0; i < scores.length; i++) {
            scores[i] *= weight * shares[i];
        }
        return scores;
    }

    /** Squares let one sentence that is much alike outweigh several that are a little. */
    private static double nearest(double[] scores, int[] numbers) {
        var own = Arrays.stream(numbers).mapToDouble(i -> scores[i]).sorted().toArray();
        double sum = 0;
        double counts = 1;
        for (int i = own.length - 1; i >= Math.max(0, own.length - MOST); i--) {
            sum += counts * own[i] * own[i];
            counts *= FURTHER;
        }
        return Math.sqrt(sum);
    }

    /** The sentence that is most like the text by all measures together. */
    private String best(List<double[]> scores, int[] numbers) {
        int best = numbers[0];
        double most = 0;
        for (int i : numbers) {
            double sum = 0;
            for (var all : scores) {
                sum += all[i];
            }
            if (sum > most) {
                most = sum;
                best = i;
            }
        }
        return sentences.get(best);
    }
}
