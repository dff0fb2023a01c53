package dev.perfadvisor.engine.evidence.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What users' own words claim. */
class ProblemReaderTest {

    private static final ProblemReader READER =
            new ProblemReader(Map.of("caching", List.of("cache", "ttl"), "performance", List.of("slow", "latency")));

    private static ProblemFacts read(String text) {
        return READER.read(text);
    }

    private static Duration millis(double millis) {
        return Duration.ofNanos(Math.round(millis * 1e6));
    }

    @Test
    void aPercentileMayStandBeforeItsValue() {
        var said = read("Median 27.5 ms, p95 173.7 ms and the 99th percentile is 1.2 seconds");
        assertThat(said.p50()).isEqualTo(millis(27.5));
        assertThat(said.p95()).isEqualTo(millis(173.7));
        assertThat(said.p99()).isEqualTo(millis(1200));
        assertThat(said.latency()).isNull();
    }

    @Test
    void aPercentileMayStandBehindItsValue() {
        var said = read("Checkout takes 27.5 ms in the median, 98.0 ms at p95");
        assertThat(said.p50()).isEqualTo(millis(27.5));
        assertThat(said.p95()).isEqualTo(millis(98));
        var brackets = read("we see 2 s (p99) and 40ms (p50)");
        assertThat(brackets.p99()).isEqualTo(millis(2000));
        assertThat(brackets.p50()).isEqualTo(millis(40));
    }

    @Test
    void aPercentileBelongsToOneValueOnly() {
        var said = read("Responses take 2 s, p99 5 s");
        assertThat(said.latency()).isEqualTo(millis(2000));
        assertThat(said.p99()).isEqualTo(millis(5000));
        var brackets = read("Responses take 2 s (p99 5 s)");
        assertThat(brackets.latency()).isEqualTo(millis(2000));
        assertThat(brackets.p99()).isEqualTo(millis(5000));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Requests take >2s since Monday      | 2000
            It takes 4.2 s at 300 QPS           | 4200
            Each call needs 350 milliseconds    | 350
            The page needs 1,5 s                | 1500
            A report takes 2 min                | 120000
            Login takes 1,200 ms                | 1200
            """)
    void aTimeWithoutPercentile(String text, double expected) {
        assertThat(read(text).latency()).isEqualTo(millis(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            It takes 4.2 s at 300 QPS           | 300
            we serve 12.5 req/s                 | 12.5
            about 80 requests per second        | 80
            10,000 rps at noon                  | 10000
            """)
    void aRate(String text, double expected) {
        assertThat(read(text).requestsPerSecond()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0.5 % errors since the release      | 0.005
            the error rate is 3%                | 0.03
            CPU is at 80 %, 5 % errors          | 0.05
            no errors, CPU at 95 %              |
            12 percent of requests fail         | 0.12
            CPU at 95 %                         |
            """)
    void aShareOfErrors(String text, Double expected) {
        assertThat(read(text).errorRatio()).isEqualTo(expected);
    }

    @Test
    void theSizeOfTheHeap() {
        assertThat(read("with a heap of 68 MB it fails").heapBytes()).isEqualTo(68L << 20);
        assertThat(read("runs with -Xmx2g").heapBytes()).isEqualTo(2L << 30);
        assertThat(read("pages of 300 kB").heapBytes()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Slow since the deployment",
                "after Tuesday's release",
                "since we upgraded",
                "new version is slower"
            })
    void whatBeganWithADeployment(String text) {
        assertThat(read(text).afterDeploy()).isTrue();
    }

    @Test
    void whatIsNotSaidIsUnknown() {
        var said = read("It is slow");
        assertThat(said.p50()).isNull();
        assertThat(said.latency()).isNull();
        assertThat(said.errorRatio()).isNull();
        assertThat(said.requestsPerSecond()).isNull();
        assertThat(said.heapBytes()).isNull();
        assertThat(said.afterDeploy()).isFalse();
    }

    @Test
    void numbersWithoutAUnitAreNoTimes() {
        var said = read("version 2.1, 30 sessions, HTTP 503, port 5432 and 4 servers");
        assertThat(said.latency()).isNull();
        assertThat(said.requestsPerSecond()).isNull();
    }

    @Test
    void topicsByTheBeginningOfTheirWords() {
        assertThat(read("Slower since it is CACHED").topics()).containsExactly("caching", "performance");
        assertThat(read("mistletoe and battle").topics()).isEmpty();
    }

    @Test
    void mentionsOfComponents() {
        assertThat(read("Postgres queries wait for HikariPool, GC is fine").mentions())
                .contains("database", "memory", "pool")
                .doesNotContain("cache", "cpu", "disk");
    }

    @Property(tries = 60)
    void anyTextCanBeRead(@ForAll @StringLength(max = 300) String text) {
        assertThat(read(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9", "9 s ", "p95 ", "requests per s", "1,", "error ", "((((", "\n", "deploy", "9,999,"})
    void textMadeToBeSlowIsReadQuickly(String part) {
        var text = part.repeat(5_000_000 / part.length());
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> read(text));
    }
}
