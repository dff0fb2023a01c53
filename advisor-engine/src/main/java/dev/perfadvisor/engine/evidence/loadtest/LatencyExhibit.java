package dev.perfadvisor.engine.evidence.loadtest;

import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts.Latency;
import dev.perfadvisor.engine.model.Chart.Quantile;
import dev.perfadvisor.engine.model.Chart.Quantiles;
import dev.perfadvisor.engine.model.Chart.Spread;
import dev.perfadvisor.engine.model.Charted.Exhibit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Draws how the times of requests are spread, for all and for each endpoint. */
final class LatencyExhibit {

    private static final int MOST_ENDPOINTS = 12;

    private LatencyExhibit() {}

    static List<Exhibit> of(LoadTestFacts facts) {
        var rows = new ArrayList<Spread>();
        add(rows, "all requests", facts.latency());
        if (facts.endpoints().size() > 1) {
            facts.endpoints().stream().limit(MOST_ENDPOINTS).forEach(e -> add(rows, e.name(), e.latency()));
        }
        int left = facts.endpoints().size() - MOST_ENDPOINTS;
        return rows.isEmpty()
                ? List.of()
                : List.of(new Exhibit(
                        "latency",
                        "How long requests take",
                        "Endpoints in order of the time that they hold"
                                + (left > 0 ? ", " + left + " with less time are not drawn." : "."),
                        new Quantiles(rows)));
    }

    private static void add(List<Spread> rows, String label, Latency latency) {
        var points = new ArrayList<Quantile>();
        add(points, "min", latency.min());
        add(points, "p50", latency.p50());
        add(points, "p90", latency.p90());
        add(points, "p95", latency.p95());
        add(points, "p99", latency.p99());
        add(points, "max", latency.max());
        if (points.size() > 1) {
            rows.add(new Spread(label, latency.samples(), points));
        }
    }

    private static void add(List<Quantile> points, String name, @Nullable Duration value) {
        if (value != null) {
            points.add(new Quantile(name, value));
        }
    }
}
