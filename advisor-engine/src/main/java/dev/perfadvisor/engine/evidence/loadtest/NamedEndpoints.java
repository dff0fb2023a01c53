package dev.perfadvisor.engine.evidence.loadtest;

import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The endpoints of a load test that words name.
 *
 * @param found of the load test, in its order
 * @param unknown paths that are named and that no endpoint of it has
 */
public record NamedEndpoints(List<Endpoint> found, List<String> unknown) {

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}_-]+");
    /** {@code checkout} in {@code POST /api/checkout}, and in a label that is no path. */
    private static final Pattern PART = Pattern.compile("(?:/|^(?!\\S+ /))([\\p{L}\\p{N}_-]{3,})");

    /**
     * By their paths or, where no path is said, by a part of them: {@code checkout} names {@code POST /api/checkout}. A word
     * that all of them have in common, such as {@code api}, names none.
     *
     * @param paths that the words hold
     */
    public static NamedEndpoints of(String words, List<String> paths, LoadTestFacts load) {
        var unknown = new ArrayList<String>();
        for (var path : paths) {
            if (like(load, name -> name.endsWith(path.toLowerCase(Locale.ROOT))).isEmpty()) {
                unknown.add(path);
            }
        }
        if (!paths.isEmpty()) {
            var found =
                    like(load, name -> paths.stream().anyMatch(path -> name.endsWith(path.toLowerCase(Locale.ROOT))));
            return new NamedEndpoints(found, List.copyOf(unknown));
        }
        var spoken = Set.copyOf(List.of(NO_WORD.split(words.toLowerCase(Locale.ROOT))));
        var found = like(load, name -> PART.matcher(name).results().anyMatch(part -> spoken.contains(part.group(1))));
        boolean all = found.size() > 1 && found.size() == load.endpoints().size();
        return new NamedEndpoints(all ? List.of() : found, List.of());
    }

    private static List<Endpoint> like(LoadTestFacts load, Predicate<String> wanted) {
        return load.endpoints().stream()
                .filter(endpoint -> wanted.test(endpoint.name().toLowerCase(Locale.ROOT)))
                .toList();
    }
}
