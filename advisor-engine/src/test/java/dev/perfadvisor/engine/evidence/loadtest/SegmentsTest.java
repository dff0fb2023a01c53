package dev.perfadvisor.engine.evidence.loadtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Change points, and the law of throughput over concurrency. */
class SegmentsTest {

    private static double[] series(long seed, double noise, double... levels) {
        var random = new Random(seed);
        var values = new double[levels.length * 60];
        for (int i = 0; i < values.length; i++) {
            values[i] = levels[i / 60] + noise * random.nextGaussian();
        }
        return values;
    }

    @Test
    void noiseHasNoChange() {
        int changes = 0;
        for (int seed = 0; seed < 200; seed++) {
            changes += Segments.ends(series(seed, 0.1, 1, 1, 1, 1), 5, 0.01).size() - 1;
        }
        assertThat(changes).as("in 200 series").isLessThan(10);
    }

    @Test
    void noiseThatResemblesItsNeighboursHasFew() {
        int changes = 0;
        for (int seed = 0; seed < 100; seed++) {
            var values = series(seed, 0.1, 0, 0, 0, 0);
            for (int i = 1; i < values.length; i++) {
                values[i] += 0.3 * values[i - 1];
            }
            changes += Segments.ends(values, 5, 0.01).size() > 1 ? 1 : 0;
        }
        assertThat(changes).as("of 100 series").isLessThan(30);
    }

    @Test
    void changesAreFoundWhereTheyAre() {
        for (int seed = 0; seed < 50; seed++) {
            var ends = Segments.ends(series(seed, 0.1, 1, 2, 1.5), 5, 0.01);
            assertThat(ends).as("seed %d", seed).hasSize(3);
            assertThat(ends.get(0)).isBetween(57, 63);
            assertThat(ends.get(1)).isBetween(57 + 60, 63 + 60);
        }
    }

    @Property(tries = 200)
    void partsCoverTheSeriesAndAreLongEnough(
            @ForAll List<@net.jqwik.api.constraints.DoubleRange(min = -1e6, max = 1e6) Double> values,
            @ForAll @IntRange(min = 1, max = 9) int shortest) {
        var series = values.stream().mapToDouble(Double::doubleValue).toArray();
        var ends = Segments.ends(series, shortest, 0.01);
        if (series.length < shortest) {
            return;
        }
        int from = 0;
        for (int end : ends) {
            assertThat(end - from).isGreaterThanOrEqualTo(shortest);
            from = end;
        }
        assertThat(from).isEqualTo(series.length);
    }

    @Test
    void theLawIsFoundAgain() {
        var random = new Random(7);
        for (var law : List.of(
                new ScalabilityLaw(50, 0.05, 0.0008),
                new ScalabilityLaw(10, 0.2, 0),
                new ScalabilityLaw(100, 0, 0.002))) {
            double[] n = {1, 2, 4, 8, 16, 32, 48, 64};
            var x = new double[n.length];
            for (int i = 0; i < n.length; i++) {
                x[i] = law.at(n[i]) * (1 + 0.01 * random.nextGaussian());
            }
            var found = Sample.known(ScalabilityLaw.fit(n, x));
            assertThat(found.contention()).isCloseTo(law.contention(), within(0.02));
            assertThat(found.crosstalk()).isCloseTo(law.crosstalk(), within(0.0004));
            assertThat(found.capacity() / law.capacity()).isBetween(0.85, 1.15);
        }
    }

    @Test
    void chaosHasNoLaw() {
        assertThat(ScalabilityLaw.fit(new double[] {1, 2, 3, 4, 5, 6}, new double[] {10, 90, 5, 70, 20, 3}))
                .isNull();
        assertThat(ScalabilityLaw.fit(new double[] {1, 2, 3}, new double[] {10, 20, 30}))
                .isNull();
    }
}
