package dev.perfadvisor.shell.session;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The commands of a session: the one list of them, for parsing, help and completion. */
public enum Verb {
    HELP("help", "what can be typed here", 0, 0, Argument.NONE),
    ATTACH("attach PATH...", "add files or directories of evidence", 1, Integer.MAX_VALUE, Argument.FILE),
    EVIDENCE("evidence", "what is attached, and how much of it could be read", 0, 0, Argument.NONE),
    DIAGNOSE("diagnose", "say again what is wrong, from all that is known", 0, 0, Argument.NONE),
    WHY("why [CAUSE]", "the votes for a cause and the facts that they cite", 0, 1, Argument.CAUSE),
    PLAN("plan", "what to do, stage by stage", 0, 0, Argument.NONE),
    NEXT("next", "what to collect next", 0, 0, Argument.NONE),
    RULES("rules", "all rules", 0, 0, Argument.NONE),
    RULE("rule ID", "one rule", 1, 1, Argument.RULE),
    EXPORT("export FILE", "write the result; the ending decides: .html, .md, .json or .txt", 1, 1, Argument.FILE),
    CLEAR("clear", "start anew, with nothing said and nothing attached", 0, 0, Argument.NONE),
    EXIT("exit", "leave", 0, 0, Argument.NONE),
    QUIT("quit", "leave", 0, 0, Argument.NONE);

    /** What stands after a command, for completion. */
    public enum Argument {
        NONE,
        FILE,
        CAUSE,
        RULE
    }

    private final String usage;
    private final String purpose;
    private final int least;
    private final int most;
    private final Argument argument;

    Verb(String usage, String purpose, int least, int most, Argument argument) {
        this.usage = usage;
        this.purpose = purpose;
        this.least = least;
        this.most = most;
        this.argument = argument;
    }

    /** As it is typed. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String usage() {
        return usage;
    }

    public String purpose() {
        return purpose;
    }

    public Argument argument() {
        return argument;
    }

    boolean takes(int words) {
        return words >= least && words <= most;
    }

    static Optional<Verb> of(String word) {
        return Arrays.stream(values()).filter(verb -> verb.word().equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Verb::word).toList();
    }
}
