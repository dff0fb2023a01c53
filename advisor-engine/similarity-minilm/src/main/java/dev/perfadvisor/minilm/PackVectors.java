package dev.perfadvisor.minilm;

import dev.perfadvisor.engine.Advisor;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the vectors of all sentences that are known: a step of the build. */
public final class PackVectors {

    private PackVectors() {}

    /**
     * Writes the vectors.
     *
     * @param args file to write
     */
    public static void main(String... args) throws IOException {
        var model = new MiniLm(Map.of());
        var vectors = new LinkedHashMap<String, float[]>();
        for (var sentence : new Advisor(List.of()).knownSentences()) {
            vectors.put(sentence, model.of(sentence));
        }
        try (var out = new BufferedOutputStream(Files.newOutputStream(Path.of(args[0])))) {
            VectorFile.write(vectors, out);
        }
    }
}
