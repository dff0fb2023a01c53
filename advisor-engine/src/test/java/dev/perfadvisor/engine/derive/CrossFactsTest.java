package dev.perfadvisor.engine.derive;

import static dev.perfadvisor.engine.derive.Basis.SECOND;
import static dev.perfadvisor.engine.derive.Basis.START;
import static dev.perfadvisor.engine.derive.Basis.artifact;
import static dev.perfadvisor.engine.derive.Basis.fill;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.evidence.Timeline;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Facts that no artifact holds alone, on timelines small enough to check by hand. */
class CrossFactsTest {

    private static CrossFacts.RequestTime requestTime(Deriver.Basis basis) {
        return Objects.requireNonNull(RequestTimeFact.of(basis));
    }

    private static CrossFacts.Spikes spikes(Timeline timeline) {
        return Objects.requireNonNull(SpikesFact.of(timeline));
    }

    /** Ten seconds with two requests in flight all the time. */
    private static Timeline load() {
        var timeline = new Timeline();
        fill(timeline, "load.requests", 10, 4);
        fill(timeline, "load.nanos", 10, 2 * SECOND);
        return timeline;
    }

    @Test
    void sharesAreOfTheTimeOfRequestsInTheSecondsOfTheLoadTest() {
        var timeline = load();
        fill(timeline, "sql.nanos", 5, SECOND);
        timeline.add("sql.nanos", START + 500, 100 * SECOND);
        fill(timeline, "pool.waitNanos", 10, SECOND / 2);

        var time = requestTime(Basis.of(timeline, Basis.jfr(null, null, true), Basis.sql()));
        assertThat(time.basis()).isEqualTo("load");
        assertThat(time.total()).isEqualTo(Duration.ofSeconds(20));
        assertThat(time.sqlShare()).isEqualTo(0.25);
        assertThat(time.poolWaitShare()).isEqualTo(0.25);
        assertThat(time.remoteShare()).isZero();
        assertThat(time.lockShare()).isNull();
        assertThat(time.gcShare()).isNull();
        assertThat(time.queueShare()).isNull();
    }

    @Test
    void waitsOfVirtualThreadsForAPoolAreUnknownUnlessSomeWereSeen() {
        var timeline = load();
        assertThat(requestTime(Basis.of(timeline, Basis.jfr(null, Basis.workers(4, 0.5), true), null))
                        .poolWaitShare())
                .isZero();
        assertThat(requestTime(Basis.of(timeline, Basis.jfr(null, Basis.virtual(), true), null))
                        .poolWaitShare())
                .isNull();
        fill(timeline, "pool.waitNanos", 10, SECOND);
        assertThat(requestTime(Basis.of(timeline, Basis.jfr(null, Basis.virtual(), true), null))
                        .poolWaitShare())
                .isPositive();
    }

    @Test
    void noShareIsMoreThanAll() {
        var timeline = load();
        fill(timeline, "sql.nanos", 10, 50 * SECOND);
        assertThat(requestTime(Basis.of(timeline, null, Basis.sql())).sqlShare())
                .isEqualTo(1.0);
    }

    @Test
    void aPauseStopsAllRequestsInFlight() {
        var timeline = load();
        timeline.add("gc.pauseNanos", START + 3, SECOND / 2);
        timeline.add("gc.pauseNanos", START + 77, SECOND);
        assertThat(requestTime(Basis.of(timeline, Basis.jfr(Basis.gc(0.5), null, false), null))
                        .gcShare())
                .isEqualTo(0.05);
    }

    @Test
    void timeBeforeTheWorkersIsQueueing() {
        var time = requestTime(Basis.of(load(), Basis.jfr(null, Basis.workers(1, 0.5), false), null));
        assertThat(time.queueShare()).isEqualTo(0.75);
        assertThat(requestTime(Basis.of(load(), Basis.jfr(null, Basis.workers(40, 0.0), false), null))
                        .queueShare())
                .isZero();
    }

    @Test
    void withoutALoadTestItIsWhatCanBeAccountedFor() {
        var timeline = new Timeline();
        fill(timeline, "socket.databaseNanos", 10, 3 * SECOND);
        fill(timeline, "pool.waitNanos", 10, SECOND);
        var time = requestTime(Basis.of(timeline, Basis.jfr(Basis.gc(0.02), Basis.workers(4, 0.5), true), null));
        assertThat(time.basis()).isEqualTo("accounted");
        assertThat(time.total()).isEqualTo(Duration.ofSeconds(40));
        assertThat(time.databaseReadShare()).isEqualTo(0.75);
        assertThat(time.poolWaitShare()).isEqualTo(0.25);
        assertThat(time.sqlShare()).isNull();
        assertThat(time.gcShare()).isEqualTo(0.02);
        assertThat(time.queueShare()).isNull();
        assertThat(time.largest()).isEqualTo("sql");
    }

    @Test
    void withoutLoadAndWorkersNothingIsKnown() {
        assertThat(RequestTimeFact.of(Basis.of(new Timeline(), null, Basis.sql())))
                .isNull();
        assertThat(RequestTimeFact.of(Basis.of(new Timeline(), Basis.jfr(null, Basis.workers(4, 1), true), null)))
                .isNull();
    }

    @Test
    void whatNoShareHoldsIsUnexplained() {
        var timeline = load();
        fill(timeline, "sql.nanos", 10, SECOND);
        fill(timeline, "pool.waitNanos", 10, SECOND / 2);
        assertThat(requestTime(Basis.of(timeline, Basis.jfr(null, null, true), Basis.sql()))
                        .unexplainedShare())
                .isEqualTo(0.25);
        assertThat(requestTime(Basis.of(timeline, null, Basis.sql())).unexplainedShare())
                .isNull();
    }

    @Test
    void cpuTimeIsThatOfAllCoresInTheSameSeconds() {
        var timeline = load();
        fill(timeline, "cpu.jvmPermille", 12, 2 * 500);
        fill(timeline, "cpu.samples", 12, 2);
        var time = requestTime(Basis.of(timeline, Basis.jfr(null, null, false), null));
        assertThat(time.cpuShare()).isEqualTo(0.5);
        assertThat(time.largest()).isEqualTo("cpu");
    }

    @Test
    void whatHardlyTakesAnyTimeIsNotTheLargest() {
        var timeline = load();
        fill(timeline, "sql.nanos", 10, SECOND / 20);
        assertThat(requestTime(Basis.of(timeline, null, Basis.sql())).largest()).isEqualTo("none");
    }

    @Test
    void windowsOverlapByWhatAllHaveInCommon() {
        var windows = Objects.requireNonNull(WindowsFact.of(List.of(
                artifact("a", 0, 100), artifact("b", 60, 80), artifact("c", 70, 200), artifact("d", null, null))));
        assertThat(windows.artifacts()).isEqualTo(3);
        assertThat(windows.overlap()).isEqualTo(Duration.ofSeconds(10));
        assertThat(windows.overlapRatio()).isEqualTo(0.5);
    }

    @Test
    void windowsThatDoNotMeetHaveNoOverlap() {
        var apart = Objects.requireNonNull(WindowsFact.of(List.of(artifact("a", 0, 10), artifact("b", 20, 30))));
        assertThat(apart.overlap()).isZero();
        assertThat(apart.overlapRatio()).isZero();
        assertThat(WindowsFact.of(List.of(artifact("a", 0, 10)))).isNull();
        var moment = Objects.requireNonNull(WindowsFact.of(List.of(artifact("a", 5, 5), artifact("b", 20, 30))));
        assertThat(moment.overlapRatio()).isZero();
    }

    @Property
    void theOrderOfArtifactsDoesNotMatter(
            @ForAll @IntRange(max = 100) int a,
            @ForAll @IntRange(max = 100) int b,
            @ForAll @IntRange(max = 100) int c,
            @ForAll @IntRange(max = 100) int d) {
        var first = artifact("a", Math.min(a, b), Math.max(a, b));
        var second = artifact("b", Math.min(c, d), Math.max(c, d));
        var windows = Objects.requireNonNull(WindowsFact.of(List.of(first, second)));
        assertThat(windows).isEqualTo(WindowsFact.of(List.of(second, first)));
        assertThat(windows.overlapRatio()).isBetween(0.0, 1.0);
    }

    /** Thirty seconds, of which 10 to 13 are slow. */
    private static Timeline spiky() {
        var timeline = new Timeline();
        for (int s = 0; s < 30; s++) {
            timeline.add("load.p95Nanos", START + s, s >= 10 && s < 14 ? SECOND : SECOND / 10);
        }
        return timeline;
    }

    @Test
    void whatIsHighInSlowSecondsAndNotInOthersComesFirst() {
        var timeline = spiky();
        fill(timeline, "sql.nanos", 30, SECOND);
        for (int s : new int[] {10, 11, 12, 20}) {
            timeline.add("gc.pauseNanos", START + s, SECOND / 4);
        }
        var spikes = spikes(timeline);
        assertThat(spikes.slowSeconds()).isEqualTo(4);
        assertThat(spikes.normalSeconds()).isEqualTo(26);
        assertThat(spikes.coincidences())
                .containsExactly(
                        new CrossFacts.Coincidence("gc", 0.75, 1.0 / 26), new CrossFacts.Coincidence("sql", 0, 0));
    }

    @Test
    void fewSlowSecondsAreChance() {
        var timeline = new Timeline();
        fill(timeline, "load.p95Nanos", 30, SECOND / 10);
        timeline.add("load.p95Nanos", START + 5, SECOND);
        timeline.add("gc.pauseNanos", START + 5, SECOND);
        assertThat(spikes(timeline).slowSeconds()).isEqualTo(1);
        assertThat(spikes(timeline).coincidences()).isEmpty();
    }

    @Test
    void fewSecondsSayNothing() {
        var timeline = new Timeline();
        fill(timeline, "load.p95Nanos", 14, SECOND);
        assertThat(SpikesFact.of(timeline)).isNull();
    }

    @Test
    void statementsArePerRequestOfTheSameSeconds() {
        var timeline = load();
        fill(timeline, "sql.count", 20, 40);
        var calls = Objects.requireNonNull(CallsFact.of(Basis.of(timeline, null, Basis.sql())));
        assertThat(calls.statementsPerRequest()).isEqualTo(10.0);
        assertThat(calls.concurrency()).isEqualTo(2.0);
        assertThat(calls.allocatedBytesPerRequest()).isNull();
        assertThat(CallsFact.of(Basis.of(new Timeline(), null, Basis.sql()))).isNull();
    }

    @Test
    void withoutALogNoStatementsIsUnknownAndNotNone() {
        var calls = Objects.requireNonNull(CallsFact.of(Basis.of(load(), null, null)));
        assertThat(calls.statementsPerRequest()).isNull();
        assertThat(calls.perRequest()).isEmpty();
    }
}
