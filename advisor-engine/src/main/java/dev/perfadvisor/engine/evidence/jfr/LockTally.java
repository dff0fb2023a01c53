package dev.perfadvisor.engine.evidence.jfr;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Waits to enter monitors and locks, by class, place and who had them before; and deadlocks that thread dumps tell. */
final class LockTally {

    static final String MONITOR = "monitor";
    static final String PARK = "park";

    private static final String ENTERED = "jdk.JavaMonitorEnter";
    private static final String PARKED = "jdk.ThreadPark";
    private static final int MOST_KEYS = 5_000;
    private static final int MOST_OWNERS = 100;
    private static final int MOST_TOLD = 20;

    private final Bounded<Key, Contended> locks =
            new Bounded<>(MOST_KEYS, new Key("(other)", PARK, ""), Contended::new);
    private final Spans blocked = new Spans();
    private long deadlocks = -1;
    private long biased;
    private final Bounded<String, long[]> biasedClasses = new Bounded<>(MOST_KEYS, "(other)", () -> new long[1]);

    /** @param site empty when no application frame is in the stack */
    record Key(String className, String kind, String site) {}

    /** Waits for a lock, and the groups of threads that had it before: ns waited for each. */
    private static final class Contended {

        private final Spans waits = new Spans();
        private final Bounded<String, long[]> owners = new Bounded<>(MOST_OWNERS, "(other)", () -> new long[1]);

        void merge(Contended other) {
            waits.merge(other.waits);
            owners.merge(other.owners, (mine, theirs) -> mine[0] += theirs[0]);
        }

        @Nullable String owner() {
            var top = Ranking.top(owners.all(), sum -> sum[0], 1);
            return top.isEmpty() ? null : top.getFirst().getKey();
        }
    }

    void listen(ChunkEvents events) {
        events.on("jdk.BiasedLockRevocation", _ -> biased++, "lockClass");
        events.on("jdk.BiasedLockClassRevocation", event -> biasedClasses.of(event.className(0))[0]++, "revokedClass");
        events.on("jdk.ThreadDump", this::threadDump, "result");
    }

    private void threadDump(Event event) {
        var dump = event.text(0);
        long found = 0;
        for (int at = dump.indexOf("Java-level deadlock"); at >= 0; at = dump.indexOf("Java-level deadlock", at + 1)) {
            found++;
        }
        deadlocks = Math.max(deadlocks, found);
    }

    /** Adds waits of one thread with one stack; {@code owner} had the lock before. */
    void add(
            Key key,
            ChunkContext chunk,
            String type,
            @Nullable Stack stack,
            @Nullable ThreadRef thread,
            @Nullable ThreadRef owner,
            SpanSum spans) {
        var lock = locks.of(key);
        lock.waits.add(chunk, type, stack, thread, "", spans);
        blocked.add(chunk, type, stack, thread, "", spans);
        if (owner != null) {
            lock.owners.of(owner.group())[0] += spans.nanos;
        }
    }

    void merge(LockTally later) {
        locks.merge(later.locks, Contended::merge);
        biased += later.biased;
        biasedClasses.merge(later.biasedClasses, (mine, theirs) -> mine[0] += theirs[0]);
        blocked.merge(later.blocked);
        deadlocks = Math.max(deadlocks, later.deadlocks);
    }

    @Nullable LockFacts facts(RecordingTally recording) {
        if (!recording.observes(ENTERED, PARKED) && deadlocks < 0) {
            return null;
        }
        var told = locks.all().entrySet().stream()
                .sorted(Comparator.<Map.Entry<Key, Contended>>comparingLong(
                                entry -> -entry.getValue().waits.totalNanos())
                        .thenComparing(entry -> entry.getKey().toString()))
                .limit(MOST_TOLD)
                .map(entry -> lock(entry.getKey(), entry.getValue(), recording))
                .toList();
        return new LockFacts(
                blocked.count(),
                blocked.total(),
                (double) blocked.totalNanos() / recording.recordedNanos(),
                told,
                deadlocks < 0 ? null : deadlocks,
                recording.observes("jdk.BiasedLockRevocation", "jdk.BiasedLockClassRevocation") ? (Long) biased : null,
                biasedClasses(),
                blocked.count() == 0 ? recording.source(ENTERED) : blocked.source());
    }

    private LockFacts.Lock lock(Key key, Contended contended, RecordingTally recording) {
        var spans = contended.waits;
        long all = blocked.totalNanos();
        return new LockFacts.Lock(
                key.className,
                key.kind,
                key.site.isEmpty() ? null : key.site,
                spans.count(),
                spans.total(),
                spans.mean(),
                spans.max(),
                all == 0 ? 0 : (double) spans.totalNanos() / all,
                spans.threads(),
                (double) spans.totalNanos() / recording.recordedNanos(),
                spans.mainGroup(),
                contended.owner(),
                spans.stack(),
                spans.source());
    }

    private Map<String, Long> biasedClasses() {
        var told = new LinkedHashMap<String, Long>();
        Ranking.top(biasedClasses.all(), sum -> sum[0], MOST_TOLD)
                .forEach(entry -> told.put(entry.getKey(), entry.getValue()[0]));
        return Collections.unmodifiableMap(told);
    }
}
