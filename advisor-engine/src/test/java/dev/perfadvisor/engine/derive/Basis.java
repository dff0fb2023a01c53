package dev.perfadvisor.engine.derive;

import dev.perfadvisor.engine.evidence.Timeline;
import dev.perfadvisor.engine.evidence.jfr.GcFacts;
import dev.perfadvisor.engine.evidence.jfr.JfrFacts;
import dev.perfadvisor.engine.evidence.jfr.RecordingFacts;
import dev.perfadvisor.engine.evidence.jfr.SocketFacts;
import dev.perfadvisor.engine.evidence.jfr.ThreadFacts;
import dev.perfadvisor.engine.evidence.jfr.WaitFacts;
import dev.perfadvisor.engine.evidence.problem.ProblemReader;
import dev.perfadvisor.engine.evidence.slowquery.ServerFacts;
import dev.perfadvisor.engine.evidence.slowquery.SlowQueryFacts;
import dev.perfadvisor.engine.model.Artifact;
import dev.perfadvisor.engine.model.Reading;
import dev.perfadvisor.engine.model.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Small hand-made evidence to derive from. */
final class Basis {

    static final long START = 1_700_000_000L;
    static final long SECOND = 1_000_000_000L;

    private static final Source SOURCE = new Source("a1", "");

    private Basis() {}

    static Deriver.Basis of(Timeline timeline, @Nullable JfrFacts jfr, @Nullable SlowQueryFacts sql) {
        var said = new ProblemReader(Map.of()).read("");
        return new Deriver.Basis(List.of(), timeline, jfr, sql, null, said);
    }

    /** The same amount in each of some seconds from the start on. */
    static void fill(Timeline timeline, String series, int seconds, long amount) {
        for (int s = 0; s < seconds; s++) {
            timeline.add(series, START + s, amount);
        }
    }

    static Artifact artifact(String id, @Nullable Integer from, @Nullable Integer to) {
        return new Artifact(id, id, "jfr", "jfr-2.1", 1, "", new Reading.Complete(), instant(from), instant(to));
    }

    private static @Nullable Instant instant(@Nullable Integer second) {
        return second == null ? null : Instant.ofEpochSecond(START + second);
    }

    /** A recording of ten seconds on two cores. */
    static JfrFacts jfr(@Nullable GcFacts gc, @Nullable ThreadFacts threads, boolean waits) {
        var from = Instant.ofEpochSecond(START);
        var recording = new RecordingFacts(
                from,
                from.plusSeconds(10),
                Duration.ofSeconds(10),
                1,
                Map.of(),
                1,
                1,
                null,
                null,
                null,
                2L,
                0,
                0,
                null,
                0,
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                SOURCE);
        var wait = new WaitFacts.Wait(
                "pool", null, 0, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0, 0, List.of(), SOURCE);
        var sockets =
                new SocketFacts(0, Duration.ZERO, Duration.ZERO, Duration.ZERO, null, List.of(), List.of(), SOURCE);
        return new JfrFacts(
                recording,
                null,
                null,
                gc,
                null,
                null,
                null,
                waits ? new WaitFacts(Map.of(), wait, wait, wait, wait, List.of(), SOURCE) : null,
                waits ? sockets : null,
                null,
                null,
                threads,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    static GcFacts gc(double pauseRatio) {
        return new GcFacts(
                1,
                0,
                0,
                0,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                null,
                pauseRatio,
                pauseRatio,
                0.1,
                0,
                0,
                Duration.ZERO,
                null,
                null,
                null,
                Map.of(),
                0,
                0,
                0,
                0,
                0,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                SOURCE);
    }

    /** Threads that serve requests. */
    static ThreadFacts workers(int threads, double idleRatio) {
        var serving = new ThreadFacts.Group("http", threads, idleRatio, 0, 0, 0, 0, 10, 0, true, SOURCE);
        var other = new ThreadFacts.Group("timer", 50, 0, 0, 0, 0, 0, 10, 0, false, SOURCE);
        return new ThreadFacts(
                null,
                null,
                null,
                List.of(serving, other),
                null,
                null,
                List.of(),
                null,
                0,
                null,
                null,
                List.of(),
                SOURCE);
    }

    /** Threads of which nine in ten are virtual. */
    static ThreadFacts virtual() {
        return new ThreadFacts(
                null, null, null, List.of(), null, null, List.of(), null, 0, 0.9, null, List.of(), SOURCE);
    }

    /** A log without statements in detail. */
    static SlowQueryFacts sql() {
        return new SlowQueryFacts(
                new SlowQueryFacts.Log(
                        "postgresql",
                        null,
                        null,
                        Duration.ZERO,
                        null,
                        1,
                        Duration.ZERO,
                        1,
                        1,
                        1,
                        0,
                        SOURCE,
                        Duration.ZERO),
                List.of(),
                new SlowQueryFacts.Events(0, Duration.ZERO, 0, 0, 0, 0, 0, null, null, Map.of(), null, 0),
                null,
                ServerFacts.NONE);
    }
}
