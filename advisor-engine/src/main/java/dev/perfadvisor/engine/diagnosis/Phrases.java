package dev.perfadvisor.engine.diagnosis;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Words that mean a term, and rows of words that do.
 *
 * @param terms by words with a space between
 * @param longest number of words of the longest row, 1 at least
 */
record Phrases(Map<String, String> terms, int longest) {

    /** A term, and how many words it stands for. */
    record Found(String term, int words) {}

    /** Collects phrases; the first term of a phrase is its term. */
    static final class Builder {
        private final Map<String, String> terms = new HashMap<>();
        private int longest = 1;

        void add(List<String> words, String term) {
            terms.putIfAbsent(String.join(" ", words), term);
            longest = Math.max(longest, words.size());
        }

        Phrases build() {
            return new Phrases(Map.copyOf(terms), longest);
        }
    }

    /** The term of the longest phrase that words begin with, else the first word itself; there must be one. */
    Found at(Iterable<String> words) {
        var row = new StringBuilder();
        var found = new Found("", 0);
        int count = 0;
        for (var word : words) {
            row.append(count == 0 ? "" : " ").append(word);
            count++;
            var term = terms.get(row.toString());
            if (term != null || count == 1) {
                found = new Found(term == null ? word : term, count);
            }
        }
        return found;
    }
}
