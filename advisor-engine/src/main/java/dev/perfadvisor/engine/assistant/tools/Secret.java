package dev.perfadvisor.engine.assistant.tools;

import java.util.List;
import java.util.Locale;
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

    /** Names of Java begin with what hosts end with. */
    private static final String NO_PACKAGE = "(?!(?:com|org|net|io|javax?|jakarta|jdk|sun|kotlin|scala)\\.)";

    /** With a digit or a dash somewhere, as columns of tables and names of facts have none. */
    private static final String NUMBERED = "(?=[A-Za-z0-9.?-]{0,253}?[0-9?-])";

    private static final String LONG_OR_NUMBERED = "(?=(?:[A-Za-z0-9?-]{1,63}\\.){2}|[A-Za-z0-9.?-]{0,253}?[0-9?-])";

    /** What hosts end with, and little else does. */
    private static final String TOP_LEVEL =
            "internal|local|localdomain|lan|corp|cloud|intranet|home|example|invalid|edu|gov"
                    + "|mil|info|biz|io|dev|app|co|svc|ae|ar|at|au|bg|br|ca|ch|cl|cn|cz|de|dk|ee|es|eu|fi|fr|gr|hk|hr|hu|ie|il|jp|ke|kr"
                    + "|li|lt|lu|lv|mx|ng|nl|nz|ro|ru|sg|si|sk|tr|tw|ua|uk|us|vn|za";

    /** Others are words, or endings of files. */
    private static final String TOP_LEVEL_OR_WORD =
            "ai|am|ba|be|by|cc|cy|eg|fm|ge|in|ir|is|it|kz|ma|md|me|mk|mt|my|pe|ph|pk"
                    + "|pl|pt|py|qa|rs|sa|se|sh|th|tn|tv|uy|uz|ve|ws|bank|online|shop|store|tech|xyz|systems|network|services|digital"
                    + "|group|global|company|prod|stage|staging|consul|cluster|ad|domain";

    private static final String TOP_LEVEL_OR_COLUMN = "id|no|to|so|st|pa|site|test|int|node|server|host|db";

    /**
     * A name of a host with a known end, not within a longer name.
     *
     * @param unless looks ahead whether it is something else
     */
    private static String domain(String unless, String ends, boolean capitals) {
        return "(?<![\\w./$<-])" + unless + "(?<x>(?:[" + (capitals ? "A-Z" : "a-z") + "0-9?-]{1,63}\\.){1,10}(?:"
                + (capitals ? ends.toUpperCase(Locale.ROOT) : ends) + "))(?::\\d+)?(?![\\w$(-]|\\.[\\w$])";
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
            rule("host", domain("", "com|net|org", false)),
            rule("host", domain(NO_PACKAGE, TOP_LEVEL, false)),
            rule("host", domain(NO_PACKAGE + LONG_OR_NUMBERED, TOP_LEVEL_OR_WORD, false)),
            rule("host", domain(NUMBERED, TOP_LEVEL_OR_COLUMN, false)),
            rule("host", domain("", "com|net|org|" + TOP_LEVEL, true)),
            rule("host", domain(LONG_OR_NUMBERED, TOP_LEVEL_OR_WORD, true)),
            rule("host", domain(NUMBERED, TOP_LEVEL_OR_COLUMN, true)),
            // pgprod:5432, and neither com.acme.shop.find:1031 nor rows:1200
            rule(
                    "host",
                    "(?<![\\w./$:@<\\[-])" + NO_PACKAGE
                            + "(?!(?:line|row|col|column|char|pos|position|port|[pt]?id|count|total|rows|size|code|status|error"
                            + "|errno|year|offset|limit|length|bytes|localhost):)"
                            + "(?!(?:[\\w-]{1,63}\\.){1,10}(?:java|kt|scala|groovy|js|ts|py|go|rb|php|cs|cpp|c|rs|xml|ya?ml"
                            + "|log|sql|csv|json):)"
                            + "(?<x>(?:[a-z][a-z0-9_?-]{0,62}+(?:\\.[a-z0-9_?-]{1,63}+){0,10}"
                            + "|[A-Z][A-Z0-9_?-]{0,62}+(?:\\.[A-Z0-9_?-]{1,63}+){0,10})):(?:\\d{4,5}|443)(?![\\w:-]|\\.\\w)"),
            // Connection to pgprod:5432 refused
            rule(
                    "host",
                    "(?i)\\b(?:re)?connect(?:ions?|ed|ing)? (?:to|from|with) (?:(?:server|host|peer|database|node|broker) )?"
                            + "(?:at )?[\"']?(?!(?:the|an?|this|that|its|your|our|each|one|all|any|it|server|host|peer|database"
                            + "|node|broker)\\b)(?<x>(?=[\\w.?-]{0,253}[\\d?-])[\\w.?-]{0,253}\\w"
                            + "|[\\w.?-]{0,253}\\w(?=[\"']|(?::[\\d?]|/[\\d.?]| (?:was |has |is )?(?:refused|failed|timed"
                            + "|reset|closed|lost|broken|could|cannot|rejected|unavailable|unreachable))))"),
            // java.net.UnknownHostException: orders-db: Name or service not known
            rule(
                    "host",
                    "(?i)(?:UnknownHostException|\\bunknown host|\\b(?:could not|cannot|can't|unable to|failed to) (?:resolve"
                            + "|translate|look ?up)(?: host| address| name)*|\\bno route to host|\\bENOTFOUND|\\bEAI_AGAIN"
                            + "|\\bhost ?name)[ :]{1,3}[\"']?(?<x>[\\w.?-]{0,253}\\w)"),
            rule("host", "(?i)\\b(?:host|hostname|server)[\"']?\\s*[=:]\\s*[\"']?(?<x>[^\\s\"'<>,;&)]+)"),
            rule("user", "(?i)\\b(?:user|username|login|role)[\"']?\\s*[=:]\\s*[\"']?(?<x>[^\\s\"'<>,;&)]+)"),
            // FATAL: password authentication failed for user "app_rw"
            rule("user", "(?i)\\b(?:user|role|database|owner) \"(?<x>[^\"]+)\""),
            rule("user", "(?i)(?<=\\s|^)--?(?:user|username|login) ++(?<x>[^\\s\"'<>-][^\\s\"'<>]*+)"),
            rule("host", "(?<=[\\w\\]>] )@ ?(?<x>[A-Za-z][\\w.-]+)"),
            rule(
                    "path",
                    "(?<![\\w/<.])(?<x>(?:~|/(?:home|Users|root|var|etc|opt|srv|tmp|usr|mnt|data|work|proc|private|media|run"
                            + "|app|workspace|u\\d\\d|apps|applications?|Applications|Library|[Vv]olumes|vol\\d*|oracle|oradata"
                            + "|export|nfs\\w*|nas|efs|storage|backups?|dumps?|logs?|www|jenkins|builds?|software|local))"
                            + "/[^\\s\"'<>,;:)]+)"),
            // /acme/shop/shop.jar, and no GET /reports/march.csv
            rule(
                    "path",
                    "(?<![\\w/<.:])(?<!(?:GET|PUT|POST|HEAD|PATCH|DELETE|OPTIONS) )(?<x>/(?:[^\\s\"'<>,;:()/]{1,255}/){1,30}"
                            + "[^\\s\"'<>,;:()/]{1,255}\\.(?:log|jfr|[jwe]ar|dbf|csv|conf|cfg|ini|properties|ya?ml|xml|sql|dump"
                            + "|dmp|hprof|txt|t?gz|zip|zst|key|pem|crt|p12|jks|so|sh|py|java|class|env|bak|tmp|out|err|trc|pid"
                            + "|sock|db))(?!\\w)"),
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
