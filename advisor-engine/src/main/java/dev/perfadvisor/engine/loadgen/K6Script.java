package dev.perfadvisor.engine.loadgen;

import dev.perfadvisor.engine.loadgen.Criterion.Failures;
import dev.perfadvisor.engine.loadgen.Criterion.Latency;
import dev.perfadvisor.engine.loadgen.Request.Variable;
import dev.perfadvisor.engine.loadgen.Stage.Part;
import dev.perfadvisor.engine.model.Figures;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes a k6 script. A scenario for each part of the test, so that thresholds can be held against those that count. */
final class K6Script {

    private static final Duration USUAL_TIME = Duration.ofSeconds(1);
    private static final int FEWEST_USERS = 10;
    private static final int RESERVE = 4;
    private static final double DROPPED_AT_MOST = 0.01;
    private static final double SECONDS_PER_MINUTE = 60;

    private final LoadModel model;
    private final boolean perMinute;

    private K6Script(LoadModel model) {
        this.model = model;
        this.perMinute = model.stages().stream().anyMatch(stage -> !isWhole(stage.from()) || !isWhole(stage.to()));
    }

    static String of(LoadModel model) {
        return new K6Script(model).text();
    }

    private String text() {
        return """
                %s
                import http from 'k6/http';
                import { check } from 'k6';

                const BASE = __ENV.BASE_URL || %s;

                export const options = {
                  scenarios: {
                %s
                  },
                  // The success criteria. Only stages that are measured count.
                  thresholds: {
                %s
                  },
                  // Without these two, the summary says neither the p99 nor how many requests it rests on.
                  summaryTrendStats: ['avg', 'min', 'med', 'p(90)', 'p(95)', 'p(99)', 'max', 'count'],
                  // Bodies are not looked at: spare the generator their memory, as a busy generator measures itself.
                  discardResponseBodies: true,
                };

                // Requests by their share of the traffic. 'data' varies from request to request; the more like your real data it
                // is, the more honest are caches and locks.
                const requests = [
                %s
                ];
                %s""".formatted(head(), string(model.baseUrl()), scenarios(), thresholds(), requests(), RUNNING);
    }

    private static final String RUNNING = """

            const total = requests.reduce((sum, q) => sum + q.weight, 0);

            function pick() {
              let r = Math.random() * total;
              return requests.find((q) => (r -= q.weight) < 0) || requests[0];
            }

            function value(data) {
              return Array.isArray(data)
                ? data[Math.floor(Math.random() * data.length)]
                : String(data.from + Math.floor(Math.random() * (data.to - data.from + 1)));
            }

            // Puts values in the place of {names}. One value a name and request, the same in path and body.
            function fill(text, values, encode) {
              return text.replace(/\\{([^{}"\\s]+)\\}/g, (all, name) => (name in values ? encode(values[name]) : all));
            }

            export default function () {
              const q = pick();
              const values = {};
              for (const name in q.data) values[name] = value(q.data[name]);
              const url = BASE + fill(q.path, values, encodeURIComponent);
              const body = q.body === undefined ? null : fill(q.body, values, (v) => JSON.stringify(v).slice(1, -1));
              // The name keeps all ids of a path in one row of the result.
              const res = http.request(q.method, url, body, { headers: q.headers, tags: { name: q.name } });
              check(res, { 'status is below 400': (r) => r.status > 0 && r.status < 400 });
            }
            """;

    private String head() {
        var lines = new ArrayList<String>();
        lines.add(model.kind().id() + " test. " + model.kind().question());
        lines.add("");
        lines.add("  k6 run --env BASE_URL=" + oneLine(model.baseUrl())
                + " --summary-export=result.json --out csv=result.csv.gz test.js");
        lines.add("  ./advisor diagnose result.json result.csv.gz");
        lines.add("");
        lines.add(
                "Why requests arrive at a rate (open model): users do not wait for each other. A fixed number of virtual");
        lines.add("users that wait for answers asks less the slower the system gets, and hides what users would meet.");
        lines.add("Why so long: " + model.kind().why());
        lines.add("What to look at: " + model.kind().look() + ".");
        if (!model.criteria().isEmpty()) {
            lines.add("Passed when: "
                    + model.criteria().stream().map(Criterion::words).collect(Collectors.joining(", ")) + ".");
        }
        model.notes().forEach(note -> lines.add("Note: " + oneLine(note)));
        return lines.stream().map(line -> ("// " + line).stripTrailing()).collect(Collectors.joining("\n"));
    }

    private String scenarios() {
        var lines = new ArrayList<String>();
        var start = Duration.ZERO;
        for (var part : parts()) {
            lines.add("    // " + part.getFirst().part().purpose());
            lines.add("    " + part.getFirst().part().id() + ": {");
            lines.add("      " + executor(part));
            lines.add("      startTime: '" + start.toSeconds() + "s',");
            lines.add("      " + users(part));
            lines.add("    },");
            start = part.stream().map(Stage::length).reduce(start, Duration::plus);
        }
        return String.join("\n", lines);
    }

    /** Neighbours of the same part. */
    private List<List<Stage>> parts() {
        var parts = new ArrayList<List<Stage>>();
        for (var stage : model.stages()) {
            if (parts.isEmpty() || parts.getLast().getFirst().part() != stage.part()) {
                parts.add(new ArrayList<>());
            }
            parts.getLast().add(stage);
        }
        return parts;
    }

    private String executor(List<Stage> part) {
        var unit = perMinute ? "1m" : "1s";
        var first = part.getFirst();
        if (part.size() == 1 && first.from() == first.to()) {
            return "executor: 'constant-arrival-rate', rate: %d, timeUnit: '%s', duration: '%ds',"
                    .formatted(rate(first.from()), unit, first.length().toSeconds());
        }
        var stages = part.stream()
                .map(stage -> "{ target: %d, duration: '%ds' }"
                        .formatted(rate(stage.to()), stage.length().toSeconds()))
                .collect(Collectors.joining(", "));
        return "executor: 'ramping-arrival-rate', startRate: %d, timeUnit: '%s', stages: [%s],"
                .formatted(rate(first.from()), unit, stages);
    }

    private long rate(double perSecond) {
        return Math.round(perMinute ? perSecond * SECONDS_PER_MINUTE : perSecond);
    }

    private static boolean isWhole(double rate) {
        return rate == Math.rint(rate);
    }

    /** Little's law: users at work are rate times latency. */
    private String users(List<Stage> part) {
        double peak = part.stream()
                .mapToDouble(stage -> Math.max(stage.from(), stage.to()))
                .max()
                .orElse(0);
        double seconds = limit().toNanos() / 1e9;
        long ready = Math.max(FEWEST_USERS, (long) Math.ceil(peak * seconds));
        return "preAllocatedVUs: %d, maxVUs: %d, // rate times latency (Little's law): %s/s x %s, and a reserve"
                .formatted(ready, ready * RESERVE, Figures.plain(peak).replace(",", ""), Figures.seconds(seconds));
    }

    private Duration limit() {
        return model.criteria().stream()
                .filter(Latency.class::isInstance)
                .map(criterion -> ((Latency) criterion).limit())
                .max(Duration::compareTo)
                .orElse(USUAL_TIME);
    }

    private String thresholds() {
        var lines = new ArrayList<String>();
        for (var part : parts()) {
            var first = part.getFirst().part();
            boolean ends = first == Part.CLIMB;
            var latency = new ArrayList<String>();
            var failures = new ArrayList<String>();
            for (var criterion : model.criteria()) {
                switch (criterion) {
                    case Latency(var quantile, var limit) ->
                        latency.add(
                                threshold("p(" + plain(quantile * 100) + ")<" + plain(limit.toNanos() / 1e6), ends));
                    case Failures(var limit) -> failures.add(threshold("rate<" + plain(limit), ends));
                }
            }
            add(lines, "http_req_duration", first, first.measured() ? latency : List.of());
            add(lines, "http_req_failed", first, first.measured() || first == Part.SPIKE ? failures : List.of());
            if (first.measured() && !ends) {
                long most = (long) Math.ceil(
                        DROPPED_AT_MOST * part.stream().mapToDouble(Stage::due).sum());
                lines.add(
                        "    // Iterations that could not be started: the rate was not reached, and the rest is flattered.");
                add(lines, "dropped_iterations", first, List.of("'count<" + Math.max(1, most) + "'"));
            }
        }
        return String.join("\n", lines);
    }

    private static String threshold(String expression, boolean ends) {
        return ends
                ? "{ threshold: '" + expression + "', abortOnFail: true, delayAbortEval: '30s' }"
                : "'" + expression + "'";
    }

    private static void add(List<String> lines, String metric, Part part, List<String> thresholds) {
        if (!thresholds.isEmpty()) {
            lines.add("    '" + metric + "{scenario:" + part.id() + "}': [" + String.join(", ", thresholds) + "],");
        }
    }

    private String requests() {
        return model.requests().stream().map(this::request).collect(Collectors.joining("\n"));
    }

    private String request(Request request) {
        var fields = new ArrayList<String>();
        fields.add("name: " + string(request.name()));
        fields.add("method: " + string(request.method()));
        fields.add("path: " + string(request.path()));
        fields.add("weight: " + String.format(Locale.ROOT, "%.4f", request.share() / model.shares()));
        fields.add(
                "data: {" + request.variables().stream().map(K6Script::data).collect(Collectors.joining(", ")) + "}");
        var headers = new ArrayList<String>();
        new TreeMap<>(request.headers()).forEach((name, value) -> headers.add(string(name) + ": " + string(value)));
        request.secrets().forEach(name -> headers.add(string(name) + ": __ENV[" + string(variable(name)) + "] || ''"));
        fields.add("headers: {" + String.join(", ", headers) + "}");
        if (request.body() != null) {
            fields.add("body: " + string(request.body()));
        }
        return "  { " + String.join(", ", fields) + " },";
    }

    private static String data(Variable variable) {
        var values = variable.values().isEmpty()
                ? "{ from: %d, to: %d }".formatted(variable.least(), variable.most())
                : variable.values().stream().map(K6Script::string).collect(Collectors.joining(", ", "[", "]"));
        return string(variable.name()) + ": " + values;
    }

    /** {@code X-Api-Key} becomes {@code X_API_KEY}. */
    static String variable(String header) {
        return header.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    /** For machines: no exponent, no group separator. */
    private static String plain(double number) {
        return BigDecimal.valueOf(Math.round(number * 1e6), 6)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cs}\\u2028\\u2029]+", " ");
    }

    /** A string literal out of which nothing can break. */
    static String string(String text) {
        var safe = new StringBuilder("'");
        text.chars().forEach(c -> {
            switch (c) {
                case '\\', '\'' -> safe.append('\\').append((char) c);
                case '\n' -> safe.append("\\n");
                case '\r' -> safe.append("\\r");
                case '\t' -> safe.append("\\t");
                default -> {
                    if (c < ' ' || c == 127 || c == 0x2028 || c == 0x2029 || Character.isSurrogate((char) c)) {
                        safe.append(String.format("\\u%04x", c));
                    } else {
                        safe.append((char) c);
                    }
                }
            }
        });
        return safe.append('\'').toString();
    }
}
