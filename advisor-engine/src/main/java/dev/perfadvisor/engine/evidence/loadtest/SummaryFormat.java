package dev.perfadvisor.engine.evidence.loadtest;

import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts.Threshold;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The shapes in which k6 writes its end-of-test summary. */
enum SummaryFormat {
    /** {@code --summary-export}: {@code {"metrics":{"http_reqs":{"count":40,"rate":303.07}}}}. */
    EXPORT("k6-summary-export"),
    /** {@code handleSummary(data)}: {@code {"metrics":{"http_reqs":{"type":"counter","contains":"default","values":{...}}}}}. */
    HANDLE("k6-handle-summary"),
    /** {@code --new-machine-readable-summary}: {@code {"results":{"metrics":[{"name":"http_reqs","values":{...}}]}}}. */
    MACHINE("k6-summary-machine");

    private static final double MILLIS_PER_SECOND = 1000;

    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final double LARGEST = 1e15;

    /** Each kind of metric has one of these. */
    private static final Set<String> FIGURES = Set.of("avg", "count", "value");

    /** A test of over a year is a damaged number. */
    private static final double LONGEST_SECONDS = 366 * 86_400.0;

    private static final Pattern EXECUTOR = Pattern.compile(
            "(?:constant|ramping)-(?:arrival-rate|vus)" + "|(?:per-vu|shared)-iterations|externally-controlled");

    private final String id;

    SummaryFormat(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    /** The format of a summary of which at least the beginning is there; empty when it is none of k6. */
    static Optional<SummaryFormat> of(JsonNode root) {
        var config = root.path("config");
        if (root.path("results").path("metrics").isArray() || (config.has("execution") && config.has("duration"))) {
            return Optional.of(MACHINE);
        }
        for (var metric : root.path("metrics").properties()) {
            boolean builtIn = Metric.of(metric.getKey()) != null;
            if (builtIn && metric.getValue().path("values").isObject()) {
                return Optional.of(HANDLE);
            }
            if (builtIn && FIGURES.stream().anyMatch(metric.getValue()::has)) {
                return Optional.of(EXPORT);
            }
        }
        var group = root.path("root_group");
        if (group.path("groups").isContainer() && group.has("path")) {
            return Optional.of(group.path("groups").isArray() ? HANDLE : EXPORT);
        }
        return Optional.empty();
    }

    Summary read(String artifact, JsonNode root) {
        var values = new TreeMap<String, Map<String, Double>>();
        var thresholds = new ArrayList<Threshold>();
        switch (this) {
            case EXPORT ->
                root.path("metrics").properties().forEach(metric -> {
                    values.put(metric.getKey(), figures(metric.getValue()));
                    metric.getValue().path("thresholds").properties().forEach(threshold -> {
                        // "p(95)<40": true says that the threshold was crossed.
                        var crossed = threshold.getValue();
                        var passed = crossed.isBoolean() ? !crossed.booleanValue() : null;
                        thresholds.add(new Threshold(metric.getKey(), threshold.getKey(), passed));
                    });
                });
            case HANDLE ->
                root.path("metrics").properties().forEach(metric -> {
                    values.put(metric.getKey(), figures(metric.getValue().path("values")));
                    metric.getValue().path("thresholds").properties().forEach(threshold -> {
                        var ok = threshold.getValue().path("ok");
                        var passed = ok.isBoolean() ? ok.booleanValue() : null;
                        thresholds.add(new Threshold(metric.getKey(), threshold.getKey(), passed));
                    });
                });
            case MACHINE -> {
                for (var metric : root.path("results").path("metrics")) {
                    values.put(metric.path("name").asString(""), figures(metric.path("values")));
                }
                checks(root).ifPresent(checks -> values.put(Metric.CHECKS.id(), checks));
            }
        }
        return new Summary(artifact, values, thresholds, length(root, values), end(root), executors(root), "k6", null);
    }

    private static Map<String, Double> figures(JsonNode node) {
        var figures = new TreeMap<String, Double>();
        node.properties().forEach(figure -> {
            double value = figure.getValue().asDouble(-1);
            // Nothing of what is looked at can be negative or that large.
            if (value >= 0 && value < LARGEST) {
                figures.put(canonical(figure.getKey()), value);
            }
        });
        var matches = figures.get("matches");
        var total = figures.get("total");
        if (matches != null && total != null) {
            figures.put("passes", matches);
            figures.put("fails", total - matches);
        }
        return figures;
    }

    /** {@code p95} of the newest format is {@code p(95)} of the others. */
    private static String canonical(String figure) {
        boolean percentile = figure.length() > 1 && figure.charAt(0) == 'p' && Character.isDigit(figure.charAt(1));
        return percentile ? "p(" + figure.substring(1) + ")" : figure;
    }

    /** {@code "checks":{"metrics":[{"name":"checks_succeeded","values":{"matches":80,"total":80}}]}}. */
    private static Optional<Map<String, Double>> checks(JsonNode root) {
        for (var metric : root.path("results").path("checks").path("metrics")) {
            if (metric.path("name").asString("").equals("checks_succeeded")) {
                return Optional.of(figures(metric.path("values")));
            }
        }
        return Optional.empty();
    }

    /** The old export does not say its length; its rates are counts over it. */
    private @Nullable Duration length(JsonNode root, Map<String, Map<String, Double>> values) {
        double seconds = switch (this) {
            case HANDLE -> root.path("state").path("testRunDurationMs").asDouble(0) / MILLIS_PER_SECOND;
            case MACHINE -> root.path("config").path("duration").asDouble(0);
            case EXPORT -> 0;
        };
        for (var metric : List.of(Metric.REQUESTS, Metric.ITERATIONS)) {
            var figures = values.getOrDefault(metric.id(), Map.of());
            double rate = figures.getOrDefault("rate", 0.0);
            seconds = seconds > 0 || rate <= 0 ? seconds : figures.getOrDefault("count", 0.0) / rate;
        }
        boolean sane = seconds > 0 && seconds < LONGEST_SECONDS;
        return sane ? Duration.ofNanos(Math.round(seconds * 1e9)) : null;
    }

    private static @Nullable Instant end(JsonNode root) {
        var generated = root.path("metadata").path("generated_at").asString("");
        try {
            var end = generated.isEmpty() ? Instant.MIN : Instant.parse(generated);
            return end.isAfter(Instant.EPOCH) && end.isBefore(LATEST) ? end : null;
        } catch (DateTimeException _) {
            return null;
        }
    }

    /** From the options of the scenarios, else from the text of the script. */
    private static Set<String> executors(JsonNode root) {
        var executors = new HashSet<String>();
        for (var scenario : root.path("options").path("scenarios")) {
            executors.add(scenario.path("executor").asString(""));
        }
        if (executors.isEmpty()) {
            var script = EXECUTOR.matcher(root.path("config").path("script").asString(""));
            while (script.find()) {
                executors.add(script.group());
            }
        }
        executors.remove("");
        return executors;
    }
}
