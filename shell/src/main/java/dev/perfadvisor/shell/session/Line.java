package dev.perfadvisor.shell.session;

import dev.perfadvisor.shell.Spelling;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** A line as it was meant. */
public sealed interface Line {

    /** Nothing but space. */
    record Blank() implements Line {}

    /** A command. */
    record Call(Verb verb, List<String> arguments) implements Line {}

    /** Something said about the problem. */
    record Say(String text) implements Line {}

    /** A command, probably, but not quite. */
    record Mistyped(String text, String advice) implements Line {}

    /** A cause id such as {@code db.n-plus-one}, or the number of a cause in the report. */
    Pattern CAUSE = Pattern.compile("[a-z]+\\.[a-z0-9-]+|[1-9][0-9]?");

    /**
     * What a line means. Words that begin like a command and go on like a sentence ("why is checkout slow", "next week
     * we have a sale") are said, not commanded.
     */
    static Line of(String line) {
        var text = line.strip();
        if (text.isEmpty()) {
            return new Blank();
        }
        if (isFile(Words.of(text))) {
            return new Call(Verb.ATTACH, Words.of(text));
        }
        var words = Words.of(text);
        var first = words.isEmpty() ? "" : words.getFirst();
        var verb = Verb.of(first);
        var arguments = words.isEmpty() ? words : words.subList(1, words.size());
        if (verb.isPresent() && isCommand(verb.get(), arguments)) {
            return new Call(verb.get(), arguments);
        }
        if (verb.isPresent() && words.size() == 1) {
            return new Mistyped(text, "Type " + verb.get().usage() + ".");
        }
        if (words.size() == 1) {
            var meant = Spelling.nearest(first, Verb.words());
            if (meant.isPresent()) {
                return new Mistyped(text, "Did you mean " + meant.get() + "?");
            }
        }
        return new Say(text);
    }

    private static boolean isCommand(Verb verb, List<String> arguments) {
        boolean cause = verb != Verb.WHY || arguments.stream().allMatch(CAUSE.asMatchPredicate());
        return verb.takes(arguments.size()) && cause;
    }

    /** A pasted path is evidence. */
    private static boolean isFile(List<String> words) {
        try {
            return words.size() == 1 && Verb.of(words.getFirst()).isEmpty() && Files.exists(Path.of(words.getFirst()));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
