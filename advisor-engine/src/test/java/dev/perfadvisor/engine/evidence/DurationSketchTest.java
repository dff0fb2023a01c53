package dev.perfadvisor.engine.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Offset;

/** Quantiles as good as promised, whatever the durations are and however they were split. */
class DurationSketchTest {

    private static final long DAY = Duration.ofDays(1).toNanos();

    private static DurationSketch of(List<Long> nanos) {
        var sketch = new DurationSketch();
        nanos.forEach(sketch::add);
        return sketch;
    }

    private static double quantile(DurationSketch sketch, double q) {
        return Objects.requireNonNull(sketch.quantile(q)).toNanos();
    }

    @Property(tries = 300)
    void aQuantileIsOffByAtMostThePromisedShare(
            @ForAll @Size(min = 1, max = 200) List<@LongRange(max = 86_400_000_000_000L) Long> nanos,
            @ForAll @DoubleRange(max = 1) double q) {
        var sorted = nanos.stream().sorted().toList();
        double exact = sorted.get((int) Math.max(0, Math.ceil(q * sorted.size()) - 1));
        // Half a nanosecond is lost to rounding.
        assertThat(quantile(of(nanos), q))
                .isCloseTo(exact, Offset.offset(exact * DurationSketch.RELATIVE_ERROR * 1.0001 + 0.5));
    }

    @Property
    void mergedSketchesAreTheSketchOfAll(
            @ForAll @Size(max = 100) List<@LongRange(max = 86_400_000_000_000L) Long> first,
            @ForAll @Size(min = 1, max = 100) List<@LongRange(max = 86_400_000_000_000L) Long> second) {
        var merged = of(first);
        merged.merge(of(second));
        var all = of(first);
        second.forEach(all::add);
        for (double q : new double[] {0, 0.5, 0.9, 0.95, 0.99, 1}) {
            assertThat(quantile(merged, q)).isEqualTo(quantile(all, q));
        }
        assertThat(merged.count()).isEqualTo(all.count());
        assertThat(merged.total()).isEqualTo(all.total());
        assertThat(merged.mean()).isEqualTo(all.mean());
        assertThat(merged.min()).isEqualTo(all.min());
        assertThat(merged.max()).isEqualTo(all.max());
    }

    @Example
    void nothingAddedIsUnknownAndNotZero() {
        var sketch = new DurationSketch();
        assertThat(sketch.quantile(0.5)).isNull();
        assertThat(sketch.mean()).isNull();
        assertThat(sketch.max()).isNull();
        sketch.merge(of(List.of(DAY)));
        assertThat(sketch.min()).isEqualTo(Duration.ofDays(1));
    }

    @Example
    void aClockThatWentBackCountsAsNoTime() {
        assertThat(of(List.of(-5L)).max()).isEqualTo(Duration.ZERO);
    }
}
