package dev.perfadvisor.engine.evidence.loadtest;

import static dev.perfadvisor.engine.evidence.loadtest.Sample.known;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts.Threshold;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class SummaryTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.49.0/export.json",
                "1.2.3/export.json",
                "1.8.1/export.json",
                "2.2.0/export.json",
                "0.49.0/handle.json",
                "1.2.3/handle.json",
                "1.8.1/handle.json",
                "2.2.0/handle.json",
                "2.2.0/machine.json",
                "2.2.0/handle-machine.json"
            })
    void ofAllVersionsSaysTheSameOfTheSameScript(String name) {
        var facts = Sample.facts(name);

        assertThat(facts.run().requests()).isEqualTo(40);
        assertThat(facts.run().iterations()).isEqualTo(40);
        assertThat(facts.run().droppedIterations()).isZero();
        assertThat(facts.run().checksFailedRatio()).isZero();
        assertThat(facts.run().bytesPerRequest()).isEqualTo(621);
        assertThat(facts.run().length()).isBetween(Duration.ofMillis(100), Duration.ofSeconds(1));
        assertThat(facts.latency().samples()).isEqualTo(40);
        assertThat(facts.latency().p95()).isNotNull();
        assertThat(facts.errors().failed()).isZero();
        assertThat(facts.errors().failedRatio()).isZero();
        assertThat(facts.shape()).isNull();
    }

    @Test
    void ofTheOldKindTurnsThresholdsAround() {
        assertThat(Sample.facts("2.2.0/export.json").thresholds())
                .containsExactlyInAnyOrder(
                        new Threshold("http_req_duration{name:main}", "p(95)<40", false),
                        new Threshold("http_req_duration", "p(95)<50", false),
                        new Threshold("http_req_duration", "p(99)<200", true),
                        new Threshold("http_req_failed", "rate<0.01", true),
                        new Threshold("checks", "rate>0.99", true));
    }

    @Test
    void ofHandleSummaryTakesThresholdsAsTheyAre() {
        assertThat(Sample.facts("2.2.0/handle.json").thresholds())
                .hasSize(5)
                .allSatisfy(threshold -> assertThat(threshold.passed()).isTrue());
    }

    @Test
    void saysWhenTheTestRanIfItKnows() {
        var run = Sample.facts("2.2.0/machine.json").run();

        assertThat(run.to()).isEqualTo(Instant.parse("2026-11-22T07:13:52.21471708Z"));
        assertThat(run.from()).isEqualTo(known(run.to()).minusNanos(444_823_685));
        assertThat(Sample.facts("2.2.0/export.json").run().to()).isNull();
    }

    @Test
    void knowsThatAllRequestsConnected() {
        var connections = known(Sample.facts("noreuse/export.json").connections());

        assertThat(connections.newConnectionRatio()).isEqualTo(1);
        assertThat(Sample.facts("2.2.0/export.json").connections()).isNull();
    }

    @Test
    void countsFailedRequestsAndDroppedIterations() {
        var flaky = Sample.facts("flaky/export.json");
        var dropped = Sample.facts("dropped/export.json");

        assertThat(flaky.errors().failed()).isEqualTo(116);
        assertThat(flaky.errors().failedRatio()).isEqualTo(116 / 4501.0);
        assertThat(dropped.run().droppedIterations()).isEqualTo(12_345);
        assertThat(dropped.run().droppedRatio()).isEqualTo(12_345 / 24_001.0);
    }

    @Test
    void hasEndpointsWhereThresholdsNameThem() {
        assertThat(Sample.facts("0.49.0/export.json").endpoints())
                .singleElement()
                .satisfies(endpoint -> {
                    assertThat(endpoint.name()).isEqualTo("main");
                    assertThat(endpoint.requests()).isEqualTo(40);
                    assertThat(endpoint.timeShare()).isEqualTo(1);
                    assertThat(endpoint.failedRatio()).isNull();
                });
    }

    @Test
    void tellsTheKindOfLoadFromTheScenarios() {
        assertThat(Sample.facts("2.2.0/machine.json").run().openModel()).isNull();
        assertThat(Sample.facts("dropped/export.json").run().openModel()).isTrue();
        assertThat(Sample.facts("flaky/export.json").run().openModel()).isNull();
        assertThat(machine("executor: 'ramping-arrival-rate'")).isTrue();
        assertThat(machine("executor: 'constant-vus'")).isFalse();
        assertThat(machine("executor: 'constant-vus' }, b: { executor: 'constant-arrival-rate'"))
                .isNull();
    }

    private static @Nullable Boolean machine(String script) {
        var root = JsonMapper.shared().readTree(Sample.bytes("2.2.0/machine.json"));
        ((ObjectNode) root.path("config")).put("script", script);
        var changed = root.toString();
        return Sample.read(changed).facts().run().openModel();
    }
}
