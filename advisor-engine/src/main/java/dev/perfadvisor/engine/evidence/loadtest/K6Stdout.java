package dev.perfadvisor.engine.evidence.loadtest;

import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts.Threshold;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What k6 prints at the end of a run. Before 1.0 marks stood before metrics with thresholds, since then these have a block of
 * their own. Bytes are left out, as they are printed with two digits.
 *
 * <pre>
 *    ✓ http_req_failed................: 0.00%   ✓ 0          ✗ 40
 *     http_req_failed................: 0.00%   0 out of 40
 *     http_req_duration..............: avg=5.55ms min=2.24ms med=5.24ms max=13.29ms p(90)=8.08ms p(95)=8.63ms
 *       { name:main }................: avg=5.55ms min=2.24ms
 *     http_reqs......................: 40      338.138781/s
 *     vus............................: 40      min=2              max=40
 * </pre>
 */
final class K6Stdout {

    private static final Pattern METRIC =
            Pattern.compile("^\\s*(?:[✓✗] )?(\\{ ?[^}]{1,200}? ?}|[A-Za-z_][A-Za-z0-9_]{0,127})\\.{2,}: +(\\S.*)$");
    private static final Pattern PAIR = Pattern.compile("([a-z]+|p\\(\\d{1,2}(?:\\.\\d{1,6})?\\))=(\\S+)");
    private static final Pattern COUNT = Pattern.compile("(\\d{1,15}) +(\\d{1,12}(?:\\.\\d{1,9})?)/s.*");
    private static final Pattern MARKS = Pattern.compile("\\S+% +✓ (\\d{1,15}) +✗ (\\d{1,15}).*");
    private static final Pattern OUT_OF = Pattern.compile("\\S+% +(\\d{1,15}) out of (\\d{1,15}).*");
    private static final Pattern GAUGE = Pattern.compile("(\\d{1,12}) +min=\\S+ +max=\\S+.*");
    private static final Pattern GO_TIME = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(h|ms|m|µs|μs|us|ns|s)");
    private static final Pattern THRESHOLD = Pattern.compile("^\\s*([✓✗]) '([^']{1,200})'.*");
    private static final Pattern NAME = Pattern.compile("^\\s*([a-z_]{1,100}|\\{[^}]{1,200}})\\s*$");
    private static final Map<String, Double> MILLIS =
            Map.of("h", 3600e3, "m", 60e3, "s", 1e3, "ms", 1.0, "µs", 1e-3, "μs", 1e-3, "us", 1e-3, "ns", 1e-6);

    private final Map<String, Map<String, Double>> figures = new TreeMap<>();
    private final List<Threshold> thresholds = new ArrayList<>();
    private String metric = "";
    private String judged = "";
    private @Nullable Duration length;

    private K6Stdout() {}

    static TextSummary format() {
        return new TextSummary(
                "k6-stdout",
                begin -> (begin.text().contains("execution: local")
                                && begin.text().contains("script: "))
                        || begin.text().lines().filter(K6Stdout::isOwn).limit(2).count() == 2,
                "",
                K6Stdout::read);
    }

    private static boolean isOwn(String line) {
        var parts = METRIC.matcher(line);
        return parts.matches()
                && (parts.group(1).startsWith("http_req") || parts.group(1).startsWith("iteration"));
    }

    private static Summary read(String artifact, String text) {
        var read = new K6Stdout();
        for (var line : text.lines().toList()) {
            // Parts of the run follow: the figures of the whole stand above.
            if (line.contains("█ SCENARIO") || line.contains("↳ GROUP")) {
                break;
            }
            read.line(line);
        }
        return new Summary(artifact, read.figures, read.thresholds, read.length, null, Set.of(), "k6", null);
    }

    private void line(String line) {
        var threshold = THRESHOLD.matcher(line);
        var name = NAME.matcher(line);
        if (threshold.matches()) {
            boolean passed = threshold.group(1).equals("✓");
            thresholds.add(new Threshold(judged, threshold.group(2), passed));
        } else if (name.matches()) {
            var own = name.group(1);
            judged = own.startsWith("{") ? judged.replaceFirst("\\{.*", "") + own : own;
        } else {
            var parts = METRIC.matcher(line);
            if (parts.matches()) {
                figures(parts);
            }
        }
    }

    private void figures(Matcher parts) {
        var name = parts.group(1);
        if (name.startsWith("{")) {
            name = metric + "{" + name.substring(1, name.length() - 1).strip() + "}";
        } else {
            metric = name;
        }
        var value = parts.group(2).strip();
        var count = COUNT.matcher(value);
        var marks = MARKS.matcher(value);
        var outOf = OUT_OF.matcher(value);
        if (count.matches()) {
            put(name, "count", Double.parseDouble(count.group(1)));
            lasted(name, Double.parseDouble(count.group(1)), Double.parseDouble(count.group(2)));
        } else if (marks.matches()) {
            put(name, "passes", Double.parseDouble(marks.group(1)));
            put(name, "fails", Double.parseDouble(marks.group(2)));
        } else if (outOf.matches()) {
            var whole = name.equals("checks_succeeded") ? Metric.CHECKS.id() : name;
            double passed = Double.parseDouble(outOf.group(1));
            put(whole, "passes", passed);
            put(whole, "fails", Double.parseDouble(outOf.group(2)) - passed);
        } else {
            boolean gauge = GAUGE.matcher(value).matches();
            var pair = PAIR.matcher(value);
            while (pair.find()) {
                var number = pair.group(1).equals("count") || gauge ? number(pair.group(2)) : millis(pair.group(2));
                if (number != null) {
                    put(name, pair.group(1), number);
                }
            }
        }
    }

    private void lasted(String name, double count, double rate) {
        if (name.equals(Metric.REQUESTS.id()) && rate > 0) {
            length = Duration.ofNanos(Math.round(count / rate * 1e9));
        }
    }

    private void put(String name, String figure, double value) {
        figures.computeIfAbsent(name, _ -> new TreeMap<>()).putIfAbsent(figure, value);
    }

    /** {@code 1m2.5s}, {@code 560.49µs}; null when it is no time. */
    private static @Nullable Double millis(String text) {
        var part = GO_TIME.matcher(text);
        double millis = 0;
        int end = 0;
        while (part.find() && part.start() == end) {
            millis += Double.parseDouble(part.group(1)) * MILLIS.getOrDefault(part.group(2), 0.0);
            end = part.end();
        }
        return end == text.length() && end > 0 ? (Double) millis : null;
    }

    private static @Nullable Double number(String text) {
        return text.matches("\\d{1,15}(?:\\.\\d{1,9})?") ? (Double) Double.parseDouble(text) : null;
    }
}
