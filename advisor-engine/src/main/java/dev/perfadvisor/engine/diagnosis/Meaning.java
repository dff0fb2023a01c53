package dev.perfadvisor.engine.diagnosis;

import java.util.List;

/** Sentences that mean the same, by the angle between their vectors. */
final class Meaning implements Similarity {

    /** Cosine that any two English sentences about computers have. */
    private static final double UNRELATED = 0.2;

    private final SentenceVectors model;
    private final List<float[]> known;

    private Meaning(SentenceVectors model, List<float[]> known) {
        this.model = model;
        this.known = known;
    }

    static Meaning over(List<String> sentences, SentenceVectors model) {
        return new Meaning(model, sentences.stream().map(model::of).toList());
    }

    @Override
    public double[] to(String text) {
        var said = model.of(text);
        return known.stream()
                .mapToDouble(vector -> Math.max(0, cosine(said, vector) - UNRELATED))
                .toArray();
    }

    private static double cosine(float[] a, float[] b) {
        float sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
