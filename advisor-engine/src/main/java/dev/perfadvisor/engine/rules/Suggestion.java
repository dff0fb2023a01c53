package dev.perfadvisor.engine.rules;

import java.util.Collection;
import java.util.Comparator;

/** What may have been meant by a misspelt name. */
public final class Suggestion {

    private Suggestion() {}

    /** {@code "; did you mean 'x'?"} when a known name is near, else nothing. */
    public static String among(Collection<String> known, String given) {
        int tolerance = Math.max(2, given.length() / 3);
        return known.stream()
                .filter(name -> distance(name, given) <= tolerance)
                .min(Comparator.comparingInt(name -> distance(name, given)))
                .map(name -> "; did you mean '" + name + "'?")
                .orElse("");
    }

    /** Levenshtein distance. */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                current[j] = Math.min(Math.min(current[j - 1], previous[j]) + 1, previous[j - 1] + change);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
