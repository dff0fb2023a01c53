package dev.perfadvisor.engine.evidence.jfr;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Command lines, of which nothing is kept that could be a secret. A line is one string with the arguments separated by
 * spaces: {@code -Xmx68m -XX:+UseSerialGC -Dkey=value}.
 */
final class Arguments {

    /** Switches and sizes of the JVM. */
    private static final Pattern HARMLESS = Pattern.compile("-XX:[+-]\\w{1,80}"
            + "|-XX:\\w{1,80}=\\d{1,20}(\\.\\d{1,10})?[kKmMgGtT]?"
            + "|-X(ms|mx|mn|ss|mixed|int|comp|batch|rs|internalversion)(\\d{1,20}[kKmMgGtT]?)?"
            + "|-Xverify(:\\w{1,20})?|-Xshare:\\w{1,20}|-Xdebug|-Xnoclassgc|-Xincgc|-noverify|-server|-client");

    private static final Pattern SECRET = Pattern.compile("passw(or)?d|passwort|passphrase|secret|api[._-]?key"
            + "|access[._-]?key|private[._-]?key|token|credential");

    /** Words that only look like one: {@code passwordFile} is a path, {@code tokenizer} no token. */
    private static final Pattern NO_SECRET =
            Pattern.compile("(file|path|location|dir|url|policy|type|encoder|tokeniz\\w*|maxtoken\\w*)$");

    private Arguments() {}

    /** Options that are only a switch or a size, in order. */
    static List<String> harmless(String line) {
        var kept = new ArrayList<String>();
        for (var argument : line.strip().split("\\s+", -1)) {
            if (HARMLESS.matcher(argument).matches()) {
                kept.add(argument);
            }
        }
        return List.copyOf(kept);
    }

    /** Names of options that come more than once; of those that may come often, only the same name counts. */
    static List<String> duplicates(String line) {
        var seen = new TreeMap<String, Integer>();
        for (var argument : line.strip().split("\\s+", -1)) {
            var name = option(argument);
            if (!name.isEmpty()) {
                seen.merge(name, 1, Integer::sum);
            }
        }
        return seen.entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .map(entry -> entry.getKey())
                .toList();
    }

    /** {@code -XX:+UseG1GC} and {@code -XX:-UseG1GC} are both {@code UseG1GC}; empty for what may come often. */
    private static String option(String argument) {
        if (argument.startsWith("-XX:")) {
            var flag = argument.substring(4);
            int equals = flag.indexOf('=');
            var name = equals < 0 ? flag : flag.substring(0, equals);
            int colon = name.indexOf(':');
            var plain = colon < 0 ? name : name.substring(0, colon);
            return plain.startsWith("+") || plain.startsWith("-") ? plain.substring(1) : plain;
        }
        for (var size : List.of("-Xmx", "-Xms", "-Xmn", "-Xss")) {
            if (argument.startsWith(size)) {
                return size;
            }
        }
        int equals = argument.indexOf('=');
        return argument.startsWith("-D") && equals > 0 ? argument.substring(0, equals) : "";
    }

    /** Names before {@code =} or {@code :} that look like a password, and those of options whose value follows. */
    static Set<String> secrets(String line) {
        var names = new LinkedHashSet<String>();
        for (var argument : line.strip().split("\\s+", -1)) {
            int end = argument.indexOf('=');
            if (end < 0 && !argument.startsWith("--")) {
                continue;
            }
            var name = end < 0 ? argument : argument.substring(0, end);
            if (isSecret(name)) {
                names.add(name.startsWith("-D") ? name.substring(2) : name);
            }
        }
        return names;
    }

    /** Whether the value of something with this name is likely to be a password. */
    static boolean isSecret(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return SECRET.matcher(lower).find() && !NO_SECRET.matcher(lower).find();
    }
}
