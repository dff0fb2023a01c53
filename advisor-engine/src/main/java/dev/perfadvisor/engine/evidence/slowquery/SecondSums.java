package dev.perfadvisor.engine.evidence.slowquery;

import dev.perfadvisor.engine.evidence.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Statements by second. A span costs the same however long it is; its seconds are filled in when they are asked for. */
final class SecondSums {

    private static final long SECOND = 1_000_000_000L;

    /** As in {@link Timeline}: what is longer would fill the memory with seconds. */
    private static final long LONGEST_SPAN = Duration.ofHours(1).toNanos();

    /** Eleven days of statements without a pause. Later seconds are left out. */
    private static final int MOST_SECONDS = 1_000_000;

    private static final int MOST_STEPS = 60;

    private final LongSums counts = new LongSums();
    private final Spans statements = new Spans();
    private final Spans locks = new Spans();

    /** Time in the first and last second of spans, and the change of the number of spans that fill whole seconds. */
    private static final class Spans {
        private final LongSums edges = new LongSums();
        private final LongSums changes = new LongSums();

        void add(long start, long length) {
            if (length < 0 || length > LONGEST_SPAN) {
                return;
            }
            long end = start + length;
            long first = Math.floorDiv(start, SECOND);
            long last = Math.floorDiv(end, SECOND);
            if (first == last) {
                edges.add(first, length);
                return;
            }
            edges.add(first, (first + 1) * SECOND - start);
            if (end > last * SECOND) {
                edges.add(last, end - last * SECOND);
            }
            if (last > first + 1) {
                changes.add(first + 1, 1);
                changes.add(last, -1);
            }
        }

        void merge(Spans other) {
            edges.merge(other.edges);
            changes.merge(other.changes);
        }

        void fill(Timeline timeline, String name) {
            edges.forEach((second, nanos) -> timeline.add(name, second, nanos));
            long[] state = new long[3];
            changes.forEachSorted((second, change) -> {
                for (long s = state[0]; s < second && state[1] > 0 && state[2] < MOST_SECONDS; s++) {
                    timeline.add(name, s, state[1] * SECOND);
                    state[2]++;
                }
                state[0] = second;
                state[1] += change;
            });
        }
    }

    void execution(long end) {
        counts.add(Math.floorDiv(end, SECOND), 1);
    }

    void statement(long start, long length) {
        statements.add(start, length);
    }

    void lockWait(long start, long length) {
        locks.add(start, length);
    }

    void merge(SecondSums other) {
        counts.merge(other.counts);
        statements.merge(other.statements);
        locks.merge(other.locks);
    }

    /** {@code sql.count} executions that ended, {@code sql.nanos} statement time, {@code sql.lockWaitNanos}. */
    Timeline timeline() {
        var timeline = new Timeline();
        counts.forEach((second, count) -> timeline.add("sql.count", second, count));
        statements.fill(timeline, "sql.nanos");
        locks.fill(timeline, "sql.lockWaitNanos");
        return timeline;
    }

    /** At most {@value #MOST_STEPS} steps of as many whole seconds each; null without times. */
    SlowQueryFacts.@Nullable Load load() {
        var timeline = timeline();
        var ended = timeline.values("sql.count");
        var busy = timeline.values("sql.nanos");
        if (ended.isEmpty() || busy.isEmpty()) {
            return null;
        }
        long from = Math.min(ended.firstKey(), busy.firstKey());
        long to = Math.max(ended.lastKey(), busy.lastKey());
        long step = Math.ceilDiv(to - from + 1, MOST_STEPS);
        int steps = (int) ((to - from) / step) + 1;
        return new SlowQueryFacts.Load(
                Instant.ofEpochSecond(from),
                Duration.ofSeconds(step),
                Arrays.stream(sums(ended, from, step, steps)).boxed().toList(),
                Arrays.stream(sums(busy, from, step, steps))
                        .mapToObj(Duration::ofNanos)
                        .toList());
    }

    private static long[] sums(Map<Long, Long> values, long from, long step, int steps) {
        var sums = new long[steps];
        values.forEach((second, amount) -> sums[(int) ((second - from) / step)] += amount);
        return sums;
    }

    /** Most statements that ran at the same time on average over one second, rounded up. */
    long busiest() {
        long nanos = timeline().values("sql.nanos").values().stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
        return Math.ceilDiv(nanos, SECOND);
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
    }
}
