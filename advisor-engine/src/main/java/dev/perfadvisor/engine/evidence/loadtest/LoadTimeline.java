package dev.perfadvisor.engine.evidence.loadtest;

import dev.perfadvisor.engine.evidence.Timeline;

/** The windows of a test as series by second. */
final class LoadTimeline {

    private static final double SLOW = 2;

    private LoadTimeline() {}

    static Timeline of(Points points) {
        var all = new LatencySketch();
        points.endpoints().values().forEach(endpoint -> all.merge(endpoint.all()));
        var median = Quantiles.of(all, 0.5);
        long slow = median == null ? Long.MAX_VALUE : Math.round(SLOW * median.toNanos());
        var timeline = new Timeline();
        long width = points.windows().width();
        points.windows().all().forEach((key, window) -> add(timeline, key * width, window, slow));
        points.windows().users().forEach((key, users) -> timeline.add("load.users", key * width, Math.round(users)));
        return timeline;
    }

    private static void add(Timeline timeline, long second, Window window, long slow) {
        if (window.requests > 0) {
            timeline.add("load.requests", second, window.requests);
            timeline.add("load.nanos", second, window.nanos);
            timeline.add("load.p95Nanos", second, window.latencies.quantile(0.95));
        }
        addUnlessNone(timeline, "load.slowCount", second, window.latencies.longerThan(slow));
        addUnlessNone(timeline, "load.failed", second, window.failed);
        addUnlessNone(timeline, "load.iterations", second, window.iterations);
        addUnlessNone(timeline, "load.dropped", second, window.dropped);
    }

    private static void addUnlessNone(Timeline timeline, String name, long second, long amount) {
        if (amount > 0) {
            timeline.add(name, second, amount);
        }
    }
}
