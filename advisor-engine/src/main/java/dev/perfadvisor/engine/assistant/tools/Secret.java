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

    /** What stands before "user" or "host" where it is a part of a name: {@code DB_USER}, {@code PGHOST}, {@code dbUser}. */
    private static final String PART = "(?i)(?:\\b|_|\\bPG|(?-i:(?<=[a-z])(?=[A-Z])))";

    /** Programs whose options of one letter tell a user, a host or a password. */
    private static final String CLIENT =
            "(?<= -[uUhpPaW] ?)(?<=\\b(?:curl|wget|psql|pg_\\w{1,20}|mysql\\w{0,20}|mariadb\\w{0,20}|mongo\\w{0,20}|redis-cli|sqlcmd|ssh|scp|ldapsearch)"
                    + "\\b[^\\n|;]{0,200} -[uUhpPaW] ?)";

    /** A word that is none of a language, as a sentence such as "the password is wrong" has one. */
    private static final String NO_WORD = "(?=\\S{4})(?=\\S{0,100}[\\d!#$%^&*+=_]|\\S{0,100}[a-z]\\S{0,100}[A-Z])";

    private static final String DN = "(?:cn|uid|ou|dc|o|l|st|c|sn|mail|samaccountname|emailaddress)=";

    /** Letters and digits of the names that Kubernetes gives. */
    private static final String POD = "[bcdfghjklmnpqrstvwxz2456789]";

    /** Words of a path that has spaces: only where a next directory tells that it goes on. */
    private static final String SPACED = "(?: [\\w.-]+(?=[\\\\/])[^\\s\"'<>,;)]*)*";

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
                            + "|\\b(?:hf|whsec|dckr_pat|figd|lin_api)_[\\w?-]{10,}"
                            + "|\\b(?:hv[sb]|SG|ya29)\\.[\\w.?-]{12,}|\\bAIza[\\w?-]{20,})"),
            // password=hunter2, "token": "abc", Authorization: Bearer abc
            rule(
                    "secret",
                    "(?i)(?:pass(?:word|wd|phrase)?|pwd|secret|token|(?:api|access|private|account|license|client|master|signing)[-_]?key"
                            + "|credentials?|authorization|cookie|session(?:[-_]?id)?|sessid|\\bsid|\\bpw|\\botp|\\bpin|\\bcv[vc]|\\bauth"
                            + "|\\bsig(?:nature)?|\\bnonce|[cx]srf|passwort|kennwort)[\"']?\\s*(?:=|:)\\s*(?:bearer |basic )?[\"']?"
                            + "(?<x>[^\\s\"'<>,;&)]+)"),
            rule("secret", "(?i)\\b(?:bearer|basic) (?<x>[\\w+/=.-]{8,})"),
            // Authorization: Token abc, Authorization: Digest realm="shop", nonce="abc"
            rule(
                    "secret",
                    "(?i)\\bauthorization[\"']?\\s*[=:]\\s*[\"']?(?:[a-z][\\w-]{0,30} )?(?<x>(?:\\w+=\"[^\"]*\"|[^\\s\"'<>,;&)]+)"
                            + "(?:, ?\\w+=(?:\"[^\"]*\"|[^\\s\",]+))*)"),
            // my password is hunter2
            rule(
                    "secret",
                    "(?i)\\b(?:pass(?:word|wd|phrase|code)|pwd|passwort|kennwort|secret|token|api[ -]?key|pin)"
                            + " (?:(?:is|was|ist|war|lautet|now|set to|changed to) )?[\"']?(?-i:" + NO_WORD
                            + ")(?<x>[^\\s\"'<>,;)]*[^\\s\"'<>,;).])"),
            rule("secret", CLIENT + "(?<x>[^\\s\"'<>-][^\\s\"'<>]*+)"),
            // scott/tiger@ORCL, https://app:se/cret@shop.example
            rule("secret", "(?<![\\w./$-])(?<x>[A-Za-z][\\w$]{0,30}/[^\\s@/\"'<>]{1,60}@[\\w.-]+)"),
            rule("secret", "\\b[a-z][a-z0-9+.-]{0,40}://(?<x>[^\\s\"'<>/@:]*:[^\\s\"'<>@]+)@"),
            // --db-token abc, as in command lines of processes
            rule(
                    "secret",
                    "(?i)(?<=\\s|^)--?[\\w.-]{0,40}(?:password|passwd|token|secret|key) ++(?<x>[^\\s\"'<>-][^\\s\"'<>]*+)"),
            rule("secret", "(?i)\\bidentified by ['\"](?<x>[^'\"]+)"),
            rule("email", "(?U)(?<![\\w.%+?-])(?<x>[\\w.%+?-]++@(?:[\\w?-]++(?:\\.[\\w?-]++){1,10}|localhost\\b))"),
            // In a URL
            rule("email", "(?<![\\w.+-])(?<x>[\\w.+-]++%40[\\w-]++(?:\\.[\\w-]++){0,10})"),
            rule("user", "(?<![\\w.@$<-])(?<x>[a-z][a-z0-9._-]{0,60}@[a-z][a-z0-9_-]{0,62})(?![\\w.])"),
            rule("email", "(?<![\\w.%+?-])(?<x>[\\w.%+?-]++@[\\w?.-]*?)(?=\\.\\.\\.|…)"),
            // jdbc:postgresql://app:secret@db.example:5432, https://shop.example
            rule("host", "\\bjdbc:oracle:\\w+:(?<x>[^\\s\"'<>]+)"),
            rule("host", "\\b[a-z][a-z0-9+.:-]{0,40}://(?<x>(?:[^\\s/\"'<>?]|\\?(?=[\\w.:-]))+)"),
            rule("path", "\\b(?:s3a?|gs|abfss?|wasbs?|hdfs|oss|smb|nfs|s?ftp)://(?<x>[^\\s\"'<>]+)"),
            rule("query", "(?<=[\\w/}])\\?(?<x>[\\w.%+-]+=[^\\s\"'<>]*)"),
            rule("ip", "(?<![\\w.])(?<x>(?:\\d{1,3}\\.){3}\\d{1,3}(?::\\d{1,5})?)(?![\\w.]*\\d)"),
            rule(
                    "ip",
                    "(?<![\\w:])(?<x>(?:[0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}"
                            + "|(?:[0-9a-fA-F]{1,4}:){1,6}:(?:[0-9a-fA-F]{1,4}(?::[0-9a-fA-F]{1,4})*)?|::1)(?![\\w:])"),
            // As Amazon names hosts: ip-10-0-0-7
            rule("ip", "(?<![\\w-])(?<x>ip(?:-\\d{1,3}){4})(?!\\w)"),
            rule("id", "(?<![\\w:-])(?<x>(?:[0-9a-fA-F]{2}[:-]){5}[0-9a-fA-F]{2})(?![\\w:-])"),
            rule("id", "\\b(?<x>arn:aws[\\w-]*:[^\\s\"'<>,;)]+)"),
            // A pod of Kubernetes: orders-7d9f8b6c5d-x2x4z
            rule(
                    "host",
                    "(?<![\\w-])(?<x>[a-z][a-z0-9]{0,62}(?:-[a-z0-9]{1,62}){0,8}-(?=[a-z]{0,9}\\d)" + POD + "{8,10}-"
                            + POD + "{5})(?![a-z0-9])"),
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
            rule(
                    "host",
                    PART
                            + "(?:host(?:[-_]?name|addr)?|server(?:[-_]?name)?)[\"']?\\s*"
                            + "[=:]\\s*[\"']?(?<x>[^\\s\"'<>,;&)]+)"),
            rule("host", "(?i)\\b(?:data ?source|initial catalog|service_name)\\s*=\\s*[\"']?(?<x>[^\\s\"'<>,;&)]+)"),
            rule(
                    "user",
                    PART + "(?:user(?:[-_ ]?(?:name|id))?|uid|login|role|principal)[\"']?\\s*[=:]\\s*[\"']?"
                            + "(?<x>[^\\s\"'<>,;&)]+)"),
            // Login failed for user carol; user carol.jones has left
            rule("user", "(?i)\\b(?:failed|denied|refused) (?:for|to) (?:user|login|account|role) (?<x>[\\w.-]*\\w)"),
            rule("user", "(?i)\\b(?:user|login|account) (?<x>(?=\\w{1,40}[._-]\\w)[a-z][\\w.-]{2,80}\\w)"),
            rule("user", "(?<![\\w\\\\:])(?<x>[A-Z][A-Z0-9-]{1,14}\\\\[a-z][\\w.-]*\\w)"),
            // cn=Carol Jones,ou=people,dc=shop
            rule(
                    "user",
                    "(?i)\\b(?<x>(?:" + DN + "[^,;\"'<>=\\n]{1,120}, ?){1,12}" + DN
                            + "[\\w.@-]+(?-i:(?: [A-Z][\\w.-]*)*))"),
            // FATAL: password authentication failed for user "app_rw"
            rule("user", "(?i)\\b(?:user|role|database|owner) \"(?<x>[^\"]+)\""),
            rule("user", "(?i)(?<=\\s|^)--?(?:user|username|login) ++(?<x>[^\\s\"'<>-][^\\s\"'<>]*+)"),
            rule("host", "(?<=[\\w\\]>] )@ ?(?<x>[A-Za-z][\\w.-]+)"),
            rule(
                    "path",
                    "(?<![\\w/<.])(?<x>(?:~[\\w.-]{0,40}|(?:/[a-z])?/(?:home|Users|root|var|etc|opt|srv|tmp|usr|mnt|data|work|proc|private|media|run"
                            + "|app|workspace|u\\d\\d|apps|applications?|Applications|Library|[Vv]olumes|vol\\d*|oracle|oradata"
                            + "|export|nfs\\w*|nas|efs|storage|backups?|dumps?|logs?|www|jenkins|builds?|software|local))"
                            + "/[^\\s\"'<>,;:)]+" + SPACED + ")"),
            rule("path", "(?i)\\bfile:(?://[\\w.-]{0,253})?(?<x>/[^\\s\"'<>,;)]+)"),
            rule("path", "(?<![\\w:/<])(?<x>//[\\w.-]+/[^\\s\"'<>,;)]+)"),
            // /acme/shop/shop.jar, and no GET /reports/march.csv
            rule(
                    "path",
                    "(?<![\\w/<.:])(?<!(?:GET|PUT|POST|HEAD|PATCH|DELETE|OPTIONS) )(?<x>/(?:[^\\s\"'<>,;:()/]{1,255}/){1,30}"
                            + "[^\\s\"'<>,;:()/]{1,255}\\.(?:log|jfr|[jwe]ar|dbf|csv|conf|cfg|ini|properties|ya?ml|xml|sql|dump"
                            + "|dmp|hprof|txt|t?gz|zip|zst|key|pem|crt|p12|jks|so|sh|py|java|class|env|bak|tmp|out|err|trc|pid"
                            + "|sock|db))(?!\\w)"),
            rule(
                    "path",
                    "(?<!\\w)(?<x>(?:[A-Za-z]:(?:\\\\|/(?!/))|\\\\\\\\|%\\w{1,40}%\\\\)[^\\s\"'<>,;)]+" + SPACED + ")"),
            // A quote inside of a word is an apostrophe; one that is open at the end was closed by what is cut off.
            rule(
                    "literal",
                    "(?<![\\w'])(?:[NEBXnebx](?='))?'(?<x>(?:[^'\\\\]|\\\\.|'')++(?='(?!\\w))|[^'\\\\]+?" + CUT
                            + ")'?"),
            // q'[it's]', _utf8mb4'x', like'x'
            rule("literal", "(?i)\\bn?q'(?<x>[\\[({<][^'\\])}>]*(?:'(?!\\W)[^'\\])}>]*)*[\\])}>])'"),
            rule(
                    "literal",
                    "(?i)\\b(?:_[a-z]\\w{1,15}|i?like|in|and|or|then|else|when|between|select|values|date|timestamp)'"
                            + "(?<x>(?:[^'\\\\]|\\\\.|'')++)'"),
            rule("literal", "(?<![\\w$])\\$(?<tag>(?:[A-Za-z_]\\w{0,30})?)\\$(?<x>[^$]++)\\$\\k<tag>\\$"),
            rule(
                    "literal",
                    "(?i)\\b(?:and|or|not) ?\"(?<x>[^\"]+)\"(?!\\s*(?:[.=<>!]|(?:is|in|i?like|not|between)\\b))"),
            rule("literal", "(?i)(?:\\b(?:select|when)|\\|\\|) ?\"(?<x>[^\"]*[ @%][^\"]*)\""),
            rule("literal", "(?i)\\bbetween (?<x>\\d{5,})\\b"),
            rule("literal", "(?i)(?<=\\bbetween \\d{5,19} and )(?<x>\\d{5,})\\b"),
            rule("literal", "(?<=', ?)(?<x>-?\\d+(?:\\.\\d+)?)(?=\\s?[,)])"),
            rule(
                    "literal",
                    "(?i)(?:[=(,<>]|\\blike|\\bilike|\\brlike|\\bregexp|\\bbetween|\\bthen|\\belse) ?\"(?<x>[^\"]+?)(?:\"|"
                            + CUT + ")"),
            rule(
                    "literal",
                    "(?<=[\\w)\"`\\]] ?(?:<=|>=|<>|!=|=|<|>) ?)(?<x>-?(?:0x[0-9a-fA-F]+|\\d+(?:\\.\\d+)?))\\b(?!-)"),
            rule("literal", "(?i)\\b(?:in|values) ?\\((?<x>[\\d\\s,.-]+)\\)"),
            rule("literal", "(?i)\\b(?:limit|offset) (?<x>\\d+)\\b"),
            // /invite/aB3dE5fG7hI9
            rule(
                    "id",
                    "(?<=/)(?<x>(?=[\\w-]{0,80}\\d)(?=[\\w-]{0,80}[a-z])(?=[\\w-]{0,80}[A-Z])[\\w-]{12,80})(?![\\w.$-])"),
            rule("id", "(?<=/)(?<x>\\d{2,})(?=[/?\\s\"']|$)"),
            rule(
                    "secret",
                    "(?<![\\w./<-])(?<x>(?=[\\w+/=-]{0,200}\\d)(?=[\\w+/=-]{0,200}[A-Za-z])[\\w+/=-]{32,})(?!\\w|\\.\\w)"),
            // An id of MongoDB or of a trace, a ULID, and base 64 that says so by its end
            rule(
                    "id",
                    "\\b(?<x>(?=[0-9a-f]{0,64}\\d)(?=\\d{0,64}[a-f])[0-9a-f]{16,}|(?=[0-9A-F]{0,64}\\d)(?=\\d{0,64}[A-F])[0-9A-F]{16,}"
                            + "|[0-7][0-9A-HJKMNP-TV-Z]{25})\\b"),
            rule(
                    "secret",
                    "(?<![\\w+/=])(?<x>(?=[A-Za-z0-9+/]{0,80}\\d)(?=[a-z0-9+/]{0,80}[A-Z])(?=[A-Z0-9+/]{0,80}[a-z])"
                            + "[A-Za-z0-9+/]{12,}={1,2})(?![\\w=])"),
            // A bank account, a telephone, a number of social security
            rule("number", "(?<![\\w])(?<x>[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?)(?!\\w)"),
            rule("number", "(?<![\\w+])(?<x>\\+\\d[\\d ()/-]{7,18}\\d)(?!\\w)"),
            rule(
                    "number",
                    "(?<![\\w.,+-])(?=(?:[ ()/-]{0,3}\\d){9,15}(?![ ()/-]?\\d))(?<x>(?:0\\d{1,4}|\\(\\d{2,4}\\))[ /-]\\d{2,4}(?:[ -]\\d{2,4}){1,4})"
                            + "(?![\\w-])"),
            rule("number", "(?<![\\w-])(?<x>\\d{3}-\\d{2,3}-\\d{4})(?![\\w-])"),
            rule("number", "(?<![\\w.])(?<x>756\\.\\d{4}\\.\\d{4}\\.\\d{2})(?!\\w)"),
            rule("number", "(?<![\\w.,])(?<x>3[47]\\d{2}[ -]?\\d{6}[ -]?\\d{5})(?!\\w)"),
            rule("number", "(?<![\\w.,])(?<x>\\d{4}[ -]?\\d{4}[ -]?\\d{4}[ -]?\\d{4})(?!\\w)"));
}
