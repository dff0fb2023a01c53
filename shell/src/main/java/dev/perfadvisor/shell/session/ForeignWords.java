package dev.perfadvisor.shell.session;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Commands of other programs, and of this one under another name, in one word or two. No problem is told in one of them. */
final class ForeignWords {

    private static final String DIAGNOSE = "Did you mean diagnose? It shows the whole diagnosis.";
    private static final String FILES = "Did you mean evidence? It shows what is attached.";
    private static final String SAVE = "Each case is kept by itself; export FILE writes the diagnosis to a file.";
    private static final String OPEN = "Did you mean cases? It shows those that were kept; open CASE goes on with one.";
    private static final String NEW = "Did you mean clear? It starts a new case.";
    private static final String HELP = "Did you mean help?";
    private static final String LEAVE = "Did you mean exit?";

    private static final Map<String, String> ADVICE = Map.ofEntries(
            Map.entry("summary", DIAGNOSE),
            Map.entry("summarize", DIAGNOSE),
            Map.entry("report", DIAGNOSE),
            Map.entry("results", DIAGNOSE),
            Map.entry("diagnosis", DIAGNOSE),
            Map.entry("analyze", DIAGNOSE),
            Map.entry("analyse", DIAGNOSE),
            Map.entry("causes", DIAGNOSE),
            Map.entry("hypotheses", DIAGNOSE),
            Map.entry("files", FILES),
            Map.entry("status", FILES),
            Map.entry("ls", FILES),
            Map.entry("save", SAVE),
            Map.entry("print", SAVE),
            Map.entry("history", OPEN),
            Map.entry("case", OPEN),
            Map.entry("reset", NEW),
            Map.entry("new", NEW),
            Map.entry("new case", NEW),
            Map.entry("case new", NEW),
            Map.entry("another case", NEW),
            Map.entry("next case", NEW),
            Map.entry("start over", NEW),
            Map.entry("list cases", OPEN),
            Map.entry("show cases", OPEN),
            Map.entry("commands", HELP),
            Map.entry("usage", HELP),
            Map.entry("man", HELP),
            Map.entry("?", HELP),
            Map.entry("bye", LEAVE),
            Map.entry("logout", LEAVE),
            Map.entry("q", LEAVE),
            Map.entry(":q", LEAVE));

    private ForeignWords() {}

    /** What to type in place of them. */
    static Optional<String> advice(String words) {
        return Optional.ofNullable(ADVICE.get(words.toLowerCase(Locale.ROOT)));
    }
}
