package dev.perfadvisor.engine.evidence.jfr;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Sums by a text, for few texts that are mostly the same objects: searched from the front, without boxes. */
final class TextSums {

    /** Beyond so many a search from the front is slower than a hash. */
    private static final int FEW = 16;

    private String[] texts = new String[4];
    private long[] sums = new long[4];
    private int size;
    private final Map<String, long[]> more = new HashMap<>(0);

    void add(String text, long amount) {
        for (int i = 0; i < size; i++) {
            if (texts[i].equals(text)) {
                sums[i] += amount;
                return;
            }
        }
        if (size < FEW) {
            if (size == texts.length) {
                texts = Arrays.copyOf(texts, size * 2);
                sums = Arrays.copyOf(sums, size * 2);
            }
            texts[size] = text;
            sums[size++] = amount;
        } else {
            more.computeIfAbsent(text, _ -> new long[1])[0] += amount;
        }
    }

    void addAll(TextSums other) {
        other.all().forEach(this::add);
    }

    Map<String, Long> all() {
        var all = new HashMap<String, Long>();
        for (int i = 0; i < size; i++) {
            all.put(texts[i], sums[i]);
        }
        more.forEach((text, sum) -> all.put(text, sum[0]));
        return all;
    }
}
