package dev.perfadvisor.engine;

import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts;
import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts.Latency;
import dev.perfadvisor.engine.evidence.loadtest.NamedEndpoints;
import dev.perfadvisor.engine.evidence.problem.ProblemFacts;
import dev.perfadvisor.engine.evidence.problem.ProblemFacts.Claim;
import dev.perfadvisor.engine.model.Band;
import dev.perfadvisor.engine.model.Criterion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
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

    /**
     * One for each figure that is a percentile, an error rate or a throughput; of each endpoint that is named with it, by its
     * path or by a part of it.
     *
     * @param words as they were said
     * @param said what was understood of them
     */
    static List<Criterion> ofWords(String words, ProblemFacts said, @Nullable LoadTestFacts load) {
        var subjects = subjects(words, said, load);
        var criteria = new ArrayList<Criterion>();
        for (var claim : said.claims()) {
            metric(claim)
                    .ifPresent(metric -> subjects.forEach(subject -> criteria.add(new Criterion(
                            metric, subject, claim.value(), claim.unit(), SAID, measured(metric, subject, load)))));
        }
        return criteria;
    }

    /** All requests are the subject with the empty name. */
    private static Collection<String> subjects(String words, ProblemFacts said, @Nullable LoadTestFacts load) {
        var subjects = new LinkedHashSet<String>();
        if (load == null) {
            subjects.addAll(said.endpoints());
        } else {
            var named = NamedEndpoints.of(words, said.endpoints(), load);
            named.found().forEach(endpoint -> subjects.add(endpoint.name()));
            subjects.addAll(named.unknown());
        }
        return subjects.isEmpty() ? List.of("") : subjects;
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

    private static @Nullable Double measured(String metric, String subject, @Nullable LoadTestFacts load) {
        if (load == null) {
            return null;
        }
        var endpoint = load.endpoints().stream()
                .filter(known -> known.name().equals(subject))
                .findFirst()
                .orElse(null);
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
