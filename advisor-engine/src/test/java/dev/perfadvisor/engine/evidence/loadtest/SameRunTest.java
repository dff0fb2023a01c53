package dev.perfadvisor.engine.evidence.loadtest;

import static dev.perfadvisor.engine.evidence.loadtest.Sample.known;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts.Threshold;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Points and summaries that are handed in together. */
class SameRunTest {

    @Test
    void pointsAreCompletedByTheSummaryOfTheirRun() {
        var both = Sample.facts("2.2.0/points.csv.gz", "2.2.0/export.json");
        var points = Sample.facts("2.2.0/points.csv.gz");
        var summary = Sample.facts("2.2.0/export.json");

        assertThat(both.latency()).isEqualTo(points.latency());
        assertThat(both.endpoints()).isEqualTo(points.endpoints());
        assertThat(points.run().length()).isNull();
        assertThat(both.run().length()).isEqualTo(summary.run().length());
        assertThat(both.run().requests()).isEqualTo(40);
        assertThat(both.thresholds()).isEqualTo(summary.thresholds());
        assertThat(both.run().otherRuns()).isZero();
    }

    @Test
    void pointsOfSeveralFilesAddUpWithoutTheTimeBetween() {
        var one = Sample.facts("healthy-light/points.ndjson.gz");
        var other = Sample.facts("n-plus-one/points.ndjson.gz");
        var both = Sample.facts("healthy-light/points.ndjson.gz", "n-plus-one/points.ndjson.gz");

        assertThat(both.run().requests()).isEqualTo(851 + 286);
        assertThat(both.run().length())
                .isCloseTo(known(one.run().length()).plus(known(other.run().length())), Duration.ofSeconds(2));
        assertThat(both.shape()).isNotNull();
    }

    @Test
    void theOrderDoesNotMatter() {
        assertThat(Sample.facts("2.2.0/export.json", "2.2.0/points.ndjson.gz"))
                .isEqualTo(Sample.facts("2.2.0/points.ndjson.gz", "2.2.0/export.json"));
    }

    @Test
    void thresholdsOfPointsGetTheirResultFromTheSummary() {
        assertThat(Sample.facts("2.2.0/points.ndjson.gz").thresholds())
                .contains(new Threshold("http_req_duration", "p(95)<50", null));
        assertThat(Sample.facts("2.2.0/points.ndjson.gz", "2.2.0/export.json").thresholds())
                .contains(new Threshold("http_req_duration", "p(95)<50", false))
                .noneMatch(threshold -> threshold.passed() == null);
    }

    @Test
    void theSummaryOfAnotherRunIsLeftAside() {
        var facts = Sample.facts("1.8.1/points.ndjson.gz", "1.8.1/other-run-export.json", "1.8.1/export.json");

        assertThat(facts.run().otherRuns()).isEqualTo(1);
        assertThat(facts.thresholds()).noneMatch(threshold -> threshold.passed() == null);
        assertThat(Sample.facts("1.8.1/points.ndjson.gz", "1.8.1/other-run-export.json")
                        .thresholds())
                .allMatch(threshold -> threshold.passed() == null);
    }

    @Test
    void ofSeveralRunsTheLargestSpeaks() {
        var facts = Sample.facts("0.49.0/export.json", "dropped/export.json", "flaky/export.json");

        assertThat(facts.run().requests()).isEqualTo(11_656);
        assertThat(facts.run().source().artifact()).isEqualTo("dropped/export.json");
        assertThat(facts.run().otherRuns()).isEqualTo(2);
    }

    @Test
    void theSameSummaryTwiceIsOneRun() {
        var facts = Sample.facts("flaky/export.json", "flaky/export.json");

        assertThat(facts).isEqualTo(Sample.facts("flaky/export.json"));
    }

    @Test
    void nothingReadIsNothingKnown() {
        var facts = new LoadTestAccumulator().facts();

        assertThat(facts.run().requests()).isZero();
        assertThat(facts.errors().failedRatio()).isNull();
        assertThat(facts.latency().samples()).isNull();
    }
}
