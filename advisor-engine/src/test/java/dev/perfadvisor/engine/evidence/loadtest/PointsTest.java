package dev.perfadvisor.engine.evidence.loadtest;

import static dev.perfadvisor.engine.evidence.loadtest.Sample.known;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Figures of parts of real runs, counted with jq over the same lines. */
class PointsTest {

    @Test
    void countsFailures() {
        var facts = Sample.facts("flaky/beginning.ndjson.gz");

        assertThat(facts.run().requests()).isEqualTo(420);
        assertThat(facts.errors().failed()).isEqualTo(10);
        assertThat(facts.errors().failedRatio()).isEqualTo(10 / 420.0);
        assertThat(facts.errors().byStatus()).isEqualTo(Map.of("500", 10L));
        assertThat(facts.errors().failedP50()).isCloseTo(Duration.ofNanos(550_309), Duration.ofNanos(6000));
        assertThat(facts.errors().okP50()).isGreaterThan(Duration.ofMillis(5));
        assertThat(facts.errors().source().locator())
                .isEqualTo("http_req_failed, first at 2026-11-22T07:30:58.543206655Z");
        assertThat(facts.run().checksFailedRatio()).isEqualTo(20 / 840.0);
        assertThat(facts.run().usersMean()).isEqualTo(4.5);
        assertThat(facts.run().usersMax()).isEqualTo(5);
        assertThat(facts.run().bytesPerRequest()).isEqualTo(255_579 / 420.0);
        assertThat(facts.endpoints()).singleElement().satisfies(endpoint -> {
            assertThat(endpoint.name()).isEqualTo("main");
            assertThat(endpoint.failedRatio()).isEqualTo(10 / 420.0);
            assertThat(endpoint.failedP50()).isEqualTo(facts.errors().failedP50());
        });
    }

    @Test
    void seesThatConnectionsAreNotUsedAgain() {
        var connections = known(Sample.facts("noreuse/beginning.ndjson.gz").connections());

        assertThat(connections.newConnectionRatio()).isEqualTo(1);
        assertThat(connections.tlsRatio()).isZero();
        assertThat(connections.connectMean()).isEqualTo(Duration.ofNanos(Math.round(187.826921e6 / 420)));
        assertThat(connections.connectingShare()).isCloseTo(187.826921 / (187.826921 + 2289.97934), within(1e-6));
    }

    @Test
    void seesThatConnectionsAreUsedAgain() {
        var connections = known(Sample.facts("flaky/beginning.ndjson.gz").connections());

        assertThat(connections.newConnectionRatio()).isEqualTo(20 / 420.0);
        assertThat(connections.connectMean()).isEqualTo(Duration.ofNanos(Math.round(5.00884e6 / 20)));
    }

    @Test
    void countsDroppedIterations() {
        var run = Sample.facts("dropped/beginning.ndjson.gz").run();

        assertThat(run.iterations()).isEqualTo(365);
        assertThat(run.droppedIterations()).isEqualTo(1027);
        assertThat(run.droppedRatio()).isEqualTo(1027 / 1392.0);
        assertThat(run.droppedSecondsRatio()).isEqualTo(1);
    }

    @Test
    void tellsEndpointsApart() {
        var facts = Sample.facts("n-plus-one/points.ndjson.gz");

        assertThat(facts.endpoints()).hasSize(6);
        assertThat(facts.endpoints()).isSortedAccordingTo((a, b) -> Double.compare(b.timeShare(), a.timeShare()));
        var slowest = facts.endpoints().getFirst();
        assertThat(slowest.name()).isEqualTo("GET /customers/{id}/orders");
        assertThat(slowest.requests()).isEqualTo(29);
        assertThat(slowest.requestShare()).isEqualTo(29 / 286.0);
        assertThat(slowest.slowness()).isGreaterThan(10);
        assertThat(slowest.source().locator()).startsWith("http_req_duration{name:GET /customers/{id}/orders}");
        assertThat(facts.endpoints().stream()
                        .mapToDouble(LoadTestFacts.Endpoint::timeShare)
                        .sum())
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void takesIdsOutOfUrls() {
        var facts = Sample.read(point("http://h:8080/items/17-3?q=1#x", "GET")
                        + point("http://h:8080/items/18-4", "GET")
                        + point("https://h/users/123e4567-e89b-12d3-a456-426614174000/v2", "POST")
                        + point("http://h", "GET")
                        + point("checkout, step 1", "POST"))
                .facts();

        assertThat(facts.endpoints())
                .extracting(LoadTestFacts.Endpoint::name)
                .containsExactlyInAnyOrder("GET /items/{id}", "POST /users/{id}/v2", "GET /", "checkout, step 1");
    }

    @Test
    void countsAnyNumberOfRequestsThatTakeTheSameTime() {
        for (int each : List.of(1, 127, 128, 255, 256, 1_000)) {
            var fast = point("x", "GET").repeat(each);
            var text = fast + fast + fast.replace("\"value\":2.5", "\"value\":40");
            var accumulator = Sample.read(text);
            accumulator.merge(Sample.read(text));
            var latency = accumulator.facts().latency();

            assertThat(latency.samples()).isEqualTo(6L * each);
            assertThat(known(latency.p50()).toNanos()).isCloseTo(2_500_000, withinPercentage(1));
            assertThat(known(latency.p90()).toNanos()).isCloseTo(40_000_000, withinPercentage(1));
        }
    }

    @Test
    void boundsTheNumberOfEndpointsWhateverTheirOrder() {
        var names = new ArrayList<String>();
        for (int i = 0; i < 12_000; i++) {
            names.add(point("page " + i, "GET"));
        }
        var facts = Sample.read(String.join("", names)).facts();
        Collections.reverse(names);

        assertThat(facts.endpoints()).hasSize(50);
        assertThat(facts.endpoints().getFirst().name()).isEqualTo("(other)");
        assertThat(facts.endpoints().getFirst().requests()).isBetween(12_000L - Tallies.MOST, 12_000L - 50);
        assertThat(facts.latency().samples()).isEqualTo(12_000);
        assertThat(Sample.read(String.join("", names)).facts()).isEqualTo(facts);
    }

    @Test
    void countsChecksTagsAndAddresses() {
        var facts = Sample.facts("flaky/beginning.ndjson.gz");

        assertThat(facts.checks()).hasSize(2);
        assertThat(facts.checks().stream()
                        .mapToLong(LoadTestFacts.Check::failed)
                        .sum())
                .isEqualTo(20);
        assertThat(facts.tags()).anySatisfy(tag -> {
            assertThat(tag.tag()).isEqualTo("status");
            assertThat(tag.values()).isEqualTo(2);
        });
        assertThat(facts.endpoints().getFirst().distinctUrls()).isEqualTo(1);
        var precision = known(facts.precision());
        assertThat(precision.samples()).isEqualTo(420);
        assertThat(precision.p95Low()).isLessThan(known(facts.latency().p95()));
        assertThat(precision.p95High()).isGreaterThan(known(facts.latency().p95()));
        assertThat(Sample.facts("n-plus-one/points.ndjson.gz").precision())
                .extracting(LoadTestFacts.Precision::p99High)
                .isNull();
    }

    @Test
    void readsTimesWithAnOffset() {
        var accumulator = Sample.read(point("x", "GET").replace("02.5Z", "02.5+02:00"));

        assertThat(accumulator.to()).isEqualTo(Instant.parse("2026-11-22T05:36:02.5Z"));
        assertThat(accumulator.from()).isEqualTo(Instant.parse("2026-11-22T05:36:02.4975Z"));
    }

    @Test
    void putsRequestsIntoTheSecondInWhichTheyEnd() {
        var accumulator = Sample.read(
                point("x", "GET") + point("x", "GET") + point("x", "GET").replace("02.5Z", "09.5Z"));
        var timeline = accumulator.timeline();
        long first = Instant.parse("2026-11-22T07:36:02Z").getEpochSecond();

        assertThat(timeline.values("load.requests")).isEqualTo(Map.of(first, 2L, first + 7, 1L));
        assertThat(timeline.values("load.nanos")).isEqualTo(Map.of(first, 5_000_000L, first + 7, 2_500_000L));
        assertThat((double) known(timeline.values("load.p95Nanos").get(first))).isCloseTo(2_500_000, within(25_000.0));
        assertThat(timeline.values("load.failed")).isEmpty();
    }

    @Test
    void doesNotCallAFailureUnknownToTheTestASuccess() {
        var facts = Sample.read("""
                {"metric":"http_req_duration","type":"Point","data":{"time":"2026-11-22T07:36:02.5Z","value":2.5,"tags":{"name":"x"}}}
                """).facts();

        assertThat(facts.errors().failedRatio()).isNull();
        assertThat(facts.errors().okP50()).isNull();
        assertThat(facts.endpoints().getFirst().failedRatio()).isNull();
        assertThat(facts.run().iterations()).isNull();
        assertThat(facts.run().droppedIterations()).isNull();
        assertThat(facts.connections()).isNull();
        assertThat(facts.shape()).isNull();
        assertThat(facts.phases()).isNull();
    }

    @Test
    void namesErrorsWithoutAnAnswerByTheirCode() {
        var facts = Sample.read("""
                {"metric":"http_req_duration","type":"Point","data":{"time":"2026-11-22T07:36:02.5Z","value":0,"tags":{"name":"x","status":"0","error_code":"1212","expected_response":"false"}}}
                {"metric":"http_req_failed","type":"Point","data":{"time":"2026-11-22T07:36:02.5Z","value":1,"tags":{"name":"x","status":"0","error_code":"1212","expected_response":"false"}}}
                """).facts();

        assertThat(facts.errors().failed()).isEqualTo(1);
        assertThat(facts.errors().byStatus()).isEqualTo(Map.of("1212", 1L));
    }

    private static String point(String name, String method) {
        return "{\"metric\":\"http_req_duration\",\"type\":\"Point\",\"data\":{\"time\":\"2026-11-22T07:36:02.5Z\",\"value\":2.5,"
                + "\"tags\":{\"expected_response\":\"true\",\"method\":\"" + method + "\",\"name\":\"" + name
                + "\",\"status\":\"200\",\"url\":\"" + name + "\"}}}\n";
    }
}
