package dev.perfadvisor.engine.evidence.loadtest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.model.Reading;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Results as text that end at every byte: what ends within a line, or before what the tool prints last, is told. */
class EveryEndTest {

    private static final int SIZE = 4_000;

    /** Of what is written line by line, each line is an entry. */
    @ParameterizedTest
    @CsvSource({
        "k6-csv, 1.8.1/points.csv.gz",
        "k6-ndjson, 1.8.1/points.ndjson.gz",
        "jmeter-csv, other/small.csv",
        "gatling-text, other/gatling-text.log.gz",
        "hey-csv, other/hey.csv",
        "ab-gnuplot, other/ab.tsv"
    })
    void whatEndsWithinALineIsTold(String format, String file) {
        var all = Sample.bytes(file);
        int ends = 0;
        for (int end = 1; end <= Math.min(all.length, SIZE); end++) {
            boolean object = all[end - 1] == '}' && (end == all.length || all[end] == '\n');
            boolean whole = all[end - 1] == '\n' || (object && format.equals("k6-ndjson"));
            ends += whole ? 1 : 0;
            var reading = Sample.read("a1", format, Arrays.copyOf(all, end), new LoadTestAccumulator());
            if (whole) {
                assertThat(reading).as("%s ends after byte %d", file, end).isNotInstanceOf(Reading.Partial.class);
            } else {
                assertThat(reading).as("%s ends after byte %d", file, end).isNotInstanceOf(Reading.Complete.class);
            }
        }
        assertThat(ends).isPositive();
    }

    /** Of what is printed at once, all of it is the entry, as far as it is known how it ends. */
    @ParameterizedTest
    @CsvSource({
        "wrk, other/wrk.txt, Transfer/sec:",
        "ab, other/ab.txt, Transfer rate:",
        "hey, other/hey.txt, Status code distribution:",
        "locust-stats, other/locust_stats.csv, ',Aggregated,'"
    })
    void whatEndsBeforeTheLastFiguresIsTold(String format, String file, String closing) {
        var all = Sample.bytes(file);
        int closes = new String(all, UTF_8).indexOf(closing);
        for (int end = 1; end < all.length; end++) {
            var reading = Sample.read("a1", format, Arrays.copyOf(all, end), new LoadTestAccumulator());
            if (end < closes || all[end - 1] != '\n') {
                assertThat(reading).as("%s ends after byte %d", file, end).isNotInstanceOf(Reading.Complete.class);
            }
        }
        assertThat(Sample.read("a1", format, all, new LoadTestAccumulator())).isInstanceOf(Reading.Complete.class);
    }

    @Test
    void aListOfNumbersByHandIsWholeWithoutALastLineEnd() {
        var list = "latency_ms\n12.5\n13\n40.25";
        var table = "name,latency_ms\ncart,12.5\ncart,13\ncart,40.25";

        assertThat(Sample.read("a1", "latency-column", list.getBytes(UTF_8), new LoadTestAccumulator()))
                .isInstanceOf(Reading.Complete.class);
        assertThat(Sample.read("a1", "latency-column", table.getBytes(UTF_8), new LoadTestAccumulator()))
                .isInstanceOf(Reading.Partial.class);
    }
}
