package dev.perfadvisor.engine.evidence.loadtest;

import static dev.perfadvisor.engine.evidence.loadtest.SummaryBuilder.number;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Summaries in JSON of tools other than k6. */
final class JsonSummaries {

    /** JMeter takes its percentiles from this many last samples of a label. */
    private static final double JMETER_WINDOW = 20_000;

    private static final double NANOS = 1e-6;
    private static final double SECONDS = 1e3;
    private static final String BY_ENDPOINT = "plugins.metrics-by-endpoint.response_time.";
    private static final Map<String, String> JMETER =
            Map.of("meanResTime", "avg", "minResTime", "min", "maxResTime", "max");
    private static final Map<String, String> JMETER_QUANTILES =
            Map.of("medianResTime", "med", "pct1ResTime", "p(90)", "pct2ResTime", "p(95)", "pct3ResTime", "p(99)");
    private static final Map<String, String> GATLING = Map.of(
            "meanResponseTime", "avg",
            "minResponseTime", "min",
            "maxResponseTime", "max",
            "percentiles1", "med",
            "percentiles3", "p(95)",
            "percentiles4", "p(99)");
    private static final Map<String, String> AUTOCANNON =
            Map.of("mean", "avg", "min", "min", "max", "max", "p50", "med", "p90", "p(90)", "p99", "p(99)");
    private static final Map<String, String> ARTILLERY = Map.of(
            "mean", "avg", "min", "min", "max", "max", "median", "med", "p90", "p(90)", "p95", "p(95)", "p99", "p(99)");
    private static final Map<String, String> VEGETA = Map.of(
            "mean", "avg", "min", "min", "max", "max", "50th", "med", "90th", "p(90)", "95th", "p(95)", "99th",
            "p(99)");
    private static final Map<String, String> OHA = Map.of("average", "avg", "fastest", "min", "slowest", "max");
    private static final Map<String, String> OHA_QUANTILES =
            Map.of("p50", "med", "p90", "p(90)", "p95", "p(95)", "p99", "p(99)");

    private JsonSummaries() {}

    static List<ResultFormat> all() {
        return List.of(
                new JsonSummary(
                        "jmeter-statistics",
                        json -> json.properties().stream()
                                .anyMatch(each -> each.getValue().has("sampleCount")),
                        JsonSummaries::jmeter),
                new JsonSummary(
                        "gatling-stats",
                        json -> json.path("numberOfRequests").has("ok")
                                || json.path("stats").path("numberOfRequests").has("ok"),
                        JsonSummaries::gatling),
                new JsonSummary(
                        "autocannon",
                        json -> json.has("connections")
                                && json.has("pipelining")
                                && json.path("latency").isObject(),
                        JsonSummaries::autocannon),
                new JsonSummary(
                        "artillery",
                        json -> json.path("aggregate").path("counters").isObject(),
                        JsonSummaries::artillery),
                new JsonSummary("vegeta-report", json -> json.path("latencies").has("99th"), JsonSummaries::vegeta),
                new JsonSummary(
                        "oha",
                        json -> json.path("summary").has("successRate") && json.has("latencyPercentiles"),
                        JsonSummaries::oha));
    }

    private static Summary jmeter(String artifact, JsonNode json) {
        var made = new SummaryBuilder(artifact, "JMeter");
        for (var entry : json.properties()) {
            var each = entry.getValue();
            var count = number(each, "sampleCount", 1);
            var failed = number(each, "errorCount", 1);
            boolean total = entry.getKey().equals("Total");
            var metric = total ? Metric.DURATION.id() : SummaryBuilder.named(Metric.DURATION, entry.getKey());
            times(made, metric, each, JMETER, 1);
            if (count != null && count <= JMETER_WINDOW) {
                times(made, metric, each, JMETER_QUANTILES, 1);
            }
            var rate = number(each, "throughput", 1);
            var received = number(each, "receivedKBytesPerSec", 1024);
            if (count != null && rate != null && rate > 0 && received != null) {
                var bytes = total
                        ? Metric.BYTES_RECEIVED.id()
                        : SummaryBuilder.named(Metric.BYTES_RECEIVED, entry.getKey());
                made.put(bytes, "count", (double) Math.round(received / rate * count));
            }
            if (total) {
                made.requests(count, failed).lasted(count == null || rate == null || rate <= 0 ? null : count / rate);
            } else {
                made.endpoint(entry.getKey(), count, failed);
            }
        }
        return made.build();
    }

    private static Summary gatling(String artifact, JsonNode json) {
        var made = new SummaryBuilder(artifact, "Gatling");
        var all = json.has("stats") ? json.path("stats") : json;
        var requests = all.path("numberOfRequests");
        gatlingTimes(made, Metric.DURATION.id(), all);
        var count = number(requests, "total", 1);
        var rate = number(all.path("meanNumberOfRequestsPerSecond"), "total", 1);
        made.requests(count, number(requests, "ko", 1))
                .lasted(count == null || rate == null || rate <= 0 ? null : count / rate);
        for (var entry : json.path("contents").properties()) {
            var stats = entry.getValue().path("stats");
            if (entry.getValue().path("type").asString("").equals("REQUEST")) {
                var name = entry.getValue().path("name").asString(entry.getKey());
                var each = stats.path("numberOfRequests");
                gatlingTimes(made, SummaryBuilder.named(Metric.DURATION, name), stats);
                made.endpoint(name, number(each, "total", 1), number(each, "ko", 1));
            }
        }
        return made.build();
    }

    private static void gatlingTimes(SummaryBuilder made, String metric, JsonNode stats) {
        GATLING.forEach((theirs, ours) -> made.put(metric, ours, number(stats.path(theirs), "total", 1)));
    }

    private static Summary autocannon(String artifact, JsonNode json) {
        var made = new SummaryBuilder(artifact, "autocannon").openModel(json.has("overallRate") ? null : false);
        times(made, Metric.DURATION.id(), json.path("latency"), AUTOCANNON, 1);
        double unanswered = json.path("errors").asDouble(0);
        var answered = number(json.path("requests"), "total", 1);
        var requests = answered == null ? null : (Double) (answered + unanswered);
        json.path("statusCodeStats")
                .properties()
                .forEach(status -> made.status(
                        status.getKey(), status.getValue().path("count").asDouble(0)));
        var finish = json.path("finish");
        return made.requests(requests, json.path("non2xx").asDouble(0) + unanswered)
                .put(Metric.BYTES_RECEIVED, "count", number(json.path("throughput"), "total", 1))
                .put(Metric.USERS, "max", number(json, "connections", 1))
                .lasted(number(json, "duration", 1))
                .ended(finish.isString() ? finish.stringValue() : null)
                .build();
    }

    private static Summary artillery(String artifact, JsonNode json) {
        var made = new SummaryBuilder(artifact, "Artillery").openModel(true);
        var all = json.path("aggregate");
        var counters = all.path("counters");
        var requests = number(counters, "http.requests", 1);
        double good = 0;
        for (var counter : counters.properties()) {
            if (counter.getKey().startsWith("http.codes.")) {
                var status = counter.getKey().substring("http.codes.".length());
                double count = counter.getValue().asDouble(0);
                made.status(status, count);
                good += Naming.isFine(status) ? count : 0;
            }
        }
        for (var summary : all.path("summaries").properties()) {
            if (summary.getKey().equals("http.response_time")) {
                times(made, Metric.DURATION.id(), summary.getValue(), ARTILLERY, 1);
            } else if (summary.getKey().startsWith(BY_ENDPOINT)) {
                var name = summary.getKey().substring(BY_ENDPOINT.length());
                times(made, SummaryBuilder.named(Metric.DURATION, name), summary.getValue(), ARTILLERY, 1);
                made.endpoint(name, number(summary.getValue(), "count", 1), null);
            }
        }
        var first = number(all, "firstMetricAt", 1e-3);
        var last = number(all, "lastMetricAt", 1e-3);
        return made.requests(requests, requests == null ? null : (Double) Math.max(0, requests - good))
                .put(Metric.BYTES_RECEIVED, "count", number(counters, "http.downloaded_bytes", 1))
                .put(Metric.ITERATIONS, "count", number(counters, "vusers.completed", 1))
                .lasted(first == null || last == null ? null : last - first)
                .build();
    }

    private static Summary vegeta(String artifact, JsonNode json) {
        var made = new SummaryBuilder(artifact, "vegeta").openModel(true);
        times(made, Metric.DURATION.id(), json.path("latencies"), VEGETA, NANOS);
        var requests = number(json, "requests", 1);
        double good = 0;
        for (var status : json.path("status_codes").properties()) {
            double count = status.getValue().asDouble(0);
            made.status(status.getKey(), count);
            good += Naming.isFine(status.getKey()) ? count : 0;
        }
        // The last request began then, so that the duration, of the attack alone, leads back to the first.
        var end = json.path("latest");
        return made.requests(requests, requests == null ? null : (Double) Math.max(0, requests - good))
                .put(Metric.BYTES_RECEIVED, "count", number(json.path("bytes_in"), "total", 1))
                .lasted(number(json, "duration", 1e-9))
                .ended(end.isString() ? end.stringValue() : null)
                .build();
    }

    private static Summary oha(String artifact, JsonNode json) {
        var made = new SummaryBuilder(artifact, "oha");
        times(made, Metric.DURATION.id(), json.path("summary"), OHA, SECONDS);
        times(made, Metric.DURATION.id(), json.path("latencyPercentiles"), OHA_QUANTILES, SECONDS);
        double requests = 0;
        double failed = 0;
        for (var status : json.path("statusCodeDistribution").properties()) {
            double count = status.getValue().asDouble(0);
            made.status(status.getKey(), count);
            requests += count;
            failed += Naming.isFine(status.getKey()) ? 0 : count;
        }
        for (var error : json.path("errorDistribution").properties()) {
            requests += error.getValue().asDouble(0);
            failed += error.getValue().asDouble(0);
        }
        return made.requests(requests, failed)
                .put(Metric.BYTES_RECEIVED, "count", number(json.path("summary"), "totalData", 1))
                .lasted(number(json.path("summary"), "total", 1))
                .build();
    }

    private static void times(
            SummaryBuilder made, String metric, JsonNode from, Map<String, String> names, double toMillis) {
        names.forEach((theirs, ours) -> {
            @Nullable Double value = number(from, theirs, toMillis);
            made.put(metric, ours, value);
        });
    }
}
