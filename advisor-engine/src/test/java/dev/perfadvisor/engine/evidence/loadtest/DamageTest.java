package dev.perfadvisor.engine.evidence.loadtest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.evidence.Input;
import dev.perfadvisor.engine.model.Reading;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DamageTest {

    private static final List<String> FORMATS = List.of(
            "k6-ndjson", "k6-csv", "k6-summary-export", "k6-handle-summary", "k6-summary-machine", "unheard-of");

    @ParameterizedTest
    @ValueSource(strings = {"1.8.1/points.ndjson.gz", "1.8.1/points.csv.gz"})
    void aCutLastLineIsNamedAndTheRestCounts(String name) {
        var bytes = Sample.bytes(name);
        var cut = Arrays.copyOf(bytes, bytes.length - 20);
        var accumulator = new LoadTestAccumulator();
        var reading = Sample.read("a1", cut, accumulator);

        assertThat(reading).isInstanceOf(Reading.Partial.class);
        assertThat(reading.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.place()).isEqualTo("line " + Sample.lines(name).size());
            assertThat(problem.cause()).contains("ends within this line");
        });
        assertThat(accumulator.facts().run().requests()).isEqualTo(40);
        assertThat(accumulator.facts().run().iterations()).isEqualTo(39);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.8.1/points.ndjson.gz", "1.8.1/points.csv.gz"})
    void damagedLinesAreNamedAndTheRestCounts(String name) {
        var lines = new ArrayList<>(Sample.lines(name));
        lines.add(5, "\u0000\u0000 garbage {\"metric\":");
        lines.add(9, "http_reqs,yesterday,1,,,,,,,,,,,,,,,,");
        var accumulator = new LoadTestAccumulator();
        var reading = Sample.read("a1", text(lines), accumulator);

        assertThat(reading.problems()).extracting(problem -> problem.place()).containsExactly("line 6", "line 10");
        assertThat(accumulator.facts())
                .isEqualTo(Sample.read(String.join("\n", Sample.lines(name))).facts());
    }

    @Test
    void aDamagedTimeDoesNotMakeATestLastForYears() {
        var lines = new ArrayList<>(Sample.lines("n-plus-one/points.ndjson.gz"));
        lines.replaceAll(line -> line.equals(lines.get(100)) ? line.replace("2026-", "2022-") : line);
        var damaged = Sample.read(String.join("\n", lines)).facts();

        assertThat(damaged.run().length()).isBetween(Duration.ofSeconds(31), Duration.ofSeconds(34));
        assertThat(damaged.shape()).isNotNull();
    }

    @Test
    void aLotOfDamageIsSummedUp() {
        var lines = new ArrayList<>(Sample.lines("1.8.1/points.ndjson.gz"));
        for (int i = 0; i < 300; i++) {
            lines.add(
                    3,
                    "{\"metric\":\"http_reqs\",\"type\":\"Point\",\"data\":{\"time\":\"x\",\"value\":1,\"tags\":{}}}");
        }
        var reading = Sample.read("a1", text(lines), new LoadTestAccumulator());

        assertThat(reading.problems()).hasSize(11);
        assertThat(reading.problems().getLast().cause()).startsWith("300 lines could not be read");
    }

    @Test
    void aLineWithoutEndIsPassedOver() {
        var lines = Sample.lines("1.8.1/points.ndjson.gz");
        var text = lines.getFirst() + "\n" + "x".repeat(5 << 20) + "\n" + String.join("\n", lines) + "\n";
        var accumulator = new LoadTestAccumulator();
        var reading = Sample.read("a1", text.getBytes(UTF_8), accumulator);

        assertThat(reading.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.place()).isEqualTo("line 2");
            assertThat(problem.cause()).contains("longer than 1 MB");
        });
        assertThat(accumulator.facts().run().requests()).isEqualTo(40);
    }

    @Test
    void aTableWithoutItsFirstLineIsRejected() {
        var lines = Sample.lines("1.8.1/points.csv.gz");
        var reading = Sample.read("a1", "k6-csv", text(lines.subList(5, 20)), new LoadTestAccumulator());

        assertThat(reading).isInstanceOf(Reading.Rejected.class);
        assertThat(reading.problems().getFirst().advice()).contains("metric_name,timestamp,metric_value");
    }

    @Test
    void quotedFieldsMayHoldCommasAndLineEnds() {
        var lines = new ArrayList<>(Sample.lines("1.8.1/points.csv.gz"));
        lines.replaceAll(line -> line.replace(",main,", ",\"a \"\"b\"\", c\nd\","));
        var accumulator = new LoadTestAccumulator();

        assertThat(Sample.read("a1", text(lines), accumulator)).isEqualTo(new Reading.Complete());
        assertThat(accumulator.facts().endpoints().getFirst().name()).isEqualTo("a \"b\", c\nd");
        assertThat(accumulator.facts().latency())
                .usingRecursiveComparison()
                .ignoringFields("source")
                .isEqualTo(Sample.facts("1.8.1/points.csv.gz").latency());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.49.0/export.json", "2.2.0/handle.json", "2.2.0/machine.json"})
    void aCutSummaryGivesWhatComesBefore(String name) {
        var bytes = Sample.bytes(name);
        var cut = Arrays.copyOf(bytes, bytes.length - 3);
        var accumulator = new LoadTestAccumulator();
        var reading = Sample.read("a1", cut, accumulator);

        assertThat(reading).isInstanceOf(Reading.Partial.class);
        assertThat(reading.problems().getFirst().place()).startsWith("line ");
        assertThat(accumulator.facts().run().requests()).isEqualTo(40);
    }

    @Test
    void emptyAndHugeAreRejected() {
        for (var format : FORMATS) {
            var reading = Sample.read("a1", format, new byte[0], new LoadTestAccumulator());

            assertThat(reading).as(format).isInstanceOf(Reading.Rejected.class);
        }
        byte[] oddMark = {0, 0, (byte) 0xFF, (byte) 0xFE, '{', '}'};
        assertThat(Sample.read("a1", "k6-summary-export", oddMark, new LoadTestAccumulator()))
                .isInstanceOf(Reading.Rejected.class);
        var huge = new byte[(16 << 20) + 1];
        Arrays.fill(huge, (byte) ' ');
        assertThat(Sample.read("a1", "k6-summary-export", huge, new LoadTestAccumulator()))
                .isInstanceOf(Reading.Rejected.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.8.1/points.ndjson.gz",
                "1.8.1/points.csv.gz",
                "0.49.0/export.json",
                "2.2.0/handle.json",
                "2.2.0/machine.json"
            })
    void noDamageMakesItFail(String name) {
        var random = new Random(7);
        var bytes = Sample.bytes(name);
        for (int i = 0; i < 60; i++) {
            var damaged = bytes.clone();
            for (int j = 0; j < 1 + i * 4; j++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            int length = i % 3 == 0 ? random.nextInt(damaged.length) : damaged.length;
            var accumulator = new LoadTestAccumulator();
            var format = FORMATS.get(
                    i % 2 == 0 ? FORMATS.indexOf(Sample.format(bytes).orElseThrow()) : i % FORMATS.size());
            Sample.read("a1", format, Arrays.copyOf(damaged, length), accumulator);

            assertThat(accumulator.facts()).isNotNull();
            assertThat(accumulator.timeline()).isNotNull();
            assertThat(accumulator.from() == null || accumulator.to() != null || name.endsWith("json"))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.8.1/points.ndjson.gz", "1.8.1/points.csv.gz"})
    void aStreamMayGiveLittleAtATime(String name) throws IOException {
        var bytes = Sample.bytes(name);
        var trickle = new ByteArrayInputStream(bytes) {
            @Override
            public int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, 7));
            }
        };
        var accumulator = new LoadTestAccumulator();
        var format = Sample.format(bytes).orElseThrow();
        var reading = new LoadTestReader().read(new Input(name, name, format, trickle), accumulator);

        assertThat(reading).isEqualTo(new Reading.Complete());
        assertThat(accumulator.facts()).isEqualTo(Sample.facts(name));
    }

    @Test
    void absurdNumbersAreNotTaken() {
        var deep = "{\"metrics\":" + "{\"a\":".repeat(100_000);
        var accumulator = new LoadTestAccumulator();
        for (var value :
                List.of("1e999", "-5", "99999999999999999999999", "\"x\"", "null", "[]", "1" + "0".repeat(2000))) {
            var point =
                    "{\"metric\":\"http_req_duration\",\"type\":\"Point\",\"data\":{\"time\":\"2026-11-22T07:36:02Z\",\"value\":"
                            + value + ",\"tags\":{}}}\n";
            Sample.read("a1", "k6-ndjson", point.getBytes(UTF_8), accumulator);
            var summary = "{\"metrics\":{\"http_reqs\":{\"count\":" + value + ",\"rate\":" + value + "}}}";
            Sample.read("a1", "k6-summary-export", summary.getBytes(UTF_8), accumulator);
        }
        Sample.read("a1", "k6-handle-summary", deep.getBytes(UTF_8), accumulator);
        Sample.read("a1", "k6-ndjson", deep.getBytes(UTF_8), accumulator);

        assertThat(accumulator.facts().run().requests()).isZero();
    }

    private static byte[] text(List<String> lines) {
        return (String.join("\n", lines) + "\n").getBytes(UTF_8);
    }
}
