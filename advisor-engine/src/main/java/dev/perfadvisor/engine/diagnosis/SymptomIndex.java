package dev.perfadvisor.engine.diagnosis;

import dev.perfadvisor.engine.rules.RuleBook;
import dev.perfadvisor.engine.rules.Term;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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

    /** What it is called in a jar of rules. */
    public static final String NAME = "sentences.pack";

    private static final String MAGIC = "advisor sentences, format 1";

    private record Weighted(Similarity similarity, double weight) {}

    private final TextTable sentences;
    private final List<String> causes;
    private final NumberLists packed;
    private final List<int[]> groups;
    private final Bm25 words;
    private final Bm25 pieces;
    private final double[] shares;
    private final List<Weighted> similarities;

    /**
     * An index.
     *
     * @param packed the sentences of each cause by their numbers, and last those that are not about performance
     * @param model compares by meaning, beside the words
     */
    private SymptomIndex(
            TextTable sentences,
            List<String> causes,
            NumberLists packed,
            Bm25 words,
            Bm25 pieces,
            Optional<SentenceVectors> model) {
        this.sentences = sentences;
        this.causes = causes;
        this.packed = packed;
        this.groups =
                IntStream.rangeClosed(0, causes.size()).mapToObj(packed::get).toList();
        this.words = words;
        this.pieces = pieces;
        this.shares = shares(sentences.size(), causes.size(), groups);
        var all = new ArrayList<>(List.of(new Weighted(words, 1), new Weighted(pieces, PIECES)));
        model.ifPresent(one -> all.add(new Weighted(Meaning.over(texts(), one), MEANING)));
        this.similarities = List.copyOf(all);
    }

    private static double[] shares(int sentences, int causes, List<int[]> groups) {
        var owners = new int[sentences];
        for (int cause = 0; cause < causes; cause++) {
            for (int sentence : groups.get(cause)) {
                owners[sentence]++;
            }
        }
        var shares = new double[sentences];
        for (int i = 0; i < sentences; i++) {
            shares[i] = owners[i] <= 1 ? 1 : Math.pow(owners[i], SHARED);
        }
        return shares;
    }

    /** The index over all that the rule base knows, made now. */
    public static SymptomIndex of(RuleBook book, Optional<SentenceVectors> model) {
        var known = KnownSentence.of(book);
        var texts = known.stream().map(KnownSentence::text).toList();
        var causes = List.copyOf(book.causes().keySet());
        var groups = new ArrayList<int[]>();
        causes.forEach(cause -> groups.add(which(known, one -> one.causes().contains(cause))));
        groups.add(which(known, one -> one.causes().isEmpty()));
        return new SymptomIndex(
                TextTable.of(texts),
                causes,
                NumberLists.of(groups),
                Bm25.over(texts, WordAnalysis.whole(book.vocabulary())),
                Bm25.over(texts, new PieceAnalysis()),
                model);
    }

    private static int[] which(List<KnownSentence> known, Predicate<KnownSentence> wanted) {
        return IntStream.range(0, known.size())
                .filter(i -> wanted.test(known.get(i)))
                .toArray();
    }

    /** Writes all but what the model makes, for {@link #read}. */
    public void write(OutputStream to) throws IOException {
        var out = new DataOutputStream(to);
        out.writeUTF(MAGIC);
        sentences.write(out);
        out.writeInt(causes.size());
        for (var cause : causes) {
            out.writeUTF(cause);
        }
        packed.write(out);
        words.write(out);
        pieces.write(out);
        out.flush();
    }

    /**
     * What was written: the same index, in a small part of the time that it takes to make.
     *
     * @param vocabulary the one it was made with
     * @throws IOException when it is something else
     */
    public static SymptomIndex read(InputStream from, List<Term> vocabulary, Optional<SentenceVectors> model)
            throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(from.readAllBytes()));
        if (!in.readUTF().equals(MAGIC)) {
            throw new IOException("These are no sentences of this engine.");
        }
        var sentences = TextTable.read(in);
        var causes = new String[in.readInt()];
        for (int i = 0; i < causes.length; i++) {
            causes[i] = in.readUTF();
        }
        return new SymptomIndex(
                sentences,
                List.of(causes),
                NumberLists.read(in),
                Bm25.read(in, WordAnalysis.whole(vocabulary)),
                Bm25.read(in, new PieceAnalysis()),
                model);
    }

    /** All sentences that a text is compared with. */
    public List<String> texts() {
        return IntStream.range(0, sentences.size()).mapToObj(sentences::get).toList();
    }

    /** What a text sounds like. */
    public Heard hear(String text) {
        var scores = similarities.stream()
                .map(one -> scaled(one.similarity().to(text), one.weight()))
                .toList();
        var sums = IntStream.range(0, causes.size())
                .mapToDouble(cause -> nearest(scores, groups.get(cause)))
                .toArray();
        double trouble = Arrays.stream(sums).max().orElse(0);
        return new Heard(likeness(scores, sums, trouble), trouble, nearest(scores, groups.get(causes.size())));
    }

    private Map<String, Likeness> likeness(List<double[]> scores, double[] sums, double trouble) {
        var likeness = new LinkedHashMap<String, Likeness>();
        for (int i = 0; i < sums.length; i++) {
            // What all causes have in common tells none of them from the others.
            double contrast = trouble == 0 ? 0 : Math.pow(sums[i] / trouble, 2);
            if (contrast >= LEAST_CONTRAST) {
                likeness.put(
                        causes.get(i),
                        new Likeness(contrast * trouble / (trouble + HALF_ALIKE), mostAlike(scores, groups.get(i))));
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

    private static double nearest(List<double[]> scores, int[] group) {
        return scores.stream().mapToDouble(all -> nearest(all, group)).sum();
    }

    /** Squares let one sentence that is much alike outweigh several that are a little. */
    private static double nearest(double[] scores, int[] group) {
        var own = new double[group.length];
        int some = 0;
        for (int sentence : group) {
            if (scores[sentence] != 0) {
                own[some++] = scores[sentence];
            }
        }
        Arrays.sort(own, 0, some);
        double sum = 0;
        double counts = 1;
        for (int i = some - 1; i >= Math.max(0, some - MOST); i--) {
            sum += counts * own[i] * own[i];
            counts *= FURTHER;
        }
        return Math.sqrt(sum);
    }

    /** The sentence that is most like the text by all measures together. */
    private String mostAlike(List<double[]> scores, int[] group) {
        int best = group[0];
        double most = 0;
        for (int i : group) {
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
