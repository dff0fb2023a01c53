package dev.perfadvisor.engine.evidence.loadtest;

import static dev.perfadvisor.engine.evidence.loadtest.Sample.known;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Where a test is steady, and how the system does at each level of a load. */
class CourseTest {

    private static final double NOISE = 0.1;

    @Test
    void aColdStartIsWarmUpAndNotSteady() {
        var course = known(open(120, _ -> 40, second -> second < 15 ? 60 : 10).course());
        assertThat(course.warmUpLength().toSeconds()).isBetween(12L, 16L);
        assertThat(known(course.warmUpFactor())).isCloseTo(6, within(1.0));
        assertThat(known(course.steady().p99())).isLessThan(Duration.ofMillis(16));
        assertThat(known(course.p99Factor())).isGreaterThan(4);
        assertThat(course.shifts()).isZero();
    }

    @Test
    void aHealthyRunIsSteadyFromTheBegin() {
        var course = known(open(120, _ -> 40, _ -> 10).course());
        assertThat(course.warmUpLength()).isZero();
        assertThat(course.warmUpFactor()).isNull();
        assertThat(course.steadyLength().toSeconds()).isGreaterThan(110);
        assertThat(course.shifts()).isZero();
        assertThat(known(course.p99Factor())).isCloseTo(1, within(0.1));
    }

    @Test
    void aRealRunOfAColdServiceHasAWarmUp() {
        var course = known(Sample.facts("healthy-light/points.ndjson.gz").course());
        // The medians of its seconds go from 8 ms to 4.4 ms, and stay there from the 17th second on.
        assertThat(course.warmUpLength().toSeconds()).isBetween(10L, 20L);
        assertThat(course.shifts()).isZero();
        assertThat(known(course.steady().samples())).isBetween(300L, 600L);
    }

    @Test
    void fifteenSecondsAreTooShortToTell() {
        assertThat(Sample.facts("repeated/points.csv.gz").course()).isNull();
    }

    @Test
    void aRampIsNoPartOfTheSteadyState() {
        var course =
                known(open(150, second -> Math.min(40, 1 + second), _ -> 10).course());
        assertThat(course.rampLength().toSeconds()).isBetween(28L, 42L);
        assertThat(course.steadyLength().toSeconds()).isBetween(105L, 122L);
        assertThat(course.warmUpLength()).isZero();
    }

    @Test
    void aLevelThatChangesIsNotStationary() {
        var course = known(open(180, _ -> 40, second -> second >= 80 && second < 130 ? 25 : 10)
                .course());
        assertThat(course.shifts()).isEqualTo(2);
        assertThat(course.rangeFactor()).isCloseTo(2.5, within(0.3));
    }

    @Test
    void ofARampAloneThereIsNone() {
        assertThat(open(120, second -> 2 + second, _ -> 10).course()).isNull();
    }

    @Test
    void aSaturatedSystemHasAKneeAndACapacity() {
        // 100 a second is all it can do: what comes beyond waits.
        var scaling = known(closed(200, second -> 2 + second / 5.0, users -> 100 * users / (10 + users))
                .scaling());
        assertThat(scaling.levels()).hasSizeBetween(8, 10);
        assertThat(known(scaling.contention())).isCloseTo(1 / 11.0, within(0.02));
        assertThat(known(scaling.capacityPerSecond())).isCloseTo(100, within(10.0));
        assertThat(known(scaling.headroomRatio())).isLessThan(0.3);
        assertThat(known(scaling.kneePerSecond())).isBetween(45.0, 70.0);
        assertThat(scaling.latencyFactor()).isGreaterThan(2);
    }

    @Test
    void oneThatScalesHasNoKnee() {
        var scaling = known(
                closed(200, second -> 2 + second / 5.0, users -> 5 * users).scaling());
        assertThat(scaling.kneePerSecond()).isNull();
        assertThat(known(scaling.contention())).isLessThan(0.01);
        assertThat(scaling.headroomRatio()).isNull();
        // Ten seconds of ramp are too few for levels.
        assertThat(Sample.facts("think/points.ndjson.gz").scaling()).isNull();
    }

    @Test
    void aConstantLoadHasNoLevels() {
        assertThat(open(120, _ -> 40, _ -> 10).scaling()).isNull();
    }

    private static LoadTestFacts open(int seconds, IntToDoubleFunction rate, IntToDoubleFunction millis) {
        var random = new Random(seconds);
        var text = new StringBuilder("metric_name,timestamp,metric_value,name\n");
        for (int second = 0; second < seconds; second++) {
            for (int i = 0; i < rate.applyAsDouble(second); i++) {
                line(
                        text,
                        "http_req_duration",
                        second,
                        millis.applyAsDouble(second) * (1 + NOISE * random.nextGaussian()));
            }
        }
        return Sample.read(text.toString()).facts();
    }

    private interface Throughput {
        double of(double users);
    }

    /** By Little's law each request takes users over throughput. */
    private static LoadTestFacts closed(int seconds, IntToDoubleFunction users, Throughput throughput) {
        var random = new Random(seconds);
        var text = new StringBuilder("metric_name,timestamp,metric_value,name\n");
        for (int second = 0; second < seconds; second++) {
            double now = Math.floor(users.applyAsDouble(second));
            double rate = throughput.of(now);
            line(text, "vus", second, now);
            line(text, "vus_max", second, 100);
            for (int i = 0; i < Math.round(rate); i++) {
                line(text, "http_req_duration", second, 1000 * now / rate * (1 + NOISE * random.nextGaussian()));
            }
        }
        return Sample.read(text.toString()).facts();
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
