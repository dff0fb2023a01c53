package dev.perfadvisor.engine.evidence.loadtest;

import static dev.perfadvisor.engine.evidence.loadtest.Sample.known;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts.Threshold;
import dev.perfadvisor.engine.model.Reading;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What k6 prints, tables of single requests, lists of times; figures counted with awk and by eye over the same files. */
class TablesAndTextTest {

    @ParameterizedTest
    @CsvSource({
        "stdout/0.49.0.txt, k6-stdout, k6, 40, 0, 5.64",
        "stdout/1.8.1.txt, k6-stdout, k6, 40, 0, 5.55",
        "stdout/2.2.0-full.txt, k6-stdout, k6, 40, 0, 17.89",
        "stdout/dropped.txt, k6-stdout, k6, 11656, 0, 92.19",
        "other/hey.csv, hey-csv, hey, 300, 5, 14.7727",
        "other/ab.tsv, ab-gnuplot, ab, 500, 0, 16.102",
    })
    void areRecognisedAndCounted(
            String name, String format, String tool, long requests, long failed, double meanMillis) {
        var bytes = Sample.bytes(name);
        var into = new LoadTestAccumulator();
        assertThat(Sample.format(bytes)).contains(format);
        assertThat(Sample.read("a1", bytes, into)).isEqualTo(new Reading.Complete());
        var facts = into.facts();
        assertThat(facts.run().tool()).isEqualTo(tool);
        assertThat(facts.run().requests()).isEqualTo(requests);
        assertThat(facts.errors().failed()).isEqualTo(failed);
        assertThat(known(facts.latency().mean()).toNanos() / 1e6).isCloseTo(meanMillis, within(0.001));
    }

    @Test
    void whatK6PrintsHasTheFiguresOfItsExport() {
        var printed = Sample.facts("stdout/0.49.0.txt");
        var exported = Sample.facts("0.49.0/export.json");
        assertThat(printed.run().iterations()).isEqualTo(exported.run().iterations());
        assertThat(known(printed.latency().max()).toNanos())
                .isCloseTo(known(exported.latency().max()).toNanos(), within(10_000L));
        assertThat(printed.run().checksFailedRatio()).isEqualTo(0.0);
        assertThat(printed.endpoints()).hasSize(1);
        assertThat(known(printed.run().length())).isCloseTo(Duration.ofNanos(131_981_000), Duration.ofMillis(1));
    }

    @Test
    void marksOfThresholdsAreRead() {
        assertThat(Sample.facts("stdout/2.2.0-full.txt").thresholds())
                .contains(
                        new Threshold("http_req_duration", "p(99)<200", true),
                        new Threshold("http_req_duration{name:main}", "p(95)<40", false),
                        new Threshold("checks", "rate>0.99", true))
                .hasSize(5);
        assertThat(Sample.facts("stdout/dropped.txt").run().droppedIterations()).isEqualTo(12_345);
        assertThat(Sample.facts("stdout/dropped.txt").run().usersMax()).isEqualTo(40);
    }

    @Test
    void aTableWithoutTimesOfDayHasNoTime() {
        var run = Sample.facts("other/hey.csv").run();
        assertThat(run.from()).isNull();
        assertThat(run.requestsPerSecond()).isNull();
        assertThat(Sample.facts("other/hey.csv").errors().byStatus()).isEqualTo(Map.of("500", 5L));
        assertThat(known(Sample.facts("other/ab.tsv").run().from())).hasToString("2026-11-22T07:35:13Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "latency_ms\n%s\n%s\n%s\n",
                "when;name;Duration (ms)\n1;a;%s\n2;b;%s\n3;a;%s\n",
                "response time [ms]\tx\n%s\t1\n%s\t2\n%s\t3\n"
            })
    void aColumnThatNamesItsUnitIsRead(String text) {
        var facts = Sample.read(text.formatted("10", "20.5", "30")).facts();
        assertThat(facts.run().requests()).isEqualTo(3);
        assertThat(facts.latency().p50()).isCloseTo(Duration.ofNanos(20_500_000), Duration.ofMillis(1));
        assertThat(facts.errors().failedRatio()).isNull();
    }

    @Test
    void unitsAreKept() {
        assertThat(Sample.read("elapsed_us\n1500\n").facts().latency().max()).isEqualTo(Duration.ofNanos(1_500_000));
        assertThat(Sample.read("duration_seconds\n0.0015\n").facts().latency().max())
                .isEqualTo(Duration.ofNanos(1_500_000));
        assertThat(Sample.read("http.latency_nanos\n1500000\n")
                        .facts()
                        .latency()
                        .max())
                .isEqualTo(Duration.ofNanos(1_500_000));
    }

    @Test
    void theHistoryOfLocustEndsWithItsTotals() {
        var facts = Sample.read("""
                Timestamp,User Count,Type,Name,Requests/s,Failures/s,50%,100%,Total Request Count,Total Failure Count,Total Median Response Time,Total Average Response Time,Total Min Response Time,Total Max Response Time,Total Average Content Size
                1795332925,0,,Aggregated,0.000000,0.000000,N/A,N/A,0,0,0,0.0,0,0,0
                1795332926,20,GET,/fast,12.0,0.0,7,30,12,0,7,8.5,3.5,30.5,512
                1795332926,20,,Aggregated,12.0,0.0,7,30,12,0,7,8.5,3.5,30.5,512
                1795332945,20,GET,/fast,12.1,0.5,7,30,232,5,7,8.25,3.5,60.5,512
                1795332945,20,,Aggregated,12.1,0.5,7,30,232,5,7,8.25,3.5,60.5,512
                """).facts();
        assertThat(facts.run().requests()).isEqualTo(232);
        assertThat(facts.errors().failed()).isEqualTo(5);
        assertThat(facts.run().length()).isEqualTo(Duration.ofSeconds(20));
        assertThat(facts.run().from()).hasToString("2026-11-22T07:35:25Z");
        assertThat(facts.run().usersMax()).isEqualTo(20);
        assertThat(facts.latency().mean()).isEqualTo(Duration.ofNanos(8_250_000));
        assertThat(facts.latency().p99()).isNull();
        assertThat(facts.endpoints()).extracting(endpoint -> endpoint.name()).containsExactly("GET /fast");
    }

    @Test
    void numbersWithoutAUnitAreNotGuessedAt() {
        var reading = Sample.read("a1", "10\n20\n30\n".getBytes(UTF_8), new LoadTestAccumulator());
        assertThat(reading).isInstanceOf(Reading.Rejected.class);
        assertThat(reading.problems().getFirst().advice()).contains("latency_ms");
        var percentiles = Sample.read("a1", Sample.bytes("other/ab-percentiles.csv"), new LoadTestAccumulator());
        assertThat(percentiles).isInstanceOf(Reading.Rejected.class);
        assertThat(percentiles.problems().getFirst().advice()).contains("ab -g");
    }

    @Test
    void aLineThatIsNoNumberIsTold() {
        var into = new LoadTestAccumulator();
        var reading = Sample.read("a1", "latency_ms\n10\noops\n30\n".getBytes(UTF_8), into);
        assertThat(reading).isInstanceOf(Reading.Partial.class);
        assertThat(reading.problems().getFirst().place()).contains("3");
        assertThat(into.facts().run().requests()).isEqualTo(2);
    }
}
