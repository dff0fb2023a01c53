package dev.perfadvisor.engine.evidence.jfr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.perfadvisor.engine.evidence.Head;
import dev.perfadvisor.engine.model.Reading;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What real services did wrong shows in the facts of their recordings. */
class JfrFactsTest {

    @Test
    void callsInARowAreTold() {
        var facts = Recordings.read(Recordings.SEQUENTIAL_CALLS).facts();
        var call = Objects.requireNonNull(facts.sockets()).calls().getFirst();

        assertThat(call.site()).isEqualTo("PriceQuote.ask");
        assertThat(call.count()).isEqualTo(1023);
        assertThat(call.sequences()).isBetween(335L, 345L);
        assertThat(call.maxRun()).isEqualTo(3);
        assertThat(call.meanRun()).isCloseTo(3, within(0.1));
        assertThat(call.sequentialShare()).isGreaterThan(0.98);
        assertThat(call.distinctPeers()).isEqualTo(1);
        assertThat(call.connects()).isNull();
        assertThat(call.source().artifact()).isEqualTo("a1");
        assertThat(call.source().locator()).startsWith("jdk.SocketRead at 2026-");
        assertThat(facts.sockets().peers()).extracting(SocketFacts.Peer::kind).containsExactly("http", "database");
    }

    @Test
    void waitsForAConnectionAreToldApartFromIdleWorkers() {
        var facts = Recordings.read(Recordings.POOL_WAIT).facts();
        var pool = Objects.requireNonNull(Objects.requireNonNull(facts.waits()).connectionPool());

        assertThat(pool.count()).isEqualTo(2020);
        assertThat(pool.site()).isEqualTo("Db.query");
        assertThat(pool.total()).isBetween(Duration.ofSeconds(614), Duration.ofSeconds(615));
        assertThat(pool.stack()).anyMatch(frame -> frame.startsWith("com.zaxxer.hikari.util.ConcurrentBag.borrow:"));
        assertThat(Objects.requireNonNull(facts.locks()).count()).isZero();
        assertThat(Objects.requireNonNull(facts.threads()).groups().getFirst()).satisfies(group -> {
            assertThat(group.name()).isEqualTo("http-#");
            assertThat(group.worker()).isTrue();
            assertThat(group.poolRatio()).isGreaterThan(0.4);
        });
    }

    @Test
    void survivorsAndTheirHolderAreTold() {
        var heap =
                Objects.requireNonNull(Recordings.read(Recordings.LEAK).facts().heap());
        var survivor = heap.oldObjects().getFirst();

        assertThat(survivor.className()).isEqualTo("byte[]");
        assertThat(survivor.samples()).isEqualTo(238);
        assertThat(survivor.site()).isEqualTo("Catalog.view");
        assertThat(survivor.holder()).isEqualTo("Catalog.VIEWED");
        assertThat(heap.growthConsistency()).isGreaterThan(0.9);
        assertThat(heap.growthShare()).isGreaterThan(0.3);
    }

    @Test
    void collectionsThatAToolAskedForAreLeftOut() {
        var facts = Recordings.read(Recordings.LEAK).facts();

        assertThat(facts.recording().events()).containsEntry("jdk.GarbageCollection", 28L);
        assertThat(Objects.requireNonNull(facts.gc()).count()).isEqualTo(26);
        assertThat(facts.gc().fullCount()).isZero();
        assertThat(facts.gc().causes()).containsOnlyKeys("G1 Evacuation Pause");
    }

    @Test
    void whatWasNotRecordedIsUnknown() {
        var facts = Recordings.read(Recordings.SEQUENTIAL_CALLS).facts();

        assertThat(Objects.requireNonNull(facts.locks()).deadlocks()).isNull();
        assertThat(Objects.requireNonNull(facts.cpu()).throttledRatio()).isNull();
        assertThat(Objects.requireNonNull(facts.allocation()).outsideTlabRatio())
                .isNull();
        assertThat(facts.recording().disabled()).contains("jdk.CPUTimeSample");
        assertThat(facts.recording().thresholds()).containsEntry("jdk.SocketRead", Duration.ofMillis(1));
    }

    @Test
    void flagsHoldNoTexts() {
        var jvm =
                Objects.requireNonNull(Recordings.read(Recordings.LEAK).facts().jvm());

        assertThat(jvm.flags()).containsEntry("MaxHeapSize", "209715200").containsEntry("UseG1GC", "true");
        assertThat(jvm.flags().values()).allMatch(value -> value.matches("true|false|-?[0-9.E]+"));
    }

    @Test
    void jvmsOfOneFileKeepTheirOwnClocksAndConstants() {
        var joined = Recordings.read(Recordings.join(List.of(Recordings.LEAK, Recordings.SEQUENTIAL_CALLS)));
        var facts = joined.facts();

        assertThat(joined.reading()).isInstanceOf(Reading.Complete.class);
        assertThat(facts.recording().jvms()).isEqualTo(2);
        assertThat(facts.recording().chunks()).isEqualTo(2);
        assertThat(Objects.requireNonNull(facts.sockets()).calls().getFirst().site())
                .isEqualTo("PriceQuote.ask");
        assertThat(facts.recording().length()).isBetween(Duration.ofSeconds(140), Duration.ofSeconds(145));
    }

    @Test
    void detectorTellsTheVersion() {
        assertThat(new JfrDetector().detect(new Head(new byte[] {'F', 'L', 'R', 0, 0, 2, 0, 1}, false)))
                .contains("jfr-2.1");
        assertThat(new JfrDetector().detect(new Head(new byte[] {'F', 'L', 'R'}, true)))
                .isEmpty();
    }
}
