package dev.perfadvisor.engine.evidence.loadtest;

import static dev.perfadvisor.engine.evidence.loadtest.Sample.known;
import static java.time.Duration.ofNanos;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.assertj.core.data.Percentage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What k6 says of a run in its own summary comes out of the points of the run. */
class OwnSummaryTest {

    private static final Percentage ONE_PERCENT = Percentage.withPercentage(1);

    @ParameterizedTest
    @CsvSource({
        "0.49.0/points.ndjson.gz, 0.49.0/export.json",
        "0.49.0/points.csv.gz, 0.49.0/export.json",
        "1.2.3/points.ndjson.gz, 1.2.3/export.json",
        "1.2.3/points.csv.gz, 1.2.3/export.json",
        "1.8.1/points.ndjson.gz, 1.8.1/export.json",
        "1.8.1/points.csv.gz, 1.8.1/export.json",
        "2.2.0/points.ndjson.gz, 2.2.0/export.json",
        "2.2.0/points.csv.gz, 2.2.0/export.json",
        "healthy-light/points.ndjson.gz, healthy-light/summary.json",
        "n-plus-one/points.ndjson.gz, n-plus-one/summary.json",
        "think/points.ndjson.gz, think/export.json",
        "repeated/points.csv.gz, repeated/export.json",
    })
    void isReproduced(String points, String summary) {
        var ours = Sample.facts(points);
        var theirs = Sample.facts(summary);

        assertThat(ours.run().requests()).isEqualTo(theirs.run().requests());
        assertThat(ours.run().iterations()).isEqualTo(theirs.run().iterations());
        assertThat(ours.run().droppedIterations()).isEqualTo(theirs.run().droppedIterations());
        assertThat(ours.run().checksFailedRatio()).isEqualTo(theirs.run().checksFailedRatio());
        assertThat(ours.run().bytesPerRequest()).isEqualTo(theirs.run().bytesPerRequest());
        assertThat(ours.run().iterationMean()).isCloseTo(theirs.run().iterationMean(), ofNanos(1));
        assertThat(ours.run().thinkTimeMean()).isCloseTo(theirs.run().thinkTimeMean(), ofNanos(10));
        assertThat(ours.errors().failed()).isEqualTo(theirs.errors().failed());
        assertThat(ours.errors().failedRatio()).isEqualTo(theirs.errors().failedRatio());
        sameLatency(ours.latency(), theirs.latency());
        samePhases(known(ours.phases()), known(theirs.phases()));
    }

    @ParameterizedTest
    @CsvSource({
        "0.49.0/points.ndjson.gz, 0.49.0/export.json",
        "2.2.0/points.ndjson.gz, 2.2.0/export.json",
        "healthy-light/points.ndjson.gz, healthy-light/summary.json",
        "think/points.ndjson.gz, think/export.json",
        "repeated/points.csv.gz, repeated/export.json",
    })
    void lastsAsLong(String points, String summary) {
        var ours = Sample.facts(points).run();
        var theirs = Sample.facts(summary).run();

        // k6 may wait for its last users when nothing is written any more.
        assertThat(ours.length())
                .isBetween(known(theirs.length()).multipliedBy(99).dividedBy(100), theirs.length());
        assertThat(ours.requestsPerSecond()).isCloseTo(theirs.requestsPerSecond(), ONE_PERCENT);
    }

    private static void sameLatency(LoadTestFacts.Latency ours, LoadTestFacts.Latency theirs) {
        assertThat(ours.samples()).isEqualTo(theirs.samples());
        assertThat(ours.min()).isEqualTo(theirs.min());
        assertThat(ours.max()).isEqualTo(theirs.max());
        assertThat(ours.mean()).isCloseTo(theirs.mean(), ofNanos(1));
        near(ours.p50(), theirs.p50());
        near(ours.p90(), theirs.p90());
        near(ours.p95(), theirs.p95());
        if (theirs.p99() != null) {
            near(ours.p99(), theirs.p99());
        }
    }

    private static void samePhases(LoadTestFacts.Phases ours, LoadTestFacts.Phases theirs) {
        assertThat(ours.waitingShare()).isCloseTo(theirs.waitingShare(), within(1e-6));
        assertThat(ours.sendingShare()).isCloseTo(theirs.sendingShare(), within(1e-6));
        assertThat(ours.receivingShare()).isCloseTo(theirs.receivingShare(), within(1e-6));
        assertThat(ours.blockedMean()).isCloseTo(theirs.blockedMean(), ofNanos(1));
    }

    private static void near(@Nullable Duration ours, @Nullable Duration theirs) {
        assertThat((double) known(ours).toNanos())
                .isCloseTo((double) known(theirs).toNanos(), ONE_PERCENT);
    }
}
