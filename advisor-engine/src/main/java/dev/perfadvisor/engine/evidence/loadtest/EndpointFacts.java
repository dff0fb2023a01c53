package dev.perfadvisor.engine.evidence.loadtest;

import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts.Endpoint;
import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts.Latency;
import dev.perfadvisor.engine.model.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Facts of endpoints from single points. */
final class EndpointFacts {

    static final int MOST = 50;

    /** Two groups of latencies at an endpoint with less of the time than this say little of the test. */
    private static final double SHARE_THAT_COUNTS = 0.1;

    private final long requests;
    private final double nanos;
    private final double[] medians;

    private EndpointFacts(Map<String, EndpointTally> tallies) {
        var all = tallies.values().stream().map(EndpointTally::all).toList();
        this.requests = all.stream().mapToLong(LatencySketch::count).sum();
        this.nanos = all.stream().mapToLong(sketch -> sketch.total().toNanos()).sum();
        this.medians = all.stream()
                .map(sketch -> Quantiles.of(sketch, 0.5))
                .filter(Objects::nonNull)
                .mapToDouble(Duration::toNanos)
                .toArray();
    }

    /** Most time first. */
    static List<Endpoint> of(Map<String, EndpointTally> tallies) {
        var facts = new EndpointFacts(tallies);
        return tallies.entrySet().stream()
                .filter(entry -> entry.getValue().requests() > 0)
                .sorted(Comparator.comparingLong((Map.Entry<String, EndpointTally> entry) ->
                                -entry.getValue().nanos())
                        .thenComparing(Map.Entry::getKey))
                .limit(MOST)
                .map(entry -> facts.endpoint(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** The widest among endpoints that hold a good part of the time. */
    static @Nullable Double bimodality(List<Endpoint> endpoints) {
        return endpoints.stream()
                .filter(endpoint -> endpoint.timeShare() >= SHARE_THAT_COUNTS)
                .map(Endpoint::bimodality)
                .filter(Objects::nonNull)
                .reduce(Math::max)
                .orElse(null);
    }

    static Latency latency(LatencySketch sketch, Source source) {
        var p50 = Quantiles.of(sketch, 0.5);
        var p99 = Quantiles.of(sketch, 0.99);
        return new Latency(
                sketch.count(),
                sketch.mean(),
                sketch.min(),
                p50,
                Quantiles.of(sketch, 0.9),
                Quantiles.of(sketch, 0.95),
                p99,
                sketch.max(),
                ratio(p99, p50),
                source);
    }

    /** {@code , slowest at 2026-11-22T08:30:37.798Z}. */
    static String slowest(Collection<EndpointTally> tallies) {
        return tallies.stream()
                .filter(tally -> tally.slowestNanos >= 0)
                .max(Comparator.comparingLong((EndpointTally tally) -> tally.slowestNanos)
                        .thenComparingLong(tally -> -tally.slowestAt))
                .map(tally -> ", slowest at " + PointFacts.instant(tally.slowestAt))
                .orElse("");
    }

    /** The median of this one over that of the others; null when there are no others. */
    static @Nullable Double slowness(@Nullable Duration p50, double[] medians) {
        if (p50 == null || medians.length < 2) {
            return null;
        }
        var others = new ArrayList<Double>();
        boolean left = false;
        for (double median : medians) {
            if (!left && median == p50.toNanos()) {
                left = true;
            } else {
                others.add(median);
            }
        }
        double usual = Quantiles.median(
                others.stream().mapToDouble(Double::doubleValue).toArray());
        return usual > 0 ? (Double) (p50.toNanos() / usual) : null;
    }

    static @Nullable Double ratio(@Nullable Duration part, @Nullable Duration whole) {
        if (part == null || whole == null || whole.isZero()) {
            return null;
        }
        return (double) part.toNanos() / whole.toNanos();
    }

    private Endpoint endpoint(String name, EndpointTally tally) {
        var all = tally.all();
        var source = new Source(tally.artifact, Metric.DURATION.id() + "{name:" + name + "}" + slowest(List.of(tally)));
        var latency = latency(all, source);
        double time = all.total().toNanos();
        boolean told = tally.unsaid == 0;
        return new Endpoint(
                name,
                all.count(),
                requests == 0 ? 0 : (double) all.count() / requests,
                nanos == 0 ? 0 : time / nanos,
                slowness(latency.p50(), medians),
                ratio(latency.p95(), latency.p50()),
                told ? (Double) ((double) tally.failed.count() / Math.max(1, all.count())) : null,
                null,
                latency,
                source,
                told ? Quantiles.of(tally.ok, 0.5) : null,
                told ? Quantiles.of(tally.failed, 0.5) : null,
                time > 0 && tally.phase(Metric.RECEIVING) > 0 ? (Double) (tally.phase(Metric.RECEIVING) / time) : null,
                TwoGroups.distance(tally.ok),
                tally.urls.count() == 0 ? null : (Long) tally.urls.count());
    }
}
