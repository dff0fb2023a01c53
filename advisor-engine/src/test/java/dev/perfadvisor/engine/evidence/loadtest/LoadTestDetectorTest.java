package dev.perfadvisor.engine.evidence.loadtest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoadTestDetectorTest {

    @ParameterizedTest
    @CsvSource({
        "0.49.0/points.ndjson.gz, k6-ndjson",
        "1.2.3/points.ndjson.gz, k6-ndjson",
        "1.8.1/points.ndjson.gz, k6-ndjson",
        "2.2.0/points.ndjson.gz, k6-ndjson",
        "0.49.0/points.csv.gz, k6-csv",
        "2.2.0/points.csv.gz, k6-csv",
        "0.49.0/export.json, k6-summary-export",
        "2.2.0/export.json, k6-summary-export",
        "n-plus-one/summary.json, k6-summary-export",
        "0.49.0/handle.json, k6-handle-summary",
        "2.2.0/handle.json, k6-handle-summary",
        "healthy-light/summary.json, k6-handle-summary",
        "2.2.0/machine.json, k6-summary-machine",
        "2.2.0/handle-machine.json, k6-summary-machine",
    })
    void knowsEachFormatOfK6(String name, String format) {
        assertThat(Sample.format(Sample.bytes(name))).contains(format);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"metrics\":{\"jvm.memory\":{\"count\":5}}}",
                "{\"metrics\":{\"iterations\":{\"unit\":\"n\"},\"checks\":7}}",
                "{\"title\":\"http://x\",\"latency\":{\"p99\":5},\"requests\":{\"average\":5}}",
                "{\"type\":\"Point\",\"level\":\"info\"}\n{\"metric\":\"x\"}\n",
                "timeStamp,level,label,message\n1,2,x,200\n",
                "metric,timestamp,value\n",
                "[{\"metrics\":{}}]",
                "{",
                "",
                "\u0000\u0001\u0002",
            })
    void leavesOthersAlone(String text) {
        assertThat(Sample.format(text.getBytes(UTF_8))).isEmpty();
    }

    @Test
    void knowsPointsThatBeginWithinALine() {
        var bytes = Sample.bytes("1.8.1/points.ndjson.gz");

        assertThat(Sample.format(Arrays.copyOfRange(bytes, 1000, bytes.length))).contains("k6-ndjson");
    }

    @Test
    void knowsPointsWhateverTheOrderOfTheirKeys() {
        var line =
                "{\"type\":\"Point\",\"data\":{\"tags\":null,\"value\":1,\"time\":\"2026-11-22T07:36:02Z\"},\"metric\":\"vus\"}";

        assertThat(Sample.format((line + "\n" + line + "\n").getBytes(UTF_8))).contains("k6-ndjson");
    }

    @Test
    void knowsASummaryByItsBeginning() {
        for (var name : new String[] {"0.49.0/export.json", "2.2.0/handle.json", "2.2.0/machine.json"}) {
            var bytes = Sample.bytes(name);
            var whole = Sample.format(bytes).orElseThrow();

            assertThat(Sample.format(Arrays.copyOf(bytes, bytes.length / 2)))
                    .as(name)
                    .contains(whole);
        }
    }

    @Test
    void passesOverAByteOrderMark() {
        var text = "\uFEFF" + new String(Sample.bytes("0.49.0/points.csv.gz"), UTF_8);
        var accumulator = new LoadTestAccumulator();

        assertThat(Sample.format(text.getBytes(UTF_8))).contains("k6-csv");
        assertThat(Sample.read("a1", text.getBytes(UTF_8), accumulator).status())
                .isEqualTo("complete");
        assertThat(accumulator.facts().run().requests()).isEqualTo(40);
    }
}
