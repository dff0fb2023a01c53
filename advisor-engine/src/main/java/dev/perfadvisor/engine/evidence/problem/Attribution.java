package dev.perfadvisor.engine.evidence.problem;

import dev.perfadvisor.engine.evidence.problem.ProblemFacts.Claim;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Says what the figures of one line are figures of, by the words beside them. */
final class Attribution {

    private static final String PERCENTILES = "(?<![a-z0-9])t?p ?(50|90|95|99)(?!\\d)|\\b(50|90|95|99)th|\\bmedian";

    private static final Pattern PERCENTILE = Pattern.compile(PERCENTILES);

    /** One that does not stand before a value of its own. */
    private static final Pattern PERCENTILE_BEHIND =
            Pattern.compile("(?:" + PERCENTILES + ")(?! ?(?:is|was|of|at|[:=~<>])? ?\\d)");

    /** Part of a sentence ends here; a point inside a number is none. */
    private static final Pattern CLAUSE_END = Pattern.compile("[,;!?(\\n]|\\.(?: |$)");

    private static final Pattern PERIOD = Pattern.compile("\\bevery\\s{1,2}$");
    private static final Pattern DENIED = Pattern.compile("\\b(?:not|no longer|instead of|rather than)\\s{1,2}$");
    private static final Pattern USED_TO_BE =
            Pattern.compile("\\b(?:used to (?:be|take|need)|it was|instead of|up from|down from)[a-z ]{0,12}$");

    /** A length of time that is no response time: "after 3 hours", "for 10 minutes", "timed out after 30000 ms". */
    private static final Pattern CIRCUMSTANCE = Pattern.compile(
            "\\b(?:after|for|within|last|since|ago|timed? ?out|timeout|ttl|for (?:about|over))\\b[a-z ]{0,12}$");

    private static final Pattern PAUSE = Pattern.compile("\\b(?:pauses?|stop.the.world|gc)\\b");
    private static final Pattern ERRORS = Pattern.compile("error|fail|\\b50[0234]\\b");
    private static final Pattern CPU = Pattern.compile("\\b(?:cpus?|cores?|processors?)\\b");
    private static final Pattern HEAP = Pattern.compile("heap|xmx|memory|old gen|\\bram\\b");
    private static final Pattern HITS = Pattern.compile("\\bhits?\\b|hit.rat");
    private static final Pattern PAYLOAD = Pattern.compile("respons|payload|json|body|download|per call");
    private static final Pattern RISING = Pattern.compile(
            "\\b(?:went up|rose|rises|rising|grew|grows|climb\\w*|increas\\w*|doubled|jumped|up to)\\b");
    private static final Pattern FALLING =
            Pattern.compile("\\b(?:went down|fell|falls|dropp\\w*|decreas\\w*|halved|down to|shrank)\\b");

    private final String line;
    private final List<Claim> claims = new ArrayList<>();

    private Attribution(String line) {
        this.line = line;
    }

    /** The claims of a line, which is in lower case, in order. */
    static List<Claim> of(String line) {
        return new Attribution(line).read();
    }

    private List<Claim> read() {
        int after = 0;
        Quantity earlier = null;
        for (var quantity : Quantity.in(line)) {
            var before = line.substring(Math.min(after, quantity.start()), quantity.start());
            var behind = line.substring(quantity.end(), Math.min(line.length(), quantity.end() + 24));
            if (USED_TO_BE.matcher(before).find() && !claims.isEmpty() && earlier != null) {
                earlier(quantity);
            } else if (!DENIED.matcher(before).find()) {
                add(quantity, before, behind);
            }
            earlier = quantity;
            after = quantity.end() + used;
            used = 0;
        }
        return claims;
    }

    /** How many of the characters behind the latest quantity belong to it, too. */
    private int used;

    /** "4 s, it was 300 ms" tells what the last claim was before. */
    private void earlier(Quantity was) {
        var last = claims.removeLast();
        boolean alike = last.unit().equals(was.unit());
        claims.add(
                alike
                        ? new Claim(
                                last.metric(),
                                last.unit(),
                                last.value(),
                                was.value(),
                                direction(last.value(), was.value()),
                                last.text())
                        : last);
    }

    private void add(Quantity quantity, String before, String behind) {
        var text = line.substring(quantity.start(), quantity.end()).strip();
        var clause = lastClause(before);
        var metric = metric(quantity, before, clause, behind);
        var was = quantity.before();
        var direction = was != null ? direction(quantity.value(), was) : told(clause);
        claims.add(new Claim(metric, quantity.unit(), quantity.value(), was, direction, text));
    }

    private static String direction(double now, double before) {
        return now > before ? "up" : now < before ? "down" : "none";
    }

    private static String told(String clause) {
        if (RISING.matcher(clause).find()) {
            return "up";
        }
        return FALLING.matcher(clause).find() ? "down" : "none";
    }

    private String metric(Quantity quantity, String before, String clause, String behind) {
        return switch (quantity.unit()) {
            case "s" -> time(before, clause, behind);
            case "ratio" -> ratio(clause, behind);
            case "1/s" -> "throughput";
            case "count" -> "users";
            default -> HEAP.matcher(before).find() ? "heap.size" : size(clause, behind);
        };
    }

    /** "heap 95% of 3G": a size right behind the share of the heap is the heap's. */
    private String size(String clause, String behind) {
        boolean heap = !claims.isEmpty()
                && claims.getLast().metric().equals("heap.used")
                && clause.strip().equals("of");
        if (heap || HEAP.matcher(firstClause(behind)).find()) {
            return "heap.size";
        }
        return PAYLOAD.matcher(clause).find()
                        || PAYLOAD.matcher(firstClause(behind)).find()
                ? "payload"
                : "other";
    }

    private static String ratio(String clause, String behind) {
        var next = firstClause(behind).split("\\d", 2)[0];
        var around = clause + " " + next;
        if (ERRORS.matcher(around).find()) {
            return "errors";
        }
        if (HITS.matcher(around).find()) {
            return "cache.hits";
        }
        if (CPU.matcher(clause).find() || CPU.matcher(next).find()) {
            return "cpu";
        }
        return HEAP.matcher(clause).find() || HEAP.matcher(next).find() ? "heap.used" : "other";
    }

    /** A percentile may stand before its value ("p95 173 ms") or behind it ("27 ms in the median"). */
    private String time(String before, String clause, String behind) {
        if (PERIOD.matcher(before).find()) {
            return "period";
        }
        var percentile = lastPercentile(before);
        if (percentile.isEmpty()) {
            var next = PERCENTILE_BEHIND.matcher(behind);
            int comma = behind.indexOf(',');
            if (next.find() && (comma < 0 || next.start() < comma)) {
                percentile = next.group();
                used = next.end();
            }
        }
        if (!percentile.isEmpty()) {
            return percentile.equals("median")
                    ? "latency.p50"
                    : "latency.p" + percentile.replaceAll("\\D", "").substring(0, 2);
        }
        if (PAUSE.matcher(clause).find()) {
            return "pause";
        }
        return CIRCUMSTANCE.matcher(before).find() ? "other" : "latency";
    }

    private static String firstClause(String behind) {
        return CLAUSE_END.split(behind, 2)[0];
    }

    private static String lastClause(String before) {
        var ends = CLAUSE_END.matcher(before);
        int from = 0;
        while (ends.find()) {
            from = ends.end();
        }
        return before.substring(from);
    }

    private static String lastPercentile(String before) {
        var found = "";
        var matcher = PERCENTILE.matcher(before);
        while (matcher.find()) {
            found = matcher.group();
        }
        return found;
    }
}
