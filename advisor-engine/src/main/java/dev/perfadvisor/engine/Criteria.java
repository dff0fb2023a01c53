package dev.perfadvisor.engine;

import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts;
import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts.Endpoint;
import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts.Latency;
import dev.perfadvisor.engine.evidence.problem.ProblemFacts;
import dev.perfadvisor.engine.evidence.problem.ProblemFacts.Claim;
import dev.perfadvisor.engine.model.Band;
import dev.perfadvisor.engine.model.Criterion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Success criteria, from words or from the decision table, with what a load test measured of them. */
final class Criteria {

    private static final String SAID = "as you say";

    private Criteria() {}

    /** What the decision table calls acceptable. */
    static List<Criterion> ofTable(Map<String, Band> bands, @Nullable LoadTestFacts load) {
        var criteria = new ArrayList<Criterion>();
        add(criteria, bands.get("latency.p50"), "p50", load);
        add(criteria, bands.get("latency.p99"), "p99", load);
        add(criteria, bands.get("errors.rate"), "error rate", load);
        return List.copyOf(criteria);
    }

    private static void add(
            List<Criterion> criteria, @Nullable Band band, String metric, @Nullable LoadTestFacts load) {
        if (band != null) {
            criteria.add(new Criterion(
                    metric, "", band.acceptable(), band.unit(), "decision table", measured(metric, "", load)));
        }
    }

    /** One for each figure that is a percentile, an error rate or a throughput; of the endpoint that is named with it. */
    static List<Criterion> ofWords(ProblemFacts said, @Nullable LoadTestFacts load) {
        var subject = said.endpoints().stream()
                .map(path -> endpoint(path, load).map(Endpoint::name).orElse(path))
                .findFirst()
                .orElse("");
        var criteria = new ArrayList<Criterion>();
        for (var claim : said.claims()) {
            metric(claim)
                    .ifPresent(metric -> criteria.add(new Criterion(
                            metric, subject, claim.value(), claim.unit(), SAID, measured(metric, subject, load))));
        }
        return criteria;
    }

    /** A time without a percentile is asked of nearly all requests. */
    private static Optional<String> metric(Claim claim) {
        return switch (claim.metric()) {
            case "latency.p50" -> Optional.of("p50");
            case "latency.p95" -> Optional.of("p95");
            case "latency.p99", "latency" -> Optional.of("p99");
            case "errors" -> Optional.of("error rate");
            case "throughput" -> Optional.of(Criterion.THROUGHPUT);
            default -> Optional.empty();
        };
    }

    private static Optional<Endpoint> endpoint(String path, @Nullable LoadTestFacts load) {
        return load == null
                ? Optional.empty()
                : load.endpoints().stream()
                        .filter(endpoint ->
                                endpoint.name().toLowerCase(Locale.ROOT).endsWith(path.toLowerCase(Locale.ROOT)))
                        .findFirst();
    }

    private static @Nullable Double measured(String metric, String subject, @Nullable LoadTestFacts load) {
        if (load == null) {
            return null;
        }
        var endpoint = subject.isEmpty() ? null : endpoint(subject, load).orElse(null);
        if (!subject.isEmpty() && endpoint == null) {
            return null;
        }
        var latency = endpoint == null ? load.latency() : endpoint.latency();
        return switch (metric) {
            case "error rate" -> endpoint == null ? load.errors().failedRatio() : endpoint.failedRatio();
            case Criterion.THROUGHPUT -> endpoint == null ? load.run().requestsPerSecond() : null;
            default -> seconds(latency, metric);
        };
    }

    private static @Nullable Double seconds(Latency latency, String quantile) {
        Duration value = switch (quantile) {
            case "p50" -> latency.p50();
            case "p95" -> latency.p95();
            default -> latency.p99();
        };
        return value == null ? null : (Double) (value.toNanos() / 1e9);
    }
}
