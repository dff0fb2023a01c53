package dev.perfadvisor.minilm;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;

/**
 * Sentences with their vectors: number of sentences, length of vectors, then each sentence and a byte a component. A byte is
 * exact to 1/254 of the longest component, far below what sentences differ by.
 */
final class VectorFile {

    private VectorFile() {}

    static void write(Map<String, float[]> vectors, OutputStream to) throws IOException {
        var out = new DataOutputStream(to);
        out.writeInt(vectors.size());
        out.writeInt(vectors.values().stream().mapToInt(vector -> vector.length).max().orElse(0));
        for (var entry : vectors.entrySet()) {
            out.writeUTF(entry.getKey());
            float largest = 1e-9f;
            for (float component : entry.getValue()) {
                largest = Math.max(largest, Math.abs(component));
            }
            for (float component : entry.getValue()) {
                out.writeByte(Math.round(component / largest * Byte.MAX_VALUE));
            }
        }
        out.flush();
    }

    /** Vectors of length 1. */
    static Map<String, float[]> read(InputStream from) throws IOException {
        var in = new DataInputStream(new BufferedInputStream(from));
        int count = in.readInt();
        int length = in.readInt();
        var vectors = HashMap.<String, float[]>newHashMap(count);
        var bytes = new byte[length];
        for (int i = 0; i < count; i++) {
            var sentence = in.readUTF();
            in.readFully(bytes);
            vectors.put(sentence, normalized(bytes));
        }
        return vectors;
    }

    private static float[] normalized(byte[] bytes) {
        double squares = 0;
        for (byte component : bytes) {
            squares += component * component;
        }
        var vector = new float[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            vector[i] = (float) (bytes[i] / Math.sqrt(Math.max(1, squares)));
        }
        return vector;
    }
}
