package dev.perfadvisor.engine.evidence.loadtest;

import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts.Connections;
import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts.Errors;
import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts.Latency;
import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts.Omission;
import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts.Phases;
import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts.Run;
import dev.perfadvisor.engine.model.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Facts of single points. */
final class PointFacts {

    /** Less than a microsecond is no distance at which a user asks. */
    private static final double SHORTEST_DISTANCE = 1000;

    private static final Duration SHORTEST_IN_SECONDS = Duration.ofSeconds(10);

    private final Points points;
    private final @Nullable Duration length;
    private final @Nullable Boolean planned;
    private final @Nullable Series series;
    private final LatencySketch ok = new LatencySketch();
    private final LatencySketch failed = new LatencySketch();
    private final LatencySketch all = new LatencySketch();

    private PointFacts(Points points, @Nullable Summary summary) {
        this.points = points;
        this.planned = summary == null ? null : LoadModel.of(summary);
        this.length = length(points, summary == null ? null : summary.length());
        this.series = Series.of(points.windows());
        points.endpoints().values().forEach(endpoint -> {
            ok.merge(endpoint.ok);
            failed.merge(endpoint.failed);
        });
        all.merge(ok);
        all.merge(failed);
    }

    /**
     * Facts of these points.
     *
     * @param summary of the same run, if there is one; only what the points need to be understood is taken from it
     */
    static LoadTestFacts of(Points points, @Nullable Summary summary) {
        return new PointFacts(points, summary).facts();
    }

    /** Times in whole seconds say nothing of the length of a short test. */
    private static @Nullable Duration length(Points points, @Nullable Duration told) {
        if (!points.isPlaced()) {
            return told;
        }
        var seen = Duration.ofNanos(points.to() - points.from())
                .minusSeconds(points.windows().paused());
        var finest = points.wholeSeconds() ? SHORTEST_IN_SECONDS : Duration.ofNanos(1);
        boolean coarse = seen.compareTo(finest) < 0 || (points.wholeSeconds() && told != null);
        return coarse ? told : seen;
    }

    private LoadTestFacts facts() {
        var endpoints = EndpointFacts.of(points.endpoints());
        var bimodality = EndpointFacts.bimodality(endpoints);
        var details = new Details(points);
        var bySecond = source(Metric.DURATION.id() + " by second");
        var shape = LoadShape.of(series, openModel(), bimodality, bySecond);
        return new LoadTestFacts(
                run(),
                latency(),
                endpoints,
                errors(),
                connections(),
                shape,
                List.copyOf(points.thresholds()),
                phases(),
                omission(),
                details.groups(),
                details.checks(),
                details.tags(),
                Details.precision(all, source(Metric.DURATION.id())),
                TestCourse.of(series, openModel(), latency(), bySecond),
                LoadLevels.of(series, openModel(), shape != null && shape.steadyRate(), bySecond));
    }

    private @Nullable Omission omission() {
        if (!Boolean.FALSE.equals(openModel()) || series == null || all.count() == 0) {
            return null;
        }
        var distances = new double[series.length()];
        for (int i = 0; i < distances.length; i++) {
            double requests = series.requests()[i];
            distances[i] = requests > 0 ? series.users()[i] * series.width() / requests * 1e9 : Double.NaN;
        }
        double distance = Quantiles.median(Series.known(distances));
        var p99 = Quantiles.of(all, 0.99);
        if (Double.isNaN(distance) || distance < SHORTEST_DISTANCE || p99 == null || p99.isZero()) {
            return null;
        }
        var whole = all.histogram().withMissing(Math.round(distance));
        long missing = whole.count() - all.count();
        // Where nothing is left out the two are the same, but for how each is interpolated.
        var corrected = missing == 0 ? p99 : Duration.ofNanos(Math.max(p99.toNanos(), whole.quantile(0.99)));
        return new Omission(
                Duration.ofNanos(Math.round(distance)),
                corrected,
                (double) corrected.toNanos() / p99.toNanos(),
                missing,
                source(Metric.DURATION.id() + ", back-filled"));
    }

    private Run run() {
        long requests = points.requests();
        Long iterations = unlessAbsent(Metric.ITERATIONS, points.sum(Metric.ITERATIONS));
        // k6 writes this metric only when there is something to count.
        Long dropped = iterations == null && points.count(Metric.DROPPED) == 0 ? null : points.sum(Metric.DROPPED);
        long checks = points.count(Metric.CHECKS);
        return new Run(
                points.tool(),
                points.isPlaced() ? instant(points.from()) : null,
                points.isPlaced() ? instant(points.to()) : null,
                length,
                requests,
                perSecond(requests),
                iterations,
                usersMax(),
                dropped,
                dropped == null ? null : ratio(dropped, dropped + (iterations == null ? 0 : iterations)),
                openModel(),
                mean(points.sum(Metric.ITERATION_DURATION), points.count(Metric.ITERATION_DURATION)),
                ratio(checks - points.sum(Metric.CHECKS), checks),
                points.count(Metric.BYTES_RECEIVED) == 0 ? null : ratio(points.sum(Metric.BYTES_RECEIVED), requests),
                source(Metric.REQUESTS.id()),
                iterations == null ? null : perSecond(iterations),
                usersMean(),
                points.usersAllocatedMax() < 0 ? null : (Long) points.usersAllocatedMax(),
                usersAtLimit(),
                thinkTime(),
                0,
                dropped == null ? null : droppedSeconds());
    }

    private @Nullable Long usersMax() {
        if (points.usersMax() >= 0) {
            return points.usersMax();
        }
        var users = points.windows().users().values();
        return users.isEmpty() ? null : (Long) Math.round(Collections.max(users));
    }

    private @Nullable Double usersMean() {
        if (points.count(Metric.USERS) > 0) {
            return ratio(points.sum(Metric.USERS), points.count(Metric.USERS));
        }
        var users = points.windows().users().values();
        double sum = users.stream().mapToDouble(Double::doubleValue).sum();
        return users.isEmpty() ? null : (Double) (sum / users.size());
    }

    private @Nullable Boolean openModel() {
        // JMeter says how many threads are there, each of which waits for its answer.
        long allocated = points.tool().equals(JtlSamples.TOOL) ? points.usersMax() : points.usersAllocatedMax();
        return planned != null ? planned : LoadModel.of(series, allocated);
    }

    private @Nullable Double droppedSeconds() {
        var windows = points.windows().all();
        long dropping =
                windows.values().stream().filter(window -> window.dropped > 0).count();
        return ratio(dropping, windows.size());
    }

    private @Nullable Double usersAtLimit() {
        long limit = points.usersAllocatedMax();
        long known = 0;
        long atLimit = 0;
        for (var window : points.windows().all().values()) {
            known += window.usersPoints > 0 ? 1 : 0;
            atLimit += window.usersPoints > 0 && window.usersSum >= limit * window.usersPoints ? 1 : 0;
        }
        return limit <= 0 ? null : ratio(atLimit, known);
    }

    private @Nullable Duration thinkTime() {
        long iterations = points.count(Metric.ITERATION_DURATION);
        if (iterations == 0 || all.count() == 0) {
            return null;
        }
        long requesting = all.total().toNanos() + points.sum(Metric.BLOCKED);
        return mean(Math.max(0, points.sum(Metric.ITERATION_DURATION) - requesting), iterations);
    }

    private Latency latency() {
        var slowest = EndpointFacts.slowest(points.endpoints().values());
        return EndpointFacts.latency(all, source(Metric.DURATION.id() + slowest));
    }

    private Errors errors() {
        boolean counted = points.count(Metric.FAILED) > 0;
        long unsaid =
                points.endpoints().values().stream().mapToLong(e -> e.unsaid).sum();
        long count = counted ? points.sum(Metric.FAILED) : failed.count();
        long of = counted ? points.count(Metric.FAILED) : all.count() - unsaid;
        boolean split = unsaid < all.count();
        var first = points.firstFailure() == Long.MAX_VALUE ? "" : ", first at " + instant(points.firstFailure());
        return new Errors(
                count,
                ratio(count, of),
                Collections.unmodifiableMap(new TreeMap<>(points.failedByStatus())),
                split ? Quantiles.of(failed, 0.5) : null,
                split ? Quantiles.of(ok, 0.5) : null,
                source(Metric.FAILED.id() + first));
    }

    private @Nullable Connections connections() {
        long requests = points.count(Metric.CONNECTING);
        if (requests == 0) {
            return null;
        }
        long setup = points.sum(Metric.CONNECTING) + points.sum(Metric.TLS);
        long time = all.total().toNanos() + (points.connectsWithinRequests() ? 0 : setup);
        return new Connections(
                (double) points.connected() / requests,
                points.count(Metric.TLS) == 0 ? null : (Double) ((double) points.handshakes() / requests),
                mean(setup, points.connected()),
                time == 0 ? 0 : (double) setup / time,
                source(Metric.CONNECTING.id()));
    }

    private @Nullable Phases phases() {
        double sending = points.sum(Metric.SENDING);
        double waiting = points.sum(Metric.WAITING);
        double receiving = points.sum(Metric.RECEIVING);
        double time = sending + waiting + receiving;
        boolean known = points.count(Metric.WAITING) > 0 && points.count(Metric.RECEIVING) > 0;
        return !known || time <= 0
                ? null
                : new Phases(
                        points.count(Metric.SENDING) == 0 ? null : (Double) (sending / time),
                        waiting / time,
                        receiving / time,
                        mean(points.sum(Metric.BLOCKED), points.count(Metric.BLOCKED)),
                        source(Metric.WAITING.id()));
    }

    private @Nullable Long unlessAbsent(Metric metric, long value) {
        return points.count(metric) == 0 ? null : (Long) value;
    }

    private Source source(String locator) {
        return new Source(points.artifact(), locator);
    }

    private @Nullable Double perSecond(long count) {
        return length == null ? null : (Double) (count / (length.toNanos() / 1e9));
    }

    private static @Nullable Double ratio(long part, long whole) {
        return whole == 0 ? null : (Double) ((double) part / whole);
    }

    private static @Nullable Duration mean(long nanos, long count) {
        return count == 0 ? null : Duration.ofNanos(Math.round((double) nanos / count));
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(0, nanos);
    }
}
