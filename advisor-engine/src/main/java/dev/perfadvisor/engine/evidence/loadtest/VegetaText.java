package dev.perfadvisor.engine.evidence.loadtest;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code vegeta report} prints when no other form is asked for. Each line names its figures; older versions have fewer.
 *
 * <pre>
 * Requests      [total, rate, throughput]         6000, 100.01, 99.71
 * Duration      [total, attack, wait]             59.995s, 59.992s, 2.909ms
 * Latencies     [min, mean, 50, 90, 95, 99, max]  609.326µs, 66.243ms, 1.154ms, 1.566ms, 34.676ms, 2.178s, 2.74s
 * Status Codes  [code:count]                      0:18  200:5982
 * </pre>
 */
final class VegetaText {

    private static final Pattern LINE =
            Pattern.compile("(?m)^([A-Z][A-Za-z ]{1,20}?) {1,20}\\[([^]\n]{1,80})] {1,80}(\\S.*)$");
    private static final Pattern STATUS = Pattern.compile("(\\d+):(\\d+)");
    /** {@code 1m0.5s}; the sign for micro is one of two. */
    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(h|ms|m|s|ns|us|\\P{ASCII}+s)");

    private static final Map<String, Double> MILLIS =
            Map.of("h", 3600e3, "m", 60e3, "s", 1e3, "ms", 1.0, "us", 1e-3, "ns", 1e-6);
    private static final Map<String, String> LATENCIES =
            Map.of("min", "min", "mean", "avg", "50", "med", "90", "p(90)", "95", "p(95)", "99", "p(99)", "max", "max");

    private VegetaText() {}

    static ResultFormat format() {
        return new TextSummary(
                "vegeta-text",
                begin ->
                        begin.text().contains("Latencies     [") && begin.text().contains("Status Codes  [code:count]"),
                "",
                VegetaText::read);
    }

    private static Summary read(String artifact, String text) {
        var made = new SummaryBuilder(artifact, "vegeta").openModel(true);
        var lines = new TreeMap<String, Map<String, String>>();
        var statuses = "";
        var line = LINE.matcher(text);
        while (line.find()) {
            if (line.group(1).equals("Status Codes")) {
                statuses = line.group(3);
            } else {
                lines.putIfAbsent(line.group(1), figures(line.group(2), line.group(3)));
            }
        }
        figuresOf(lines, "Latencies").forEach((name, value) -> {
            var ours = LATENCIES.get(name);
            if (ours != null) {
                made.put(Metric.DURATION, ours, millis(value));
            }
        });
        double good = 0;
        var status = STATUS.matcher(statuses);
        while (status.find()) {
            double count = Double.parseDouble(status.group(2));
            made.status(status.group(1), count);
            good += Naming.isFine(status.group(1)) ? count : 0;
        }
        var requests = number(figuresOf(lines, "Requests").get("total"));
        var attack = millis(figuresOf(lines, "Duration").get("attack"));
        return made.requests(requests, requests == null ? null : (Double) Math.max(0, requests - good))
                .put(
                        Metric.BYTES_RECEIVED,
                        "count",
                        number(figuresOf(lines, "Bytes In").get("total")))
                .lasted(attack == null ? null : attack / 1e3)
                .build();
    }

    private static Map<String, String> figuresOf(Map<String, Map<String, String>> lines, String line) {
        return lines.getOrDefault(line, Map.of());
    }

    private static Map<String, String> figures(String names, String values) {
        var figures = new TreeMap<String, String>();
        var name = names.split(", ?", -1);
        var value = values.strip().split(", ?", -1);
        for (int i = 0; i < Math.min(name.length, value.length); i++) {
            figures.put(name[i], value[i]);
        }
        return figures;
    }

    private static @Nullable Double number(@Nullable String text) {
        return text != null && text.matches("\\d+(?:\\.\\d+)?") ? (Double) Double.parseDouble(text) : null;
    }

    private static @Nullable Double millis(@Nullable String text) {
        if (text == null) {
            return null;
        }
        double sum = 0;
        int end = 0;
        var part = PART.matcher(text);
        while (part.find() && part.start() == end) {
            // What is not ASCII before the s is micro.
            sum += Double.parseDouble(part.group(1)) * MILLIS.getOrDefault(part.group(2), 1e-3);
            end = part.end();
        }
        return end == 0 || end < text.length() ? null : (Double) sum;
    }
}
