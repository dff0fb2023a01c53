package dev.perfadvisor.shell.session;

import java.util.Collection;
import java.util.List;

/** A line as it was meant. */
public sealed interface Line {

    /** Nothing but space, or a comment. */
    record Blank() implements Line {}

    /** A command. */
    record Call(Verb verb, List<String> arguments, Manner manner) implements Line {}

    /** A command of the command line, such as {@code compare}, with its arguments. */
    record OneShot(List<String> arguments) implements Line {}

    /** Paths and nothing else: dragged into the window, or pasted. */
    record Dropped(List<String> paths) implements Line {}

    /** Something said about the problem. */
    record Say(String text) implements Line {}

    /** A command, probably, but not quite. */
    record Mistyped(String text, String advice) implements Line {}

    /** A command that can not be run as it stands; the advice says how it can. */
    record Misused(String advice) implements Line {}

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
        return new LineReading(line.strip(), oneShots).line();
    }
}
