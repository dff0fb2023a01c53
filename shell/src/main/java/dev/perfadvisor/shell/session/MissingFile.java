package dev.perfadvisor.shell.session;

import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Lines that can hardly be anything but the name of a file, where there is none of that name. */
final class MissingFile {

    /** {@code /home/me/app.jfr}, {@code ../slow.log}. */
    private static final Pattern PATH = Pattern.compile("(?:~?/|\\.{1,2}/|file:/).*\\.[A-Za-z0-9]{1,6}");

    /** {@code app.jfr}: the ending is one that evidence has, and no page, program or version. */
    private static final Pattern NAME = Pattern.compile(
            "(?U)[\\w.-]+\\.(?:jfr|log|csv|ndjson|jsonl|json|har|jtl|jmx|hprof|gz|zip|tgz|tar|zst|bz2|xz|txt)");

    private static final Pattern START = Pattern.compile("(?:~?/|\\.{1,2}/|file:/).*");

    private MissingFile() {}

    /** The name in a line of which it is known that it names no file that exists. */
    static Optional<String> in(String line, List<String> words) {
        var first = words.getFirst();
        if (words.size() == 1) {
            boolean named = PATH.matcher(first).matches() || NAME.matcher(first).matches() || isInDirectory(first);
            return named ? Optional.of(first) : Optional.empty();
        }
        return isOnePath(line, words) ? Optional.of(line) : Optional.empty();
    }

    /** {@code /home/me/friday night/app.jfr}: begins and ends like a path, with words between that begin none. */
    private static boolean isOnePath(String line, List<String> words) {
        var last = words.getLast();
        boolean begins = START.matcher(words.getFirst()).matches()
                && words.subList(1, words.size()).stream()
                        .noneMatch(word -> START.matcher(word).matches());
        boolean ends = NAME.matcher(last.substring(last.lastIndexOf('/') + 1)).matches();
        boolean joined = last.contains("/") || isInDirectory(words.getFirst());
        return begins && ends && joined && !line.contains(",") && !line.contains("?");
    }

    /** Whether all but the last name of a path is there: {@code /home/me/fridy}, and not the address {@code /checkout}. */
    private static boolean isInDirectory(String word) {
        try {
            var parent = START.matcher(word).matches() ? Paths.of(word).getParent() : null;
            return parent != null && parent.getNameCount() > 0 && Paths.exists(parent.toString());
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
