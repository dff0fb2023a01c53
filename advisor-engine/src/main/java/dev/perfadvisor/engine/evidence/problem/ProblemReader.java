package dev.perfadvisor.engine.evidence.problem;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads quantities and topics out of a problem statement. */
public final class ProblemReader {

    /** A statement is a few sentences; what is longer is cut, so that no pattern has to run over megabytes. */
    private static final int MOST_CHARS = 20_000;

    private static final Pattern QUANTITY = Pattern.compile(
            "(?<number>\\d{1,3}(?:,\\d{3}){1,3}(?:\\.\\d{1,6})?|\\d{1,9}(?:[.,]\\d{1,6})?)\\s{0,2}(?<unit>ms|milliseconds?|s|secs?|seconds?|min|minutes?|%|percent"
                    + "|qps|rps|tps|req/s|requests?(?: per |/)s(?:ec(?:ond)?)?|requests per second|[kmg]i?b?)(?![a-z0-9])");

    private static final String PERCENTILES = "(?<![a-z0-9])t?p ?(50|90|95|99)(?!\\d)|\\b(50|90|95|99)th|\\bmedian";

    private static final Pattern PERCENTILE = Pattern.compile(PERCENTILES);

    /** One that does not stand before a value of its own. */
    private static final Pattern PERCENTILE_BEHIND =
            Pattern.compile("(?:" + PERCENTILES + ")(?! ?(?:is|was|of|at|[:=~<>])? ?\\d)");

    /** Part of a sentence ends here; a point inside a number is none. */
    private static final Pattern CLAUSE_END = Pattern.compile("[,;!?(\\n]|\\.(?: |$)");

    private static final Pattern GROUPED = Pattern.compile("\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?");

    private static final Pattern DEPLOY =
            Pattern.compile("\\b(deploy\\w*|release\\w*|upgrade\\w*|rollout|update|new version|migration)\\b");

    private static final Map<String, Pattern> MENTIONS = Map.of(
            "database",
                    Pattern.compile(
                            "\\b(database|db|sql|quer(?:y|ies)|postgres\\w*|mysql|mariadb|jdbc|hibernate|jpa)\\b"),
            "cache", Pattern.compile("\\b(cach\\w*|redis|memcached|ttl|cdn)\\b"),
            "memory", Pattern.compile("\\b(memory|heap|oom|outofmemory\\w*|leak\\w*|gc|garbage)\\b"),
            "cpu", Pattern.compile("\\b(cpu|processor|cores?)\\b"),
            "lock", Pattern.compile("\\b(lock\\w*|blocked|deadlock\\w*|synchroni[sz]ed|contention)\\b"),
            "network",
                    Pattern.compile(
                            "\\b(network|dns|tls|socket\\w*|connection\\w*|downstream|upstream|external|third.party)\\b"),
            "pool", Pattern.compile("\\b(pool\\w*|hikari\\w*|exhausted)\\b"),
            "disk", Pattern.compile("\\b(disk|file\\w*|iops|fsync|i/o)\\b"));

    private final Map<String, List<String>> topics;

    /** @param topics activation keywords by group, lower case */
    public ProblemReader(Map<String, List<String>> topics) {
        this.topics = topics;
    }

    /** The facts that the words hold; never fails. */
    public ProblemFacts read(String text) {
        var words = text.substring(0, Math.min(text.length(), MOST_CHARS)).toLowerCase(Locale.ROOT);
        var claims = new Claims();
        var quantity = QUANTITY.matcher(words);
        int after = 0;
        while (quantity.find()) {
            var before = words.substring(after, quantity.start());
            after = quantity.end() + claims.add(quantity, before, following(words, quantity.end()));
        }
        return new ProblemFacts(
                text,
                claims.p50,
                claims.p95,
                claims.p99,
                claims.latency,
                claims.errors,
                claims.rate,
                claims.heap,
                DEPLOY.matcher(words).find(),
                topics.entrySet().stream()
                        .filter(group -> group.getValue().stream().anyMatch(word -> hasWord(words, word)))
                        .map(Map.Entry::getKey)
                        .sorted()
                        .toList(),
                MENTIONS.entrySet().stream()
                        .filter(mention -> mention.getValue().matcher(words).find())
                        .map(Map.Entry::getKey)
                        .sorted()
                        .toList());
    }

    private static boolean hasWord(String words, String word) {
        for (int at = words.indexOf(word); at >= 0; at = words.indexOf(word, at + 1)) {
            boolean begins = at == 0 || !Character.isLetterOrDigit(words.charAt(at - 1));
            // Endings count as the word: slow, slower, slowly; cache, cached.
            if (begins) {
                return true;
            }
        }
        return false;
    }

    private static String following(String words, int end) {
        int next = Math.min(words.length(), end + 24);
        return words.substring(end, next);
    }

    /** What has been claimed so far; the first claim of a kind stands. */
    private static final class Claims {
        private @Nullable Duration p50;
        private @Nullable Duration p95;
        private @Nullable Duration p99;
        private @Nullable Duration latency;
        private @Nullable Double errors;
        private @Nullable Double rate;
        private @Nullable Long heap;

        /** How many of the characters behind it belong to the quantity, too. */
        private int add(Matcher quantity, String before, String behind) {
            double number = number(quantity.group("number"));
            var unit = quantity.group("unit");
            int used = 0;
            switch (unit.charAt(0)) {
                case '%', 'p' -> ratio(number / 100, before, behind);
                case 'q', 'r', 't' -> rate = rate == null ? Double.valueOf(number) : rate;
                case 'k', 'g' -> memory(number, unit, before);
                case 'm' -> {
                    if (unit.equals("ms") || unit.startsWith("milli")) {
                        used = time(Duration.ofNanos(Math.round(number * 1e6)), before, behind);
                    } else if (unit.startsWith("min")) {
                        used = time(Duration.ofMillis(Math.round(number * 60_000)), before, behind);
                    } else {
                        memory(number, unit, before);
                    }
                }
                default -> used = time(Duration.ofNanos(Math.round(number * 1e9)), before, behind);
            }
            return used;
        }

        /** {@code 1,200} is over a thousand, {@code 1,5} is one and a half. */
        private static double number(String text) {
            return Double.parseDouble(GROUPED.matcher(text).matches() ? text.replace(",", "") : text.replace(',', '.'));
        }

        private void ratio(double ratio, String before, String behind) {
            var clause =
                    lastClause(before) + " " + CLAUSE_END.split(behind, 2)[0].split("\\d", 2)[0];
            boolean failing = clause.contains("error") || clause.contains("fail");
            if (failing && errors == null) {
                errors = ratio;
            }
        }

        private void memory(double number, String unit, String before) {
            if (heap == null && (before.contains("heap") || before.contains("xmx") || before.contains("memory"))) {
                double scale = switch (unit.charAt(0)) {
                    case 'k' -> 1024.0;
                    case 'm' -> 1024.0 * 1024;
                    default -> 1024.0 * 1024 * 1024;
                };
                heap = Math.round(number * scale);
            }
        }

        /** A percentile may stand before its value ("p95 173 ms") or behind it ("27 ms in the median"). */
        private int time(Duration value, String before, String behind) {
            int used = 0;
            var percentile = last(before);
            if (percentile.isEmpty()) {
                var next = PERCENTILE_BEHIND.matcher(behind);
                int comma = behind.indexOf(',');
                if (next.find() && (comma < 0 || next.start() < comma)) {
                    percentile = next.group();
                    used = next.end();
                }
            }
            if (percentile.contains("99")) {
                p99 = p99 == null ? value : p99;
            } else if (percentile.contains("95")) {
                p95 = p95 == null ? value : p95;
            } else if (percentile.contains("50") || percentile.equals("median")) {
                p50 = p50 == null ? value : p50;
            } else if (percentile.isEmpty() && latency == null) {
                latency = value;
            }
            return used;
        }

        private static String lastClause(String before) {
            var ends = CLAUSE_END.matcher(before);
            int from = 0;
            while (ends.find()) {
                from = ends.end();
            }
            return before.substring(from);
        }

        private static String last(String before) {
            var found = "";
            var matcher = PERCENTILE.matcher(before);
            while (matcher.find()) {
                found = matcher.group();
            }
            return found;
        }
    }
}
