package dev.perfadvisor.engine.evidence.loadtest;

import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts.Shape;
import dev.perfadvisor.engine.model.Source;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How the figures of a test move over its time. */
final class LoadShape {

    private static final int FEWEST_WINDOWS = 10;
    private static final int WARM_UP_PART = 5;
    private static final double SECONDS_PER_MINUTE = 60;

    private LoadShape() {}

    /**
     * The shape of a test, null when it is too short to have one.
     *
     * @param bimodality of the endpoint that has the widest
     */
    static @Nullable Shape of(
            @Nullable Series series, @Nullable Boolean openModel, @Nullable Double bimodality, Source source) {
        if (series == null || series.length() < FEWEST_WINDOWS) {
            return null;
        }
        var steadyRequests = Steady.of(series.requests());
        boolean steadyRate = steadyRequests != null && steadyRequests.covers(series.length());
        var drift = drift(series, longer(steadyRequests, Steady.of(series.users())));
        var spikes = new Spikes(series);
        var period = spikes.period();
        return new Shape(
                warmUp(series.median()),
                drift == null ? null : perMinute(drift, series.width()),
                drift == null ? null : drift.tau(),
                steadyRate,
                Plateau.ratio(series, openModel, steadyRate),
                bimodality,
                period == null ? null : Duration.ofSeconds(period * series.width()),
                spikes.count() * series.width(),
                series.length() * series.width(),
                source,
                warmUp(series.mean()));
    }

    private static double perMinute(Trend drift, long width) {
        return drift.isReal() ? drift.slope() / drift.median() * SECONDS_PER_MINUTE / width : 0;
    }

    private static @Nullable Double warmUp(double[] latencies) {
        int n = latencies.length;
        double first = Quantiles.median(Series.known(Arrays.copyOfRange(latencies, 0, n / WARM_UP_PART)));
        double second = Quantiles.median(Series.known(Arrays.copyOfRange(latencies, n / 2, n)));
        double ratio = first / second;
        return Double.isFinite(ratio) ? ratio : null;
    }

    /** Without the first fifth of the test, which is the warm-up's. */
    private static @Nullable Trend drift(Series series, @Nullable Steady steady) {
        if (steady == null || 3 * steady.length() < series.length()) {
            return null;
        }
        int from = Math.max(steady.from(), series.length() / WARM_UP_PART);
        var trend = Trend.of(series.median(), from, steady.to());
        return trend == null || trend.median() <= 0 ? null : trend;
    }

    private static @Nullable Steady longer(@Nullable Steady one, @Nullable Steady other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return other.length() > one.length() ? other : one;
    }
}
