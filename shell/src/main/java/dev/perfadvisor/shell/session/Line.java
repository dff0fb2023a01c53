package dev.perfadvisor.shell.session;

import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.shell.Spelling;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A line as it was meant. */
public sealed interface Line {

    /** Nothing but space, or a comment. */
    record Blank() implements Line {}

    /**
     * A command.
     *
     * @param format in which to show the answer; null for the usual one
     */
    record Call(Verb verb, List<String> arguments, @Nullable Format format) implements Line {}

    /** A command of the command line, such as {@code compare}, with its arguments. */
    record OneShot(List<String> arguments) implements Line {}

    /** Paths and nothing else: dragged into the window, or pasted. */
    record Dropped(List<String> paths) implements Line {}

    /** Something said about the problem. */
    record Say(String text) implements Line {}

    /** A command, probably, but not quite. */
    record Mistyped(String text, String advice) implements Line {}

    /** A cause id such as {@code db.n-plus-one}, or the number of a cause in the report. */
    Pattern CAUSE = Pattern.compile("[a-z]+\\.[a-z0-9-]+|[1-9][0-9]?");

    /** A rule id such as {@code gc.pause-long}. */
    Pattern ID = Pattern.compile("[a-z0-9]+(?:\\.[a-z0-9-]+)+");

    /** What is done with a baseline. */
    Pattern BASELINE = Pattern.compile("save|list|show|delete");

    Pattern NUMBER = Pattern.compile("#?[1-9][0-9]{0,8}");

    /** A line without commands of the command line. */
    static Line of(String line) {
        return of(line, List.of());
    }

    /**
     * What a line means. Words that begin like a command and go on like a sentence ("why is checkout slow", "next week
     * we have a sale") are said, not commanded.
     *
     * @param oneShots commands of the command line that can be typed here, too
     */
    static Line of(String line, Collection<String> oneShots) {
        var text = line.strip();
        if (text.isEmpty() || text.startsWith("#")) {
            return new Blank();
        }
        var words = Words.of(text);
        var first = words.isEmpty() ? "" : words.getFirst();
        var dropped = dropped(words);
        if (!dropped.isEmpty()) {
            return new Dropped(dropped);
        }
        if (oneShots.contains(first) && (words.size() == 1 || looksLikeArguments(words.subList(1, words.size())))) {
            return new OneShot(words);
        }
        return Verb.of(first)
                .map(verb -> known(verb, text, words))
                .or(() -> mistyped(text, words, oneShots))
                .orElseGet(() -> new Say(text));
    }

    private static Line known(Verb verb, String text, List<String> words) {
        var arguments = new ArrayList<>(words.subList(1, words.size()));
        int at = arguments.indexOf("--format");
        if (at >= 0) {
            var name = at + 1 < arguments.size() ? arguments.get(at + 1) : "";
            var format = Format.of(name);
            if (format.isEmpty()) {
                var known = Arrays.stream(Format.values()).map(Format::id).collect(Collectors.joining(", "));
                return new Mistyped(text, "--format takes one of " + known + ".");
            }
            arguments.subList(at, at + 2).clear();
            return verb.takes(arguments.size())
                    ? new Call(verb, arguments, format.get())
                    : new Mistyped(text, "Type " + verb.usage() + ".");
        }
        var option = arguments.stream().filter(word -> word.startsWith("--")).findFirst();
        if (option.isPresent() && verb.argument() != Verb.Argument.FILE) {
            return new Mistyped(text, "There is no option " + option.get() + "; " + verb.word() + " takes --format.");
        }
        if (verb.takes(arguments.size()) && fits(verb, arguments)) {
            return new Call(verb, arguments, null);
        }
        return words.size() == 1 ? new Mistyped(text, "Type " + verb.usage() + ".") : new Say(text);
    }

    /** Whether words are arguments rather than the rest of a sentence. */
    private static boolean fits(Verb verb, List<String> arguments) {
        return switch (verb.argument()) {
            case NONE, FILE -> true;
            case VERB -> arguments.stream().allMatch(word -> Verb.of(word).isPresent() || arguments.size() == 1);
            case CAUSE -> arguments.stream().allMatch(CAUSE.asMatchPredicate());
            case RULE -> arguments.stream().allMatch(word -> !word.isBlank());
            case CASE -> arguments.stream().allMatch(NUMBER.asMatchPredicate());
            case BASELINE -> BASELINE.matcher(arguments.getFirst()).matches();
        };
    }

    /** A word that is nearly a command, alone or before what could be its arguments. */
    private static Optional<Line> mistyped(String text, List<String> words, Collection<String> oneShots) {
        if (words.isEmpty()) {
            return Optional.empty();
        }
        var known = new ArrayList<>(Verb.words());
        known.addAll(oneShots);
        var arguments = words.subList(1, words.size());
        return Spelling.nearest(words.getFirst(), known)
                .filter(meant -> arguments.isEmpty()
                        || Verb.of(meant)
                                .map(verb -> verb.takes(arguments.size()) && strictly(verb, arguments))
                                .orElseGet(() -> looksLikeArguments(arguments)))
                .map(meant -> {
                    var rest = arguments.isEmpty()
                            ? ""
                            : text.substring(text.indexOf(words.getFirst())
                                    + words.getFirst().length());
                    return new Mistyped(text, "Did you mean " + meant + rest + "?");
                });
    }

    private static boolean strictly(Verb verb, List<String> arguments) {
        return switch (verb.argument()) {
            case NONE -> false;
            case VERB -> arguments.stream().allMatch(word -> Verb.of(word).isPresent());
            case FILE -> arguments.stream().allMatch(word -> word.matches(".*[./~].*") || exists(word));
            case CAUSE -> arguments.stream().allMatch(CAUSE.asMatchPredicate());
            case RULE -> arguments.stream().allMatch(ID.asMatchPredicate());
            case CASE -> arguments.stream().allMatch(NUMBER.asMatchPredicate());
            case BASELINE -> BASELINE.matcher(arguments.getFirst()).matches();
        };
    }

    private static boolean looksLikeArguments(List<String> words) {
        return words.stream().anyMatch(word -> word.startsWith("-") || word.matches(".*[./].*") || exists(word))
                || words.size() <= 2;
    }

    /** The paths, when all words are some that exist. */
    private static List<String> dropped(List<String> words) {
        var paths = words.stream().map(Line::fromUri).toList();
        boolean all = !words.isEmpty()
                && Verb.of(words.getFirst()).isEmpty()
                && paths.stream().allMatch(Line::exists);
        return all ? paths : List.of();
    }

    /** {@code file:///tmp/a%20b.jfr}, as file managers drop it. */
    private static String fromUri(String word) {
        if (!word.startsWith("file:/")) {
            return word;
        }
        try {
            return Path.of(URI.create(word)).toString();
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            return word;
        }
    }

    private static boolean exists(String word) {
        try {
            return !word.isBlank() && Files.exists(Path.of(word));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
