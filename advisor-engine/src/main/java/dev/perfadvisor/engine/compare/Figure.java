package dev.perfadvisor.engine.compare;

import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts;
import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts.Endpoint;
import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts.Latency;
import dev.perfadvisor.engine.model.ComparisonLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A quantile with one value a run.
 *
 * <p>The figure {@link #TYPICAL} is the geometric mean of the endpoints' medians, each weighted by its share of the time in
 * all runs of both sides: its ratio is how much slower the endpoints are at their medians. Neighbours on a machine add time
 * to some requests and mix the endpoints' latencies in the median of all; the medians of endpoints feel that less, so that
 * runs of one build agree better on this figure than on any quantile of all requests.
 *
 * @param subject name of an endpoint, empty for all requests
 * @param base seconds
 * @param candidate seconds
 */
record Figure(String subject, String quantile, List<Double> base, List<Double> candidate) {

    static final String TYPICAL = "typical";

    private static final String MEDIAN = "p50";
    private static final List<String> OF_ALL = List.of("p50", "p95", "p99");
    private static final List<String> OF_ENDPOINT = List.of("p50", "p95");
    private static final int MOST_ENDPOINTS = 20;

    /** Those that every run has with enough requests: of all requests first, then of endpoints with most time first. */
    static List<Figure> of(List<Run> base, List<Run> candidate, ComparisonLimits limits) {
        var figures = new ArrayList<Figure>();
        var endpoints = endpoints(base, candidate, limits);
        addTypical(figures, endpoints, base, candidate, limits);
        boolean steady = leavesOutWarmUp(base, candidate);
        for (var quantile : OF_ALL) {
            add(figures, "", quantile, base, candidate, limits, steady);
        }
        for (var endpoint : endpoints) {
            for (var quantile : OF_ENDPOINT) {
                add(figures, endpoint, quantile, base, candidate, limits, false);
            }
        }
        return figures;
    }

    /**
     * Whether the figures of all requests are those of the steady parts: every run has one, and one of them had to warm up. Its
     * length differs from run to run, and so would the quantiles.
     */
    static boolean leavesOutWarmUp(List<Run> base, List<Run> candidate) {
        var loads =
                Stream.concat(base.stream(), candidate.stream()).map(Run::load).toList();
        return loads.stream().allMatch(load -> load != null && load.course() != null)
                && loads.stream().anyMatch(load -> load != null && warmsUp(load));
    }

    private static boolean warmsUp(LoadTestFacts load) {
        var course = load.course();
        return course != null && !course.warmUpLength().isZero();
    }

    private static void addTypical(
            List<Figure> figures,
            List<String> endpoints,
            List<Run> base,
            List<Run> candidate,
            ComparisonLimits limits) {
        var left = new double[base.size()];
        var right = new double[candidate.size()];
        double weights = 0;
        for (var endpoint : endpoints) {
            var before = values(base, endpoint, MEDIAN, limits.samples(MEDIAN), false);
            var after = values(candidate, endpoint, MEDIAN, limits.samples(MEDIAN), false);
            if (before != null && after != null) {
                double weight = Stream.of(base, candidate)
                        .flatMap(List::stream)
                        .mapToDouble(run -> timeShare(run, endpoint))
                        .average()
                        .orElse(0);
                weights += weight;
                addLogarithms(left, before, weight);
                addLogarithms(right, after, weight);
            }
        }
        if (weights > 0) {
            figures.add(new Figure("", TYPICAL, means(left, weights), means(right, weights)));
        }
    }

    private static void addLogarithms(double[] sums, List<Double> values, double weight) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += weight * Math.log(values.get(i));
        }
    }

    private static List<Double> means(double[] sums, double weights) {
        return Arrays.stream(sums).map(sum -> Math.exp(sum / weights)).boxed().toList();
    }

    private static double timeShare(Run run, String endpoint) {
        var load = run.load();
        return load == null
                ? 0
                : load.endpoints().stream()
                        .filter(one -> one.name().equals(endpoint))
                        .mapToDouble(Endpoint::timeShare)
                        .sum();
    }

    private static void add(
            List<Figure> figures,
            String subject,
            String quantile,
            List<Run> base,
            List<Run> candidate,
            ComparisonLimits limits,
            boolean steady) {
        var left = values(base, subject, quantile, limits.samples(quantile), steady);
        var right = values(candidate, subject, quantile, limits.samples(quantile), steady);
        if (left != null && right != null) {
            figures.add(new Figure(subject, quantile, left, right));
        }
    }

    /** Null when a run does not say, or says it from too few requests. */
    private static @Nullable List<Double> values(
            List<Run> runs, String subject, String quantile, double least, boolean steady) {
        var values = new ArrayList<Double>();
        for (var run : runs) {
            var load = run.load();
            var latency = load == null ? null : latency(load, subject, steady);
            var value = latency == null ? null : quantile(latency, quantile);
            var samples = latency == null ? null : latency.samples();
            if (value == null || (samples != null && samples < least)) {
                return null;
            }
            // A duration of zero is one that is shorter than the clock ticks.
            values.add(Math.max(1, value.toNanos()) / 1e9);
        }
        return List.copyOf(values);
    }

    private static @Nullable Latency latency(LoadTestFacts load, String subject, boolean steady) {
        if (steady && load.course() != null) {
            return load.course().steady();
        }
        return subject.isEmpty()
                ? load.latency()
                : load.endpoints().stream()
                        .filter(endpoint -> endpoint.name().equals(subject))
                        .map(Endpoint::latency)
                        .findFirst()
                        .orElse(null);
    }

    private static @Nullable Duration quantile(Latency latency, String quantile) {
        return switch (quantile) {
            case "p50" -> latency.p50();
            case "p95" -> latency.p95();
            case "p99" -> latency.p99();
            default -> throw new IllegalArgumentException(quantile);
        };
    }

    /** A test of one endpoint says all of it in the figures of all requests. */
    private static List<String> endpoints(List<Run> base, List<Run> candidate, ComparisonLimits limits) {
        var names = new LinkedHashSet<String>();
        boolean several = Stream.concat(base.stream(), candidate.stream())
                .map(Run::load)
                .anyMatch(load -> load != null && load.endpoints().size() > 1);
        Stream.of(base, candidate).flatMap(List::stream).forEach(run -> names.addAll(named(run, limits)));
        return several ? names.stream().sorted().limit(MOST_ENDPOINTS).toList() : List.of();
    }

    private static Set<String> named(Run run, ComparisonLimits limits) {
        var names = new LinkedHashSet<String>();
        var load = run.load();
        if (load != null) {
            load.endpoints().stream()
                    .filter(endpoint -> endpoint.timeShare() >= limits.least("endpoint"))
                    .forEach(endpoint -> names.add(endpoint.name()));
        }
        return names;
    }

    /** Whether it is of the typical request: that of all endpoints where there are several, else the median. */
    boolean ofTypical() {
        return subject.isEmpty() && (quantile.equals(TYPICAL) || quantile.equals(MEDIAN));
    }
}
