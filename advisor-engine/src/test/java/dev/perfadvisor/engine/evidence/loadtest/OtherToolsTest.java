package dev.perfadvisor.engine.evidence.loadtest;

import static dev.perfadvisor.engine.evidence.loadtest.Sample.known;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.perfadvisor.engine.model.Reading;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Results of tools other than k6; figures counted with awk, Python and by eye over the same files. */
class OtherToolsTest {

    @ParameterizedTest
    @CsvSource({
        "small.csv, jmeter-csv, JMeter, 10, 0",
        "flaky.csv.gz, jmeter-csv, JMeter, 4397, 135",
        "small.xml, jmeter-xml, JMeter, 10, 0",
        "gatling-text.log.gz, gatling-text, Gatling, 600, 14",
        "gatling-binary.log.gz, gatling-binary, Gatling, 600, 10",
        "autocannon.json, autocannon, autocannon, 2813, 84",
        "artillery.json, artillery, Artillery, 60, 2",
        "wrk.txt, wrk, wrk, 1976, 0",
        "hey.txt, hey, hey, 500, 16",
        "ab.txt, ab, ab, 500, 10",
        "locust_stats.csv, locust-stats, Locust, 316, 5",
    })
    void areRecognisedAndCounted(String name, String format, String tool, long requests, long failed) {
        var bytes = Sample.bytes("other/" + name);
        var into = new LoadTestAccumulator();

        assertThat(Sample.format(bytes)).contains(format);
        assertThat(Sample.read("a1", bytes, into)).isEqualTo(new Reading.Complete());
        assertThat(into.facts().run().tool()).isEqualTo(tool);
        assertThat(into.facts().run().requests()).isEqualTo(requests);
        assertThat(into.facts().errors().failed()).isEqualTo(failed);
    }

    @Test
    void timesAreInTheUnitOfTheTool() {
        assertThat(Sample.facts("other/wrk.txt").latency().p99()).isEqualTo(Duration.ofNanos(52_460_000));
        assertThat(Sample.facts("other/hey.txt").latency().max()).isEqualTo(Duration.ofMillis(1517));
        assertThat(Sample.facts("other/ab.txt").latency().p50()).isEqualTo(Duration.ofMillis(10));
        assertThat(Sample.facts("other/autocannon.json").latency().p95()).isNull();
        assertThat(Sample.facts("other/locust_stats.csv").latency().max())
                .isBetween(Duration.ofMillis(42), Duration.ofMillis(43));
    }

    @Test
    void aClosedLoopIsKnownWhereTheToolHasNoOther() {
        assertThat(Sample.facts("other/wrk.txt").run().openModel()).isFalse();
        assertThat(Sample.facts("other/artillery.json").run().openModel()).isTrue();
        assertThat(Sample.facts("other/hey.txt").run().openModel()).isNull();
    }

    @Test
    void phasesOfJmeterAddUpToItsElapsedTime() {
        var facts = Sample.facts("other/flaky.csv.gz");
        var phases = known(facts.phases());

        assertThat(phases.sendingShare()).isNull();
        assertThat(phases.waitingShare() + phases.receivingShare()).isCloseTo(1, within(1e-9));
        assertThat(known(facts.connections()).tlsRatio()).isNull();
        assertThat(known(facts.connections()).newConnectionRatio()).isBetween(0.0, 0.05);
        assertThat(facts.run().usersMax()).isEqualTo(20);
    }

    @Test
    void columnsOfJmeterMayBeOthersOrMissing() {
        var few = "elapsed;label;timeStamp;success\n12;a;1795332330779;true\n14;b;1795332330999;false\n";
        var lines = Sample.lines("other/small.csv");
        var headless = String.join("\n", lines.subList(1, lines.size()));

        var facts = Sample.read(few).facts();
        assertThat(facts.run().requests()).isEqualTo(2);
        assertThat(facts.errors().failed()).isEqualTo(1);
        assertThat(facts.connections()).isNull();
        assertThat(Sample.read(headless).facts().run().requests())
                .isEqualTo(Sample.facts("other/small.csv").run().requests());
    }

    @Test
    void aMessageOfJmeterMayHoldCommasAndLineEnds() {
        var text =
                String.join("\n", Sample.lines("other/small.csv")).replace(",OK,", ",\"O, \"\"K\"\"\nthen\",") + "\n";
        var into = new LoadTestAccumulator();

        assertThat(Sample.read("a1", text.getBytes(UTF_8), into)).isEqualTo(new Reading.Complete());
        assertThat(into.facts().latency())
                .usingRecursiveComparison()
                .ignoringFields("source")
                .isEqualTo(Sample.facts("other/small.csv").latency());
    }

    @Test
    void transactionsOfJmeterAreNotCountedAsRequests() {
        var text = String.join("\n", Sample.lines("other/small.csv"))
                + "\n1795332330779,999,Checkout,200,\"Number of samples in transaction : 3, number of failing samples : 0\","
                + "Users 1-1,,true,,0,0,2,2,null,0,0,0\n";

        assertThat(Sample.read(text).facts().run().requests())
                .isEqualTo(Sample.facts("other/small.csv").run().requests());
    }

    @Test
    void entitiesInXmlAreNotFetched() {
        var text = "<?xml version=\"1.0\"?><!DOCTYPE t [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n<testResults>"
                + "<httpSample t=\"5\" ts=\"1795332360382\" s=\"true\" lb=\"a\" rc=\"200\"/><sample lb=\"&x;\" t=\"1\"/></testResults>";
        var into = new LoadTestAccumulator();
        var reading = Sample.read("a1", text.getBytes(UTF_8), into);

        assertThat(reading).isInstanceOf(Reading.Partial.class);
        assertThat(into.facts().run().requests()).isEqualTo(1);
    }

    @Test
    void percentilesOfJmetersDashboardAreNotThoseOfAllSamplesOfALongRun() {
        var one = "{\"Total\":{\"transaction\":\"Total\",\"sampleCount\":%d,\"errorCount\":3,\"meanResTime\":7.5,"
                + "\"medianResTime\":6.0,\"minResTime\":1.0,\"maxResTime\":80.0,\"pct1ResTime\":12.0,\"pct2ResTime\":14.0,"
                + "\"pct3ResTime\":24.0,\"throughput\":100.0}}";
        var few = Sample.read(one.formatted(20_000)).facts();
        var many = Sample.read(one.formatted(20_001)).facts();

        assertThat(few.latency().p99()).isEqualTo(Duration.ofMillis(24));
        assertThat(few.run().length()).isEqualTo(Duration.ofSeconds(200));
        assertThat(many.latency().p99()).isNull();
        assertThat(many.latency().mean()).isEqualTo(Duration.ofNanos(7_500_000));
    }

    @Test
    void requestsThatAStallKeptFromBeingMadeArePutBack() {
        var text = new StringBuilder("timeStamp,elapsed,label,success,allThreads\n");
        long time = 1_795_332_330_000L;
        for (int i = 0; i < 2000; i++) {
            int elapsed = i == 1000 ? 5000 : 10;
            text.append((time + "," + elapsed + ",a,true,2\n").repeat(2));
            time += elapsed;
        }
        var facts = Sample.read(text.toString()).facts();
        var omission = known(facts.omission());

        // Two users ask every 10 ms; in 5 s each left out 499 requests, which would have waited 4,990, 4,980, ... 10
        // ms.
        assertThat(facts.run().openModel()).isFalse();
        assertThat(facts.latency().p99()).isEqualTo(Duration.ofMillis(10));
        assertThat(omission.distance()).isEqualTo(Duration.ofMillis(10));
        assertThat(omission.missing()).isBetween(992L, 1000L);
        // The length of the stall and the quantile are each as exact as a bucket.
        assertThat((double) omission.p99().toNanos())
                .isCloseTo(4.75e9, within(4.75e9 * 2 * LatencySketch.RELATIVE_ERROR));
    }

    @Test
    void usersOfGatlingComeAndGo() {
        var run = Sample.facts("other/gatling-text.log.gz").run();

        assertThat(run.usersMax()).isPositive();
        assertThat(Sample.facts("other/gatling-binary.log.gz").errors().byStatus())
                .isEqualTo(Map.of(
                        "500",
                        Sample.facts("other/gatling-binary.log.gz").errors().failed()));
    }
}
