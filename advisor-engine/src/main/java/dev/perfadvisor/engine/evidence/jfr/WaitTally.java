package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.evidence.jfr.ThreadTally.Activity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Threads that wait: to enter a monitor or a lock, for a pool, for others, or just so. */
final class WaitTally {

    private static final String ENTER = "jdk.JavaMonitorEnter";
    private static final String WAIT = "jdk.JavaMonitorWait";
    private static final String PARK = "jdk.ThreadPark";
    private static final String SLEEP = "jdk.ThreadSleep";
    private static final String MONITOR = "monitor";
    private static final int MOST_KEYS = 5_000;
    private static final int MOST_OWNERS = 100;
    private static final int MOST_TOLD = 20;

    private final Bounded<LockKey, Contended> locks =
            new Bounded<>(MOST_KEYS, new LockKey("(other)", "park", ""), Contended::new);
    private final Bounded<WaitKey, Spans> sites =
            new Bounded<>(MOST_KEYS, new WaitKey(Purpose.OTHER, "(other)"), Spans::new);
    private final Map<Purpose, Spans> purposes = new EnumMap<>(Purpose.class);
    private final Spans blocked = new Spans();
    private long deadlocks = -1;
    private long biased;
    private final Bounded<String, long[]> biasedClasses = new Bounded<>(MOST_KEYS, "(other)", () -> new long[1]);

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

    /** @param site empty when no application frame is in the stack */
    private record LockKey(String className, String kind, String site) {}

    private record WaitKey(Purpose purpose, String site) {}

    /** Listens; waits for the answer of another service go to {@code sockets}. */
    void listen(
            ChunkEvents events, ChunkContext chunk, ThreadTally threads, SocketTally sockets, ProfileTally profile) {
        events.on(
                ENTER,
                event -> lock(event, chunk, threads, profile, MONITOR),
                "duration",
                "eventThread",
                "stackTrace",
                "monitorClass",
                "previousOwner");
        events.on("jdk.BiasedLockRevocation", _ -> biased++, "lockClass");
        events.on("jdk.BiasedLockClassRevocation", event -> biasedClasses.of(event.className(0))[0]++, "revokedClass");
        events.on(
                PARK,
                event -> wait(event, Purpose.OTHER, chunk, threads, sockets, profile),
                "duration",
                "eventThread",
                "stackTrace",
                "parkedClass");
        events.on(
                WAIT,
                event -> wait(event, Purpose.OTHER, chunk, threads, sockets, profile),
                "duration",
                "eventThread",
                "stackTrace",
                "monitorClass");
        events.on(
                SLEEP,
                event -> wait(event, Purpose.SLEEP, chunk, threads, sockets, profile),
                "duration",
                "eventThread",
                "stackTrace");
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

    private void wait(
            Event event,
            Purpose fallback,
            ChunkContext chunk,
            ThreadTally threads,
            SocketTally sockets,
            ProfileTally profile) {
        var stack = event.stack(2);
        var thread = event.thread(1);
        long nanos = event.length(0);
        var purpose = stack == null ? fallback : stack.purpose(fallback);
        threads.serves(thread, stack);
        switch (purpose) {
            case IDLE -> threads.spent(thread, Activity.IDLE, nanos);
            case LOCK -> lock(event, chunk, threads, profile, "park");
            case REMOTE -> {
                profile.add(Measure.IO, stack, thread, nanos);
                sockets.waited(event, stack, thread, threads, chunk);
            }
            case CONNECTION_POOL, CLIENT_POOL -> {
                threads.waited(thread, stack, Activity.POOL, event, chunk, nanos);
                chunk.series().addSpan(Series.POOL_WAIT, event.start(), nanos);
                add(purpose, event, chunk, stack, thread, nanos);
            }
            case SEMAPHORE, FUTURE, SLEEP, OTHER -> add(purpose, event, chunk, stack, thread, nanos);
        }
    }

    private void add(
            Purpose purpose,
            Event event,
            ChunkContext chunk,
            @Nullable Stack stack,
            @Nullable ThreadRef thread,
            long nanos) {
        var site = stack == null || stack.site() == null ? "" : stack.site();
        var key = new WaitKey(purpose, site);
        sites.of(key).add(chunk, event.type(), stack, thread, "", event.start(), nanos);
        purposes.computeIfAbsent(purpose, _ -> new Spans())
                .add(chunk, event.type(), stack, thread, "", event.start(), nanos);
    }

    private void lock(Event event, ChunkContext chunk, ThreadTally threads, ProfileTally profile, String kind) {
        var stack = event.stack(2);
        var thread = event.thread(1);
        long nanos = event.length(0);
        var site = stack == null || stack.site() == null ? "" : stack.site();
        if (stack != null && stack.purpose(Purpose.LOCK) == Purpose.IDLE) {
            // Flight Recorder, finalizers and the like wait for each other, which slows nobody down
            threads.spent(thread, Activity.IDLE, nanos);
            return;
        }
        threads.serves(thread, stack);
        threads.waited(thread, stack, Activity.LOCK, event, chunk, nanos);
        profile.add(Measure.LOCK, stack, thread, event.className(3), nanos);
        chunk.series().addSpan(Series.LOCK_BLOCKED, event.start(), nanos);
        var lock = locks.of(new LockKey(event.className(3), kind, site));
        lock.waits.add(chunk, event.type(), stack, thread, "", event.start(), nanos);
        var owner = kind.equals(MONITOR) ? event.thread(4) : null;
        if (owner != null) {
            lock.owners.of(owner.group())[0] += nanos;
        }
        blocked.add(chunk, event.type(), stack, thread, "", event.start(), nanos);
    }

    void merge(WaitTally later) {
        locks.merge(later.locks, Contended::merge);
        biased += later.biased;
        biasedClasses.merge(later.biasedClasses, (mine, theirs) -> mine[0] += theirs[0]);
        sites.merge(later.sites, Spans::merge);
        later.purposes.forEach((purpose, spans) ->
                purposes.computeIfAbsent(purpose, _ -> new Spans()).merge(spans));
        blocked.merge(later.blocked);
        deadlocks = Math.max(deadlocks, later.deadlocks);
    }

    @Nullable LockFacts locks(RecordingTally recording) {
        if (!recording.observes(ENTER, PARK) && deadlocks < 0) {
            return null;
        }
        var told = locks.all().entrySet().stream()
                .sorted(Comparator.<Map.Entry<LockKey, Contended>>comparingLong(
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
                blocked.count() == 0 ? recording.source(ENTER) : blocked.source());
    }

    private LockFacts.Lock lock(LockKey key, Contended contended, RecordingTally recording) {
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
        var told = new HashMap<String, Long>();
        Ranking.top(biasedClasses.all(), sum -> sum[0], MOST_TOLD)
                .forEach(entry -> told.put(entry.getKey(), entry.getValue()[0]));
        return Map.copyOf(told);
    }

    @Nullable WaitFacts waits(RecordingTally recording) {
        if (!recording.observes(PARK, WAIT, SLEEP)) {
            return null;
        }
        var byPurpose = new HashMap<String, Duration>();
        purposes.forEach((purpose, spans) -> byPurpose.put(purpose.id(), spans.total()));
        List<WaitFacts.Wait> told = new ArrayList<>();
        sites.all().entrySet().stream()
                .sorted(Comparator.<Map.Entry<WaitKey, Spans>>comparingLong(
                                entry -> -entry.getValue().totalNanos())
                        .thenComparing(entry -> entry.getKey().toString()))
                .limit(MOST_TOLD)
                .forEach(entry ->
                        told.add(wait(entry.getKey().purpose, entry.getKey().site, entry.getValue(), recording)));
        return new WaitFacts(
                Map.copyOf(byPurpose),
                ofPurpose(Purpose.CONNECTION_POOL, recording),
                ofPurpose(Purpose.CLIENT_POOL, recording),
                ofPurpose(Purpose.SLEEP, recording),
                ofPurpose(Purpose.FUTURE, recording),
                List.copyOf(told),
                recording.source("jdk.ThreadPark, jdk.JavaMonitorWait and jdk.ThreadSleep"));
    }

    /** All waits of a purpose, with the site that waits longest. */
    private WaitFacts.Wait ofPurpose(Purpose purpose, RecordingTally recording) {
        var spans = purposes.get(purpose);
        if (spans == null) {
            return new WaitFacts.Wait(
                    purpose.id(),
                    null,
                    0,
                    Duration.ZERO,
                    Duration.ZERO,
                    Duration.ZERO,
                    0,
                    0,
                    List.of(),
                    recording.source(PARK));
        }
        var bySite = new HashMap<String, Long>();
        sites.all().forEach((key, of) -> {
            if (key.purpose == purpose && !key.site.isEmpty()) {
                bySite.put(key.site, of.totalNanos());
            }
        });
        var site = Ranking.firstOrNull(bySite);
        return wait(purpose, site == null ? "" : site, spans, recording);
    }

    private static WaitFacts.Wait wait(Purpose purpose, String site, Spans spans, RecordingTally recording) {
        return new WaitFacts.Wait(
                purpose.id(),
                site.isEmpty() ? null : site,
                spans.count(),
                spans.total(),
                spans.mean(),
                spans.max(),
                (double) spans.totalNanos() / recording.recordedNanos(),
                spans.threads(),
                spans.stack(),
                spans.source());
    }
}
