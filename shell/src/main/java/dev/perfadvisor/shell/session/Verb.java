package dev.perfadvisor.shell.session;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The commands of a session: the one list of them, for parsing, help and completion. */
public enum Verb {
    HELP("help [COMMAND]", "what can be typed here", 0, 1, Argument.VERB, "help attach"),
    ATTACH(
            "attach PATH...",
            "add files or directories of evidence, and read them",
            1,
            Integer.MAX_VALUE,
            Argument.FILE,
            "attach app.jfr 'slow query.log'"),
    EVIDENCE("evidence", "what is attached, and how much of it could be read", 0, 0, Argument.NONE, "evidence"),
    DETACH(
            "detach PATH...",
            "take evidence away again, and diagnose what is left",
            1,
            Integer.MAX_VALUE,
            Argument.ATTACHED,
            "detach app.jfr"),
    TIMELINE("timeline", "all evidence over time, second by second", 0, 0, Argument.NONE, "timeline"),
    DIAGNOSE("diagnose", "the whole diagnosis, from all that is known", 0, 0, Argument.NONE, "diagnose --format json"),
    WHY(
            "why [CAUSE]",
            "the votes for a cause and the facts that they cite",
            0,
            1,
            Argument.CAUSE,
            "why db.n-plus-one, or why 2 for the second one"),
    PLAN("plan", "what to do, stage by stage", 0, 0, Argument.NONE, "plan"),
    NEXT("next", "what to collect next, with the command", 0, 0, Argument.NONE, "next"),
    FLAMEGRAPH(
            "flamegraph [MEASURE] [--threads PATTERN] [--output FILE]",
            "where the recordings attached spend cpu, allocation, lock, io, exceptions, native or sleeping; FILE may be .html",
            0,
            Integer.MAX_VALUE,
            Argument.MEASURE,
            "flamegraph allocation --output allocation.html"),
    FACTS(
            "facts [PATH]",
            "what was read of the evidence, without judging it; PATH is how those begin that you want to see",
            0,
            1,
            Argument.FACT,
            "facts sql.statements[0]."),
    RULES("rules [WORD]", "all rules, or those of which id or title has a word", 0, 1, Argument.AREA, "rules gc"),
    RULE("rule ID", "one rule", 1, 1, Argument.RULE, "rule orm.n-plus-one"),
    EXPORT(
            "export FILE",
            "write the diagnosis; the ending decides: .html, .md, .json or .txt",
            1,
            1,
            Argument.FILE,
            "export report.html"),
    BASELINE(
            "baseline save NAME [RUN...]|list|show NAME|delete NAME",
            "keep this case's evidence, or runs, under a name to hold later ones against",
            1,
            Integer.MAX_VALUE,
            Argument.BASELINE,
            "baseline save checkout"),
    VALIDATE(
            "validate PATH... [--criteria TEXT] [--baseline NAME]",
            "hold the run, or the runs, after a change against this case: better, worse or not proven, and what remains",
            1,
            Integer.MAX_VALUE,
            Argument.FILE,
            "validate after.json --criteria 'p99 under 500 ms'"),
    CASES("cases", "cases that were kept, the latest first", 0, 0, Argument.NONE, "cases"),
    OPEN("open CASE", "go on with a case that was kept, and see where it stands", 1, 1, Argument.CASE, "open 3"),
    DELETE("delete CASE", "delete a case that was kept, with all that was said in it", 1, 1, Argument.CASE, "delete 3"),
    CLEAR("clear", "start a new case, with nothing said and nothing attached", 0, 0, Argument.NONE, "clear"),
    EXIT("exit", "leave; the case is kept", 0, 0, Argument.NONE, "exit"),
    QUIT("quit", "leave; the case is kept", 0, 0, Argument.NONE, "quit");

    /** What stands after a command, for completion. */
    public enum Argument {
        NONE,
        VERB,
        FILE,
        ATTACHED,
        MEASURE,
        FACT,
        CAUSE,
        AREA,
        RULE,
        CASE,
        BASELINE
    }

    private final String usage;
    private final String purpose;
    private final int least;
    private final int most;
    private final Argument argument;
    private final String example;

    Verb(String usage, String purpose, int least, int most, Argument argument, String example) {
        this.usage = usage;
        this.purpose = purpose;
        this.least = least;
        this.most = most;
        this.argument = argument;
        this.example = example;
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

    public String example() {
        return example;
    }

    public Argument argument() {
        return argument;
    }

    /** Options of its own, beside those that go with every command. */
    public List<String> options() {
        return switch (this) {
            case VALIDATE -> List.of("--criteria", "--baseline");
            case FLAMEGRAPH -> List.of("--of", "--threads", "--output");
            default -> List.of();
        };
    }

    boolean takes(int words) {
        return words >= least && words <= most;
    }

    public static Optional<Verb> of(String word) {
        return Arrays.stream(values()).filter(verb -> verb.word().equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Verb::word).toList();
    }
}
