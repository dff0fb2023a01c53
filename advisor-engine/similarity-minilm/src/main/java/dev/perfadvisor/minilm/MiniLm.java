package dev.perfadvisor.minilm;

import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import dev.perfadvisor.engine.diagnosis.SentenceVectors;
import dev.perfadvisor.engine.rules.Lazy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Vectors of MiniLM; those of sentences that were known when this was built are looked up. */
public final class MiniLm implements SentenceVectors {

    private static final String RESOURCE = "/minilm.vectors";

    /** A text is a few sentences; of a longer one the beginning counts. */
    private static final int MOST_CHARS = 1_000;

    private final Lazy<EmbeddingModel> model =
            new Lazy<>(() -> new AllMiniLmL6V2QuantizedEmbeddingModel(Runnable::run));
    private final Map<String, float[]> ready;

    /** As a service: with the vectors that were made when this was built. */
    public MiniLm() {
        this(packed());
    }

    MiniLm(Map<String, float[]> ready) {
        this.ready = ready;
    }

    private static Map<String, float[]> packed() {
        try (var in = MiniLm.class.getResourceAsStream(RESOURCE)) {
            return in == null ? Map.of() : VectorFile.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " can not be read: build this module again", e);
        }
    }

    @Override
    public String name() {
        return "minilm";
    }

    @Override
    public float[] of(String sentence) {
        var known = ready.get(sentence);
        if (known != null) {
            return known;
        }
        var text = sentence.substring(0, Math.min(sentence.length(), MOST_CHARS));
        var embedding = model.get().embed(text.isBlank() ? "." : text).content();
        embedding.normalize();
        return embedding.vector();
    }
}
