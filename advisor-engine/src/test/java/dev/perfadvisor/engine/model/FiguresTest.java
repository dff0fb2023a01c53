package dev.perfadvisor.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures as people read them. */
class FiguresTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0.164       | s      | 164 ms
            0.00035     | s      | 0.35 ms
            0.0000014   | s      | 0.0014 ms
            2.4         | s      | 2.4 s
            300         | s      | 300 s
            720         | s      | 12 min
            36000       | s      | 10 h
            0           | s      | 0 ms
            0.000000005 | s      | 5 ns
            0.62        | ratio  | 62 %
            0.004       | ratio  | 0.4 %
            0.000004    | ratio  | 0.0004 %
            0.29        | ratio  | 29 %
            1           | ratio  | 100 %
            512         | B      | 512 B
            1400000000  | B      | 1.4 GB
            768000000   | B      | 768 MB
            12500000    | B/s    | 12.5 MB/s
            23.4        | 1/s    | 23.4 per second
            1           | cores  | 1 core
            1.5         | cores  | 1.5 cores
            1234567     | count  | 1,234,567
            9999        | count  | 9999
            """)
    void inWords(double value, String unit, String words) {
        assertThat(Figures.words(value, unit)).isEqualTo(words);
    }

    @Test
    void whatIsUnknownIsNotZero() {
        assertThat(Figures.words(null, "s")).isEqualTo("unknown");
        assertThat(Figures.words("JDBC", "text")).isEqualTo("JDBC");
        assertThat(Figures.words(true, "")).isEqualTo("true");
    }

    @Property(tries = 500)
    void aFigureSaysTheNumberToThreeDigits(@ForAll @DoubleRange(min = -6, max = 9) double magnitude) {
        double number = Math.pow(10, magnitude);
        double shown = Double.parseDouble(Figures.plain(number).replace(",", ""));
        assertThat(shown).isCloseTo(number, Percentage.withPercentage(0.51));
    }
}
