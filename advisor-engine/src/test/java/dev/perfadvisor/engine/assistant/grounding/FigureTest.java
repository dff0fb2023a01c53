package dev.perfadvisor.engine.assistant.grounding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.model.Figures;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FigureTest {

    @ParameterizedTest
    @CsvSource({
        "164, ms, 0.164, s",
        "0.16, s, 0.164, s",
        "160.0, ms, 0.16, s",
        "2.4, seconds, 2.43, s",
        "10.4, min, 625, s",
        "62, %, 0.62, ratio",
        "0.62, '', 0.62, ratio",
        "95, percent, 0.949, ratio",
        "1.4, GB, 1400000000, B",
        "12, MB/s, 12000000, B/s",
        "23.4, per second, 23.4, 1/s",
        "30, per minute, 0.5, 1/s",
        "'199,996', '', 199995.7, ''",
        "27, ms, 0.026658, s"
    })
    void saysTheSame(String number, String unit, double value, String dimension) {
        assertThat(Figure.written(number, unit).says(Figure.exact(value, dimension)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "164, s, 0.164, s",
        "16, ms, 0.164, s",
        "164.9, ms, 0.164, s",
        "62, '', 0.62, ratio",
        "62, ms, 0.62, ratio",
        "0, %, 0.004, ratio",
        "1, %, 0.006, ratio",
        "1, s, 1, B",
        "'200,000', '', 199995.7, ''",
        "1.4, GiB, 1400000000, B",
        "-10, '', 10, ''",
        "2, '', 1.72, ''",
        "60, per minute, 60, 1/s"
    })
    void saysSomethingElse(String number, String unit, double value, String dimension) {
        assertThat(Figure.written(number, unit).says(Figure.exact(value, dimension)))
                .isFalse();
    }

    /** What the advisor prints is said by what it prints. */
    @Property
    void ourOwnRoundingHolds(@ForAll @DoubleRange(min = 0.001, max = 1e7) @Scale(6) double seconds) {
        var parts = Figures.seconds(seconds).split(" ", 2);
        assertThat(Figure.written(parts[0], parts[1]).says(Figure.exact(seconds, "s")))
                .isTrue();
    }

    /** A tenth more or less is never the same, however it is rounded. */
    @Property
    void aTenthOffIsNoRounding(@ForAll @DoubleRange(min = 0.001, max = 1e7) @Scale(6) double seconds) {
        var parts = Figures.seconds(seconds).split(" ", 2);
        var written = Figure.written(parts[0], parts[1]);
        assertThat(written.says(Figure.exact(seconds * 1.1, "s"))).isFalse();
        assertThat(written.says(Figure.exact(seconds * 0.9, "s"))).isFalse();
    }
}
