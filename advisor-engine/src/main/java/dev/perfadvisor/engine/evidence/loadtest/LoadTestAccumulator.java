package dev.perfadvisor.engine.evidence.loadtest;

import dev.perfadvisor.engine.evidence.Accumulator;
import dev.perfadvisor.engine.evidence.Timeline;
import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts.Errors;
import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts.Latency;
import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts.Run;
import dev.perfadvisor.engine.model.Source;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Results of a load test: single points, summaries of whole runs, or both of the same run.
 *
 * <p>Points add up over files, as a result may be split. Summaries can't be added up: facts are those of the run of the points,
 * to which a summary of the same run adds what only it knows (results of thresholds, the kind of load), or those of the
 * largest run. Other runs are counted, not mixed in.
 */
public final class LoadTestAccumulator implements Accumulator<LoadTestAccumulator, LoadTestFacts> {

    private final Points points = new Points("", "");
    private final Summaries summaries = new Summaries();

    @Override
    public void merge(LoadTestAccumulator later) {
        points.merge(later.points);
        summaries.merge(later.summaries);
    }

    @Override
    public LoadTestFacts facts() {
        if (points.isEmpty()) {
            return summaries
                    .largest()
                    .map(run -> Completion.othersAside(SummaryFacts.of(run), summaries.size() - 1))
                    .orElseGet(LoadTestAccumulator::nothing);
        }
        return summaries
                .of(points.requests(), points.mean())
                .map(run -> Completion.of(PointFacts.of(points, run), run, summaries.size() - 1))
                .orElseGet(() -> Completion.othersAside(PointFacts.of(points, null), summaries.size()));
    }

    /**
     * Series of single points, by the second in which a request ended: {@code load.requests}, {@code load.failed},
     * {@code load.iterations} and {@code load.dropped} (numbers), {@code load.nanos} (sum of the time of requests), {@code load.p95Nanos},
     * {@code load.slowCount} (requests over twice the median of the run), {@code load.users}. Tests of over four hours
     * have coarser windows, which stand in their first second.
     */
    @Override
    public Timeline timeline() {
        return LoadTimeline.of(points);
    }

    @Override
    public @Nullable Instant from() {
        return points.isPlaced()
                ? PointFacts.instant(points.from())
                : summaries
                        .largest()
                        .map(run -> SummaryFacts.of(run).run().from())
                        .orElse(null);
    }

    @Override
    public @Nullable Instant to() {
        return points.isPlaced()
                ? PointFacts.instant(points.to())
                : summaries.largest().map(Summary::end).orElse(null);
    }

    Points points() {
        return points;
    }

    void add(Summary summary) {
        summaries.add(summary);
    }

    private static LoadTestFacts nothing() {
        var source = new Source("", "");
        return new LoadTestFacts(
                new Run(
                        "k6", null, null, null, 0, null, null, null, null, null, null, null, null, null, source, null,
                        null, null, null, null, 0, null),
                new Latency(null, null, null, null, null, null, null, null, null, source),
                List.of(),
                new Errors(0, null, Map.of(), null, null, source),
                null,
                null,
                List.of(),
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                null);
    }
}
