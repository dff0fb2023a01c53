package dev.perfadvisor.shell.session;

import dev.perfadvisor.shell.AtomicFile;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Names of files with spaces in them that were typed without quotes. */
final class SpacedNames {

    /** What stands before a name in a sentence, and hardly begins one: {@code export it to report.md}. */
    private static final Set<String> OF_A_SENTENCE = Set.of(
            "to", "as", "into", "in", "the", "this", "that", "it", "a", "an", "all", "everything", "please", "and");

    private SpacedNames() {}

    /** The arguments of a command, where words that are a name only together have become one. */
    static List<String> joined(Verb verb, List<String> words) {
        return switch (verb) {
            case ATTACH, DETACH, VALIDATE, BASELINE -> existing(words);
            case EXPORT -> isOneName(words) ? List.of(String.join(" ", words)) : words;
            case FLAMEGRAPH -> output(words);
            default -> words;
        };
    }

    /** The longest runs of words that are the name of a file. */
    private static List<String> existing(List<String> words) {
        var joined = new ArrayList<String>();
        for (int from = 0; from < words.size(); ) {
            int to = words.size();
            while (to > from + 1 && !Paths.exists(String.join(" ", words.subList(from, to)))) {
                to--;
            }
            joined.add(String.join(" ", words.subList(from, to)));
            from = to;
        }
        return List.copyOf(joined);
    }

    private static boolean isOneName(List<String> words) {
        return words.size() > 1
                && isFormat(words.getLast())
                && words.stream().noneMatch(word -> word.startsWith("--") || OF_A_SENTENCE.contains(word))
                && words.subList(0, words.size() - 1).stream().noneMatch(SpacedNames::isFormat);
    }

    /** Whether a word ends as a file does that a diagnosis can be written to. */
    static boolean isFormat(String word) {
        try {
            return word.indexOf('.') > 0 && AtomicFile.formatOf(Path.of(word)).isPresent();
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** All words between {@code --output} and the next option are the name. */
    private static List<String> output(List<String> words) {
        int from = words.indexOf("--output") + 1;
        if (from == 0 || from == words.size()) {
            return words;
        }
        int to = from;
        while (to < words.size() && !words.get(to).startsWith("--")) {
            to++;
        }
        return Stream.of(
                        words.subList(0, from).stream(),
                        Stream.of(String.join(" ", words.subList(from, to))),
                        words.subList(to, words.size()).stream())
                .flatMap(part -> part)
                .toList();
    }
}
