package dev.perfadvisor.engine.assistant.tools;

import dev.perfadvisor.engine.conversation.Case;
import dev.perfadvisor.engine.model.Artifact;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Replaces what is nobody else's business by names such as {@code <host-1>}, and puts it back. The same text has the same
 * name for as long as the redactor lives. It takes out too much rather than too little: names are put back in answers
 * and in arguments of tools, so that nothing is lost by it. Safe to use from many threads.
 */
public final class Redactor {

    private record Rule(String kind, Pattern pattern) {}

    private static Rule rule(String kind, String pattern) {
        return new Rule(kind, Pattern.compile(pattern));
    }

    /**
     * The part that is replaced is the group "x"; what comes first wins. Messages of servers are kept with a question mark for
     * each number, so that one may stand in the middle of a name: {@code grace1?@corp.example}, {@code db-?.corp}.
     */
    private static final List<Rule> RULES = List.of(
            rule("key", "(?<x>-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$))"),
            rule("token", "(?<x>\\beyJ[\\w-]{5,}\\.[\\w-]{2,}(?:\\.[\\w-]*)?)"),
            rule(
                    "key",
                    "(?<x>\\b(?:AKIA|ASIA)[A-Z0-9?]{8,}|\\b(?:sk|pk|rk)[-_][\\w?-]{12,}"
                            + "|\\b(?:gh[pousr]|github_pat|glpat|xox[a-z]|npm|pypi|shpat|dop_v1)[-_][\\w?-]{10,}"
                            + "|\\b(?:hv[sb]|SG)\\.[\\w.?-]{12,}|\\bAIza[\\w?-]{20,})"),
            // password=hunter2, "token": "abc", Authorization: Bearer abc
            rule(
                    "secret",
                    "(?i)(?:pass(?:word|wd|phrase)?|pwd|secret|token|api[-_]?key|access[-_]?key|private[-_]?key|credentials?"
                            + "|authorization|cookie|session(?:[-_]?id)?|\\bsid|\\bpw|\\botp|passwort|kennwort)[\"']?\\s*(?:=|:)\\s*(?:bearer |basic )?[\"']?"
                            + "(?<x>[^\\s\"'<>,;&)]+)"),
            rule("secret", "(?i)\\b(?:bearer|basic) (?<x>[\\w+/=.-]{8,})"),
            // --db-token abc, as in command lines of processes
            rule(
                    "secret",
                    "(?i)(?<=\\s|^)--?[\\w.-]{0,40}(?:password|passwd|token|secret|key) ++(?<x>[^\\s\"'<>-][^\\s\"'<>]*+)"),
            rule("secret", "(?i)\\bidentified by ['\"](?<x>[^'\"]+)"),
            rule("email", "(?<![\\w.%+?-])(?<x>[\\w.%+?-]++@[\\w?-]++(?:\\.[\\w?-]++){1,10})"),
            // jdbc:postgresql://app:secret@db.example:5432, https://shop.example
            rule("host", "\\bjdbc:oracle:\\w+:(?<x>[^\\s\"'<>]+)"),
            rule("host", "\\b[a-z][a-z0-9+.:-]{0,40}://(?<x>(?:[^\\s/\"'<>?]|\\?(?=[\\w.:-]))+)"),
            rule("query", "(?<=[\\w/}])\\?(?<x>[\\w.%+-]+=[^\\s\"'<>]*)"),
            rule("ip", "(?<![\\w.])(?<x>(?:\\d{1,3}\\.){3}\\d{1,3}(?::\\d{1,5})?)(?![\\w.]*\\d)"),
            rule(
                    "ip",
                    "(?<![\\w:])(?<x>(?:[0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}"
                            + "|(?:[0-9a-fA-F]{1,4}:){1,6}:(?:[0-9a-fA-F]{1,4}(?::[0-9a-fA-F]{1,4})*)?|::1)(?![\\w:])"),
            rule("id", "(?<x>\\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\b)"),
            rule("id", "(?<![\\w?-])(?<x>[0-9a-fA-F?]{1,8}(?:-[0-9a-fA-F?]{1,4}){3}-[0-9a-fA-F?]{1,12})(?![\\w-])"),
            rule(
                    "host",
                    "(?<![\\w./$<-])(?<x>(?:[a-z0-9?-]{1,63}\\.){1,10}(?:com|net|org|internal|local|lan|corp|cloud"
                            + "|intranet|home|example|invalid|de|uk|fr|eu|us|io|dev|app|co|svc))(?::\\d+)?(?![\\w$(-]|\\.[\\w$])"),
            rule("host", "(?i)\\b(?:host|hostname|server)[\"']?\\s*[=:]\\s*[\"']?(?<x>[^\\s\"'<>,;&)]+)"),
            rule("user", "(?i)\\b(?:user|username|login|role)[\"']?\\s*[=:]\\s*[\"']?(?<x>[^\\s\"'<>,;&)]+)"),
            // FATAL: password authentication failed for user "app_rw"
            rule("user", "(?i)\\b(?:user|role|database|owner) \"(?<x>[^\"]+)\""),
            rule("user", "(?i)(?<=\\s|^)--?(?:user|username|login) ++(?<x>[^\\s\"'<>-][^\\s\"'<>]*+)"),
            rule("host", "(?<=[\\w\\]>] )@ ?(?<x>[A-Za-z][\\w.-]+)"),
            rule(
                    "path",
                    "(?<![\\w/<.])(?<x>(?:~|/(?:home|Users|root|var|etc|opt|srv|tmp|usr|mnt|data|work|proc|private|media|run"
                            + "|app|workspace))/[^\\s\"'<>,;:)]+)"),
            rule("path", "(?<![\\w])(?<x>(?:[A-Za-z]:\\\\|\\\\\\\\)[^\\s\"'<>,;)]+)"),
            // A quote inside of a word is an apostrophe.
            rule("literal", "(?<![\\w'])(?:[NEBXnebx](?='))?'(?<x>(?:[^'\\\\]|\\\\.|'')++)'(?!\\w)"),
            rule("literal", "\\$\\$(?<x>[^$]++)\\$\\$"),
            rule("literal", "(?<=[=(,]) ?\"(?<x>[^\"]+)\""),
            rule("literal", "(?<=[\\w)\"`\\]] ?(?:<=|>=|<>|!=|=|<|>) ?)(?<x>-?\\d+(?:\\.\\d+)?)\\b(?!-)"),
            rule("literal", "(?i)\\b(?:in|values) ?\\((?<x>[\\d\\s,.-]+)\\)"),
            rule("literal", "(?i)\\b(?:limit|offset) (?<x>\\d+)\\b"),
            // /invite/aB3dE5fG7hI9
            rule(
                    "id",
                    "(?<=/)(?<x>(?=[\\w-]{0,80}\\d)(?=[\\w-]{0,80}[a-z])(?=[\\w-]{0,80}[A-Z])[\\w-]{12,80})(?![\\w.$-])"),
            rule("id", "(?<=/)(?<x>\\d{2,})(?=[/?\\s\"']|$)"),
            rule(
                    "secret",
                    "(?<![\\w./<-])(?<x>(?=[\\w+/=-]{0,200}\\d)(?=[\\w+/=-]{0,200}[A-Za-z])[\\w+/=-]{32,})(?![\\w.])"),
            // A bank account, a telephone, a number of social security
            rule("number", "(?<![\\w])(?<x>[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?)(?!\\w)"),
            rule("number", "(?<![\\w+])(?<x>\\+\\d[\\d ()/-]{7,18}\\d)(?!\\w)"),
            rule("number", "(?<![\\w-])(?<x>\\d{3}-\\d{2}-\\d{4})(?![\\w-])"),
            rule("number", "(?<![\\w.,])(?<x>\\d{4}[ -]?\\d{4}[ -]?\\d{4}[ -]?\\d{4})(?!\\w)"));

    private static final Pattern NAME = Pattern.compile("<[a-z]+-\\d+>");

    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, String> originals = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private static final String WITHHELD = "<withheld>";

    private List<String> known = List.of();
    private final List<String> withheld;

    /**
     * A redactor.
     *
     * @param known texts that are to be replaced wherever they stand, such as names of files and of this machine
     * @param withheld texts that are replaced and neither put back nor told, such as the key for the provider
     */
    public Redactor(Collection<String> known, Collection<String> withheld) {
        this.withheld =
                withheld.stream().filter(text -> !text.isEmpty()).distinct().toList();
        know(known);
    }

    /** More texts that are to be replaced wherever they stand, from now on. */
    public synchronized void know(Collection<String> more) {
        known = Stream.concat(known.stream(), more.stream())
                .filter(text -> text.length() > 3)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** Names of files tell where and for whom somebody works. */
    public void know(Case current) {
        know(current.attached());
        know(current.evidence().artifacts().stream().map(Artifact::name).toList());
    }

    /** One text that was replaced. */
    public record Replaced(String name, String original) {}

    /** All that was replaced so far, in order. */
    public synchronized List<Replaced> replaced() {
        var all = new ArrayList<Replaced>();
        originals.forEach((name, original) -> all.add(new Replaced(name, original)));
        return all;
    }

    /** A text that may leave the process. */
    public synchronized String hide(String text) {
        var hidden = text;
        for (var secret : withheld) {
            hidden = hidden.replace(secret, WITHHELD);
        }
        for (var secret : known) {
            if (hidden.contains(secret)) {
                hidden = hidden.replace(secret, name("file", secret));
            }
        }
        for (var rule : RULES) {
            hidden = replace(rule, hidden);
        }
        return hidden;
    }

    /** A text as it came back, with the originals. */
    public synchronized String show(String text) {
        return NAME.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(originals.getOrDefault(found.group(), found.group())));
    }

    /** Maps, lists and plain values with all texts in them hidden. */
    public Object hideAll(Object tree) {
        return switch (tree) {
            case String text -> hide(text);
            case Map<?, ?> map -> {
                var hidden = new LinkedHashMap<Object, Object>();
                map.forEach((key, value) -> hidden.put(key, hideAll(value)));
                yield hidden;
            }
            case List<?> list -> list.stream().map(this::hideAll).toList();
            default -> tree;
        };
    }

    private String replace(Rule rule, String text) {
        var matcher = rule.pattern().matcher(text);
        var hidden = new StringBuilder();
        int at = 0;
        while (matcher.find()) {
            MatchResult match = matcher.toMatchResult();
            var found = match.group("x");
            // What an earlier rule has replaced as a whole keeps its name.
            hidden.append(text, at, match.start("x"))
                    .append(NAME.matcher(found).matches() ? found : name(rule.kind(), show(found)));
            at = match.end("x");
        }
        return at == 0 ? text : hidden.append(text, at, text.length()).toString();
    }

    private String name(String kind, String original) {
        var known = names.get(original);
        if (known != null) {
            return known;
        }
        var name = "<" + kind + "-" + counts.merge(kind, 1, Integer::sum) + ">";
        names.put(original, name);
        originals.put(name, original);
        return name;
    }
}
