package dev.perfadvisor.engine.evidence.problem;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Parts of a system that words name, those that they say it is not, and what it all runs on. */
final class Components {

    private static final Map<String, String> WORDS = new TreeMap<>(Map.of(
            "database", "databases?|dbs?|sql|quer(?:y|ies)|postgres\\w*|mysql|mariadb|oracle|jdbc|hibernate|jpa",
            "cache", "cach\\w*|redis|memcached|ttl|cdn",
            "memory", "memory|heap|oom|outofmemory\\w*|leak\\w*|gc|garbage(?: collect\\w*)?",
            "cpu", "cpus?|processors?|cores?",
            "lock", "lock\\w*|blocked|deadlock\\w*|synchroni[sz]ed|contention",
            "network",
                    "network|dns|tls|socket\\w*|connection\\w*|downstream|upstream|external|third.party"
                            + "|other services?|microservices?|dependenc(?:y|ies)",
            "pool", "pools?|pooled|hikari\\w*|exhausted",
            "disk", "disks?|file\\w*|iops|fsync|i/o"));

    private static final Map<String, Pattern> MENTIONS = compiled("\\b(?:", ")\\b");

    private static final String FINE = "(?:fine|ok|okay|idle|bored|innocent|healthy|normal|low|relaxed"
            + "|not (?:the|a) (?:problem|cause|bottleneck|issue|culprit)|not (?:slow|busy|to blame|it|high|involved))";

    /** "the database and the CPU are idle", "GC looks fine". */
    private static final String ARE_FINE = ")\\b(?:[ ,]{1,2}(?:and |or |nor )?(?:(?:the|our|all) )?[\\w/-]{1,20}){0,3}?"
            + "(?:'s| is| are| was| looks?| seems?| stays?| usage is)"
            + "(?: (?:all|both|totally|quite|almost|mostly|completely|very|pretty|absolutely)){0,2} " + FINE + "\\b";

    private static final Map<String, Pattern> FINE_THEMSELVES = compiled("\\b(?:", ARE_FINE);

    private static final String IS_NOT =
            "(?:(?:is|are|was|'s) (?:definitely |probably |surely |certainly )?not|isn't|aren't|wasn't|ain't"
                    + "|(?<!is )(?<!are )not|ruled? out|excluded?|nothing to do with|neither|nor|and not) "
                    + "(?:(?:in|on|with|about|caused by|due to|from) )?(?:(?:the|our|a|an|any) )?"
                    + "(?:(?:connection|thread|worker|jdbc|database|java|jvm|local) )?(?:";

    private static final String BUT_NOT_PART = ")\\b(?! (?:log|pool|connection|table|hit|miss|available|used|free))";

    private static final Map<String, Pattern> DENIED = compiled(IS_NOT, BUT_NOT_PART);

    /** "we use MySQL, not Postgres" tells which one it is, and does not say that the database is fine. */
    private static final Pattern OTHER_PRODUCT = Pattern.compile(
            "(?<!is )(?<!are )(?<!'s )\\bnot (?:postgres\\w*|mysql|mariadb|oracle|mongo\\w*|redis|memcached|hibernate|jpa|jooq|jdbc|hikari\\w*)\\b");

    private static final Map<String, Pattern> AFFIRMED = compiled(
            "\\b(?:it|that|this|cause|culprit|problem|bottleneck)(?:'s| is| was| has to be| must be| may be| could be)"
                    + "(?: (?:indeed|really|actually|probably|likely|in fact|surely)){0,2} (?:in )?(?:(?:the|our|a|an) )?(?:",
            ")\\b(?! (?:that |which )?(?:is|are|'s|was) " + FINE + ")");

    private static final Pattern CONCEDES = Pattern.compile(
            "^(?:(?:ok|okay|yes|yeah|right|well|hm+|sorry|oh|ah)\\b[,.! ]*)*(?:you(?:'re| are| were) (?:indeed |absolutely |probably )?right\\b"
                    + "|i (?:was|am) wrong\\b(?! about)|my (?:mistake|bad)\\b|i stand corrected)");

    private static final String WITHOUT = "(?:no|without) (?:";
    private static final String TROUBLE = ") (?:problems?|issues?|trouble|bottlenecks?|pressure|spikes?)\\b";
    private static final Map<String, Pattern> WITHOUT_TROUBLE = compiled(WITHOUT, TROUBLE);

    private static final Map<String, Pattern> PLATFORM = new TreeMap<>(Map.of(
            "postgresql", Pattern.compile("\\b(?:postgres\\w*|pg_\\w+|psql|work_mem)\\b"),
            "mysql", Pattern.compile("\\b(?:mysql\\w*|mariadb|innodb|rds aurora)\\b"),
            "mongodb", Pattern.compile("\\bmongo\\w*\\b"),
            "docker", Pattern.compile("\\b(?:docker\\w*|compose)\\b"),
            "kubernetes", Pattern.compile("\\b(?:kubernetes|k8s|pods?|kubectl|openshift)\\b"),
            "k6", Pattern.compile("\\bk6\\b"),
            "jmeter", Pattern.compile("\\bjmeter\\b")));

    private Components() {}

    private static Map<String, Pattern> compiled(String before, String after) {
        var patterns = new TreeMap<String, Pattern>();
        WORDS.forEach((id, words) -> patterns.put(id, Pattern.compile(before + words + after)));
        return patterns;
    }

    static List<String> mentioned(String text) {
        return found(MENTIONS, text);
    }

    static List<String> platform(String text) {
        return found(PLATFORM, OTHER_PRODUCT.matcher(text).replaceAll(" "));
    }

    /** Those that a text in lower case says it is not. What a line says takes back what lines before it denied. */
    static List<String> excluded(String text) {
        var all = new TreeSet<String>();
        text.lines().map(line -> OTHER_PRODUCT.matcher(line).replaceAll(" ")).forEach(line -> {
            if (concedes(line)) {
                all.clear();
            }
            found(AFFIRMED, line).forEach(all::remove);
            all.addAll(found(DENIED, line));
            all.addAll(found(FINE_THEMSELVES, line));
            all.addAll(found(WITHOUT_TROUBLE, line));
        });
        return List.copyOf(all);
    }

    /** Whether a text in lower case says that the advisor is right. */
    static boolean concedes(String text) {
        return CONCEDES.matcher(text).find();
    }

    /** The text without the parts that deny something; "the CPU is idle" stays, as that is a symptom of its own. */
    static String withoutDenied(String text) {
        var left = text;
        for (var pattern : DENIED.values()) {
            left = pattern.matcher(left).replaceAll(" ");
        }
        for (var pattern : WITHOUT_TROUBLE.values()) {
            left = pattern.matcher(left).replaceAll(" ");
        }
        return left;
    }

    private static List<String> found(Map<String, Pattern> patterns, String text) {
        return patterns.entrySet().stream()
                .filter(entry -> entry.getValue().matcher(text).find())
                .map(Map.Entry::getKey)
                .toList();
    }
}
