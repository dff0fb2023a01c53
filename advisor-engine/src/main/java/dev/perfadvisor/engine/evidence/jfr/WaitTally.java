package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.evidence.jfr.ThreadTally.Activity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Threads that wait: to enter a monitor or a lock, for a pool, for others, or just so. */
final class WaitTally {

    private static final String ENTER = "jdk.JavaMonitorEnter";
    private static final String WAIT = "jdk.JavaMonitorWait";
    private static final String PARK = "jdk.ThreadPark";
    private static final String SLEEP = "jdk.ThreadSleep";
    private static final int MOST_KEYS = 5_000;
    private static final int MOST_TOLD = 20;

    private final LockTally locks = new LockTally();
    private final Bounded<WaitKey, Spans> sites =
            new Bounded<>(MOST_KEYS, new WaitKey(Purpose.OTHER, "(other)"), Spans::new);
    private final Map<Purpose, Spans> purposes = new EnumMap<>(Purpose.class);

    private record WaitKey(Purpose purpose, String site) {}

    /** Of the chunk that is being read. */
    private @Nullable Fold<Row> rows;

    /** What threads wait in. */
    private enum Kind {
        ENTER(0),
        PARK(1),
        WAIT(2),
        SLEEP(3);

        /** Tells its rows from others. */
        private final int number;

        Kind(int number) {
            this.number = number;
        }
    }

    /**
     * Waits of one kind of one thread with one stack.
     *
     * @param className of the monitor or of what the thread parks on, empty for sleeps
     * @param owner had the monitor before
     * @param waiter for the answer of another service
     */
    private record Row(
            Kind kind,
            String type,
            @Nullable Stack stack,
            @Nullable ThreadRef thread,
            Purpose purpose,
            String className,
            @Nullable ThreadRef owner,
            CallRuns.@Nullable Caller waiter,
            SpanSum spans) {}

    /** Listens; waits for the answer of another service go to {@code sockets}. */
    void listen(
            ChunkEvents events, ChunkContext chunk, ThreadTally threads, SocketTally sockets, ProfileTally profile) {
        var fold = new Fold<Row>(row -> take(row, chunk, threads, profile));
        rows = fold;
        events.on(
                ENTER,
                event -> add(Kind.ENTER, event, chunk, threads, sockets, fold),
                "duration",
                "eventThread",
                "stackTrace",
                "monitorClass",
                "previousOwner");
        events.on(
                PARK,
                event -> add(Kind.PARK, event, chunk, threads, sockets, fold),
                "duration",
                "eventThread",
                "stackTrace",
                "parkedClass");
        events.on(
                WAIT,
                event -> add(Kind.WAIT, event, chunk, threads, sockets, fold),
                "duration",
                "eventThread",
                "stackTrace",
                "monitorClass");
        events.on(
                SLEEP,
                event -> add(Kind.SLEEP, event, chunk, threads, sockets, fold),
                "duration",
                "eventThread",
                "stackTrace");
        locks.listen(events);
    }

    private static void add(
            Kind kind, Event event, ChunkContext chunk, ThreadTally threads, SocketTally sockets, Fold<Row> fold) {
        var row = row(kind, event, sockets, fold);
        row.spans.add(event.start(), event.length());
        switch (row.purpose) {
            case LOCK -> {
                threads.longWait(row.thread, row.stack, Activity.LOCK, event, chunk);
                chunk.series().addSpan(Series.LOCK_BLOCKED, event.start(), event.length());
            }
            case REMOTE -> {
                threads.longWait(row.thread, row.stack, Activity.SOCKET, event, chunk);
                if (row.waiter != null) {
                    sockets.waited(row.waiter, event);
                }
            }
            case CONNECTION_POOL, CLIENT_POOL -> {
                threads.longWait(row.thread, row.stack, Activity.POOL, event, chunk);
                chunk.series().addSpan(Series.POOL_WAIT, event.start(), event.length());
            }
            case IDLE, SEMAPHORE, FUTURE, SLEEP, OTHER -> {}
        }
    }

    private static Row row(Kind kind, Event event, SocketTally sockets, Fold<Row> fold) {
        long classKey = kind == Kind.SLEEP ? 0 : event.number(3);
        long ownerKey = kind == Kind.ENTER ? event.number(4) : -1 - kind.number;
        var row = fold.get(event.number(2), event.number(1), classKey, ownerKey);
        if (row == null) {
            row = row(kind, event, event.stack(2), sockets);
            fold.put(event.number(2), event.number(1), classKey, ownerKey, row);
        }
        return row;
    }

    private static Row row(Kind kind, Event event, @Nullable Stack stack, SocketTally sockets) {
        var thread = event.thread(1);
        var purpose = purpose(kind, stack);
        var className = kind == Kind.SLEEP ? "" : event.className(3);
        var owner = kind == Kind.ENTER ? event.thread(4) : null;
        var waiter = purpose == Purpose.REMOTE && stack != null ? sockets.waiter(event, stack, thread) : null;
        return new Row(kind, event.type(), stack, thread, purpose, className, owner, waiter, new SpanSum());
    }

    private static Purpose purpose(Kind kind, @Nullable Stack stack) {
        return switch (kind) {
            // Flight Recorder, finalizers and the like wait for each other, which slows nobody down
            case ENTER -> stack != null && stack.purpose(Purpose.LOCK) == Purpose.IDLE ? Purpose.IDLE : Purpose.LOCK;
            case PARK, WAIT -> stack == null ? Purpose.OTHER : stack.purpose(Purpose.OTHER);
            case SLEEP -> stack == null ? Purpose.SLEEP : stack.purpose(Purpose.SLEEP);
        };
    }

    private void take(Row row, ChunkContext chunk, ThreadTally threads, ProfileTally profile) {
        long nanos = row.spans.nanos;
        if (row.kind != Kind.ENTER || row.purpose == Purpose.LOCK) {
            threads.serves(row.thread, row.stack);
        }
        switch (row.purpose) {
            case IDLE -> threads.spent(row.thread, Activity.IDLE, nanos);
            case LOCK -> {
                threads.spent(row.thread, Activity.LOCK, nanos);
                profile.add(Measure.LOCK, row.stack, row.thread, row.className, nanos);
                var key = new LockTally.Key(
                        row.className, row.kind == Kind.ENTER ? LockTally.MONITOR : LockTally.PARK, site(row.stack));
                locks.add(key, chunk, row.type, row.stack, row.thread, row.owner, row.spans);
            }
            case REMOTE -> {
                threads.spent(row.thread, Activity.SOCKET, nanos);
                profile.add(Measure.IO, row.stack, row.thread, nanos);
            }
            case CONNECTION_POOL, CLIENT_POOL -> {
                threads.spent(row.thread, Activity.POOL, nanos);
                site(row, chunk);
            }
            case SEMAPHORE, FUTURE, SLEEP, OTHER -> site(row, chunk);
        }
    }

    private void site(Row row, ChunkContext chunk) {
        add(sites.of(new WaitKey(row.purpose, site(row.stack))), row, chunk);
        add(purposes.computeIfAbsent(row.purpose, _ -> new Spans()), row, chunk);
    }

    private static void add(Spans to, Row row, ChunkContext chunk) {
        to.add(chunk, row.type, row.stack, row.thread, "", row.spans);
    }

    private static String site(@Nullable Stack stack) {
        var site = stack == null ? null : stack.site();
        return site == null ? "" : site;
    }

    /** Adds the waits of a chunk that was read to its end. */
    void end() {
        if (rows != null) {
            rows.end();
            rows = null;
        }
    }

    void merge(WaitTally later) {
        locks.merge(later.locks);
        sites.merge(later.sites, Spans::merge);
        later.purposes.forEach((purpose, spans) ->
                purposes.computeIfAbsent(purpose, _ -> new Spans()).merge(spans));
    }

    @Nullable LockFacts locks(RecordingTally recording) {
        return locks.facts(recording);
    }

    @Nullable WaitFacts waits(RecordingTally recording) {
        if (!recording.observes(PARK, WAIT, SLEEP)) {
            return null;
        }
        var byPurpose = new TreeMap<String, Duration>();
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
                Collections.unmodifiableMap(byPurpose),
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
