package dev.perfadvisor.engine.evidence.loadtest;

import static dev.perfadvisor.engine.evidence.loadtest.Sample.known;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts.Shape;
import java.time.Duration;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class LoadShapeTest {

    /** Noise of a healthy service: its latencies spread by a fifth around their middle. */
    private static final double NOISE = 0.2;

    @Test
    void ofAHealthyRunShowsNothing() {
        for (var name : new String[] {"repeated/points.csv.gz", "healthy-light/points.ndjson.gz"}) {
            var shape = known(Sample.facts(name).shape());

            assertThat(shape.steadyRate()).as(name).isTrue();
            assertThat(shape.scalingFactor()).as(name).isNull();
            assertThat(shape.bimodality()).as(name).isNull();
            assertThat(shape.spikePeriod()).as(name).isNull();
            assertThat(shape.warmUpFactor()).as(name).isBetween(0.8, 2.0);
            assertThat(shape.driftPerMinute() == null || shape.driftPerMinute() <= 0)
                    .as(name)
                    .isTrue();
        }
    }

    @Test
    void showsAColdStart() {
        var shape = shape(60, _ -> 40, second -> second < 10 ? 90 : 10);

        assertThat(shape.warmUpFactor()).isCloseTo(9, within(1.0));
        assertThat(shape.warmUpMeanFactor()).isCloseTo(9, within(1.0));
    }

    @Test
    void showsADrift() {
        var shape = shape(180, _ -> 40, second -> 10 + second / 18.0);

        // From 12 after the first fifth to 20 at the end: 3.33 a minute over a median of 16.
        assertThat(shape.driftPerMinute()).isCloseTo(0.208, within(0.02));
        assertThat(shape.driftConsistency()).isGreaterThan(0.8);
        assertThat(shape.steadyRate()).isTrue();
    }

    @Test
    void doesNotTakeNoiseForADrift() {
        var shape = shape(180, _ -> 40, _ -> 10);

        assertThat(shape.driftPerMinute()).isZero();
        assertThat(shape.driftConsistency()).isBetween(-0.2, 0.2);
        assertThat(shape.slowSeconds()).isZero();
    }

    @Test
    void doesNotTakeARampForADrift() {
        var shape = shape(120, second -> 2 + second, second -> 10 + second);

        assertThat(shape.steadyRate()).isFalse();
        assertThat(shape.driftPerMinute()).isNull();
    }

    @Test
    void showsSpikesThatRecur() {
        var shape = shape(120, _ -> 40, second -> second % 15 == 4 ? 60 : 10);

        assertThat(shape.slowSeconds()).isEqualTo(8);
        assertThat(shape.spikePeriod()).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void doesNotTakeSpikesByChanceForRecurring() {
        for (int seed = 0; seed < 20; seed++) {
            var random = new Random(seed);
            var slow = random.ints(8, 0, 120).boxed().toList();
            var shape = shape(120, _ -> 40, second -> slow.contains(second) ? 60 : 10);

            assertThat(shape.spikePeriod()).as("seed %d", seed).isNull();
        }
    }

    @Test
    void showsTwoGroupsOfLatencies() {
        var random = new Random(1);
        var shape = shape(60, _ -> 40, _ -> random.nextInt(4) == 0 ? 100 : 5);

        assertThat(shape.bimodality()).isGreaterThan(5);
    }

    @Test
    void doesNotTakeATailForASecondGroup() {
        var random = new Random(1);
        var shape = shape(60, _ -> 40, _ -> 10 * Math.exp(-Math.log(random.nextDouble()) / 2));

        assertThat(shape.bimodality()).isNull();
    }

    @Test
    void showsUsersThatAreServedNoFaster() {
        var saturated = users(second -> Math.min(10 + 2 * second, 80));
        var scaling = known(Sample.facts("think/points.ndjson.gz").shape());

        // From 22 to 80 users, and from 22 to 40 requests.
        assertThat(saturated.scalingFactor()).isCloseTo(0.31, within(0.02));
        assertThat(scaling.scalingFactor()).isBetween(0.7, 1.1);
    }

    @Test
    void leavesUsersAloneThatAreAResult() {
        var random = new Random(3);
        var shape = users(_ -> 1 + random.nextInt(9));

        assertThat(shape.scalingFactor()).isNull();
    }

    @Test
    void tellsAnOpenFromAClosedModel() {
        assertThat(Sample.facts("repeated/points.csv.gz").run().openModel()).isTrue();
        assertThat(Sample.facts("healthy-light/points.ndjson.gz").run().openModel())
                .isTrue();
        assertThat(Sample.facts("think/points.ndjson.gz").run().openModel()).isNull();
        assertThat(Sample.facts("2.2.0/points.ndjson.gz").run().openModel()).isNull();
    }

    @Test
    void tellsUsersThatAreAlwaysThereFromArrivals() {
        var text = new StringBuilder("metric_name,timestamp,metric_value,name\n");
        for (int second = 0; second < 30; second++) {
            line(text, "vus", second, 10);
            line(text, "vus_max", second, 10);
            line(text, "iterations", second, 100 + second % 7);
        }

        assertThat(Sample.read(text.toString()).facts().run().openModel()).isFalse();
    }

    /** Users as given; requests grow with them up to 40 users. */
    private static Shape users(IntToDoubleFunction users) {
        var text = new StringBuilder("metric_name,timestamp,metric_value,name\n");
        for (int second = 0; second < 60; second++) {
            double now = users.applyAsDouble(second);
            line(text, "vus", second, now);
            line(text, "vus_max", second, 100);
            requests(text, second, (int) Math.min(40, now), 10);
        }
        return shape(text);
    }

    private static Shape shape(int seconds, IntToDoubleFunction rate, IntToDoubleFunction millis) {
        var random = new Random(seconds);
        var text = new StringBuilder("metric_name,timestamp,metric_value,name\n");
        for (int second = 0; second < seconds; second++) {
            for (int i = 0; i < rate.applyAsDouble(second); i++) {
                line(
                        text,
                        "http_req_duration",
                        second,
                        millis.applyAsDouble(second) * (1 + NOISE * random.nextGaussian() / 2));
            }
        }
        return shape(text);
    }

    private static Shape shape(StringBuilder text) {
        return known(Sample.read(text.toString()).facts().shape());
    }

    private static void requests(StringBuilder text, int second, int count, double millis) {
        for (int i = 0; i < count; i++) {
            line(text, "http_req_duration", second, millis);
        }
    }

    private static void line(StringBuilder text, String metric, int second, double value) {
        text.append(metric)
                .append(',')
                .append(1_795_332_962L + second)
                .append(',')
                .append(Math.max(0.01, value))
                .append(",x\n");
    }
}
