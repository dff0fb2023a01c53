package dev.perfadvisor.engine.evidence.loadtest;

import static dev.perfadvisor.engine.evidence.loadtest.Sample.known;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.perfadvisor.engine.model.Reading;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** JMeter's own report of the samples in the table beside it. */
    @Test
    void theReportOfJmeterSaysWhatItsSamplesSay() {
        var report = Sample.facts("other/flaky-statistics.json");
        var samples = Sample.facts("other/flaky.csv.gz");

        assertThat(report.run().requests()).isEqualTo(samples.run().requests());
        assertThat(report.errors().failed()).isEqualTo(samples.errors().failed());
        assertThat(report.latency().min()).isEqualTo(samples.latency().min());
        assertThat(report.latency().max()).isEqualTo(samples.latency().max());
        assertThat(report.latency().mean()).isCloseTo(known(samples.latency().mean()), Duration.ofNanos(1_000));
        assertThat(report.latency().p99()).isCloseTo(known(samples.latency().p99()), Duration.ofMillis(2));
        assertThat(known(report.run().bytesPerRequest()))
                .isCloseTo(known(samples.run().bytesPerRequest()), within(0.01));
        assertThat(report.endpoints()).extracting(endpoint -> endpoint.name()).containsExactly("GET /flaky");
    }

    @Test
    void vegetaPrintsAndWritesTheSame() {
        var text = Sample.read("""
                Requests      [total, rate, throughput]         6000, 100.02, 99.72
                Duration      [total, attack, wait]             59.993s, 59.99s, 2.909ms
                Latencies     [min, mean, 50, 90, 95, 99, max]  609.5µs, 66.25ms, 1.154ms, 1.566ms, 34.676ms, 2.178s, 1m2.5s
                Bytes In      [total, mean]                     929228, 154.87
                Bytes Out     [total, mean]                     0, 0.00
                Success       [ratio]                           99.70%
                Status Codes  [code:count]                      0:18  200:5982
                Error Set:
                Get "https://shop.example/tea": connection reset by peer
                """).facts();
        var json = Sample.read("""
                {"latencies":{"total":397500000000,"mean":66250000,"50th":1154000,"90th":1566000,"95th":34676000,\
                "99th":2178000000,"max":62500000000,"min":609500},"bytes_in":{"total":929228,"mean":154.87},\
                "bytes_out":{"total":0,"mean":0},"earliest":"2026-08-14T15:08:00.000000001Z",\
                "latest":"2026-08-14T15:08:59.990000001Z","end":"2026-08-14T15:08:59.992909001Z","duration":59990000000,\
                "wait":2909000,"requests":6000,"rate":100.02,"throughput":99.72,"success":0.997,\
                "status_codes":{"0":18,"200":5982},"errors":["connection reset by peer"]}
                """).facts();

        assertThat(text.run().tool()).isEqualTo("vegeta");
        assertThat(text.latency())
                .usingRecursiveComparison()
                .ignoringFields("source")
                .isEqualTo(json.latency());
        assertThat(text.latency().min()).isEqualTo(Duration.ofNanos(609_500));
        assertThat(text.latency().max()).isEqualTo(Duration.ofMillis(62_500));
        assertThat(text.errors().byStatus()).isEqualTo(json.errors().byStatus()).isEqualTo(Map.of("0", 18L));
        assertThat(text.run().requests()).isEqualTo(json.run().requests()).isEqualTo(6000);
        assertThat(text.run().length()).isEqualTo(json.run().length()).isEqualTo(Duration.ofMillis(59_990));
        assertThat(text.run().bytesPerRequest()).isEqualTo(json.run().bytesPerRequest());
        assertThat(json.run().from()).hasToString("2026-08-14T15:08:00.000000001Z");
        assertThat(text.run().openModel()).isTrue();
    }

    @Test
    void whatOhaPrintsIsInUnitsThatFit() {
        var facts = Sample.read("""
                Summary:
                  Success rate:\t99.00%
                  Total:\t2.0012 sec
                  Slowest:\t58.2531 ms
                  Fastest:\t312.5 us
                  Average:\t9.6140 ms
                  Requests/sec:\t99.9400

                Response time histogram:
                   0.312 ms [1]  |
                  58.253 ms [198] |■■■■

                Response time distribution:
                  10.00% in 1.1038 ms
                  50.00% in 8.0450 ms
                  90.00% in 20.3500 ms
                  99.00% in 0.0512 sec
                  99.90% in 58.2531 ms

                Status code distribution:
                  [200] 190 responses
                  [503] 8 responses

                Error distribution:
                  [2] aborted due to deadline
                """).facts();

        assertThat(facts.run().tool()).isEqualTo("oha");
        assertThat(facts.run().requests()).isEqualTo(200);
        assertThat(facts.errors().failed()).isEqualTo(10);
        assertThat(facts.run().length()).isEqualTo(Duration.ofNanos(2_001_200_000));
        assertThat(facts.latency().min()).isEqualTo(Duration.ofNanos(312_500));
        assertThat(facts.latency().p50()).isEqualTo(Duration.ofNanos(8_045_000));
        assertThat(facts.latency().p99()).isEqualTo(Duration.ofNanos(51_200_000));
    }

    @Test
    void whatWrk2RecordedIsLessThanWhatItAsked() {
        var facts = Sample.read("""
                Running 30s test @ http://127.0.0.1:80/index.html
                  2 threads and 100 connections
                  Thread calibration: mean lat.: 9319 usec, rate sampling interval: 21 msec
                  Thread Stats   Avg      Stdev     Max   +/- Stdev
                    Latency     6.18ms    1.84ms  11.31ms   69.23%
                    Req/Sec     1.05k     1.11k    2.50k    64.57%
                  Latency Distribution (HdrHistogram - Recorded Latency)
                 50.000%    6.21ms
                 90.000%    8.46ms
                 99.000%   10.52ms
                100.000%   11.32ms

                  Detailed Percentile spectrum:
                       Value   Percentile   TotalCount 1/(1-Percentile)

                       0.677     0.000000            1         1.00
                       9.415     0.950000        37530        20.00
                      11.319     1.000000        39500          inf
                #[Mean    =        6.182, StdDeviation   =        1.837]
                #[Max     =       11.312, Total count    =        39500]
                #[Buckets =           27, SubBuckets     =         2048]
                ----------------------------------------------------------

                  Latency Distribution (HdrHistogram - Uncorrected Latency (measured without taking delayed starts into account))
                 50.000%    2.68ms
                 90.000%    4.52ms
                 99.000%    7.32ms
                100.000%    9.90ms

                  Detailed Percentile spectrum:
                       Value   Percentile   TotalCount 1/(1-Percentile)

                       5.001     0.950000        37530        20.00
                #[Max     =        9.904, Total count    =        39500]
                ----------------------------------------------------------
                  60018 requests in 30.00s, 19.81MB read
                Requests/sec:   2000.28
                Transfer/sec:    676.18KB
                """).facts();

        assertThat(facts.run().tool()).isEqualTo("wrk2");
        assertThat(facts.run().requests()).isEqualTo(60_018);
        assertThat(facts.latency().samples()).isEqualTo(39_500);
        assertThat(facts.latency().p50()).isEqualTo(Duration.ofNanos(6_210_000));
        assertThat(facts.latency().p95()).isEqualTo(Duration.ofNanos(9_415_000));
        assertThat(facts.latency().p99()).isEqualTo(Duration.ofNanos(10_520_000));
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

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "ISO-8859-1", "no-such-encoding"})
    void bytesOfAnotherEncodingCostALetter(String encoding) {
        var text = "<?xml version=\"1.0\" encoding=\"" + encoding + "\"?>\n<testResults>"
                + "<httpSample t=\"45\" lt=\"44\" ts=\"1795332360382\" s=\"true\" lb=\"Caf\u00e9\" rc=\"200\"/>"
                + "<httpSample t=\"46\" lt=\"44\" ts=\"1795332361382\" s=\"true\" lb=\"Tea\" rc=\"200\"/></testResults>\n";
        var into = new LoadTestAccumulator();
        assertThat(Sample.read("a1", text.getBytes(ISO_8859_1), into)).isEqualTo(new Reading.Complete());
        assertThat(into.facts().endpoints())
                .extracting(endpoint -> endpoint.name())
                .containsExactlyInAnyOrder(encoding.equals("ISO-8859-1") ? "Caf\u00e9" : "Caf\ufffd", "Tea");
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
