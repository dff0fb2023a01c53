package dev.perfadvisor.engine.assistant.tools;

import java.util.List;
import java.util.regex.Pattern;

/**
 * How what is nobody else's business is recognised.
 *
 * @param kind what it is, as its name says it
 */
record Secret(String kind, Pattern pattern) {

    /** Where a text was cut short by those who wrote it. */
    private static final String CUT = "(?=\\.\\.\\.|…|\\z)";

    private static Secret rule(String kind, String pattern) {
        return new Secret(kind, Pattern.compile(pattern));
    }

    /**
     * The part that is replaced is the group "x"; what comes first wins. Messages of servers are kept with a question mark for
     * each number, so that one may stand in the middle of a name: {@code grace1?@corp.example}, {@code db-?.corp}.
     */
    static final List<Secret> ALL = List.of(
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
            rule("email", "(?<![\\w.%+?-])(?<x>[\\w.%+?-]++@[\\w?.-]*?)(?=\\.\\.\\.|…)"),
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
            // A quote inside of a word is an apostrophe; one that is open at the end was closed by what is cut off.
            rule(
                    "literal",
                    "(?<![\\w'])(?:[NEBXnebx](?='))?'(?<x>(?:[^'\\\\]|\\\\.|'')++(?='(?!\\w))|[^'\\\\]+?" + CUT
                            + ")'?"),
            rule("literal", "\\$\\$(?<x>[^$]++)\\$\\$"),
            rule(
                    "literal",
                    "(?i)(?:[=(,<>]|\\blike|\\bilike|\\brlike|\\bregexp|\\bbetween|\\bthen|\\belse) ?\"(?<x>[^\"]+?)(?:\"|"
                            + CUT + ")"),
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
}
