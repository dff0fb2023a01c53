package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.model.Source;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Threads and what groups of them spend their time on. */
final class ThreadTally {

    private static final int MOST_THREADS = 20_000;
    private static final int MOST_GROUPS = 2_000;
    private static final int MOST_TOLD = 30;

    /** What a thread does while it does not run. */
    enum Activity {
        IDLE,
        LOCK,
        POOL,
        SOCKET,
        FILE
    }

    private long peak = -1;
    private long latestAt = Long.MIN_VALUE;
    private long latestActive;
    private long starts;
    private long submitFailures;
    private final PinTally pins = new PinTally();
    private final LookupTally lookups = new LookupTally();
    private final LongWaitTally longWaits = new LongWaitTally();
    private final CounterSeries started = new CounterSeries();
    private final Map<Long, Life> lives = new HashMap<>();
    private final Bounded<String, Group> groups = new Bounded<>(MOST_GROUPS, "(other)", Group::new);

    /** From when to when a thread lived, ns since the epoch; 0 when the recording does not say. */
    private record Life(String group, String jvm, long start, long end, boolean virtual) {

        Life and(Life other) {
            return new Life(group, jvm, Math.max(start, other.start), Math.max(end, other.end), virtual);
        }
    }

    private static final class Group {

        private final Map<Activity, long[]> nanos = new EnumMap<>(Activity.class);
        private long samples;
        private long nativeSamples;
        private boolean worker;

        void add(Activity activity, long amount) {
            nanos.computeIfAbsent(activity, _ -> new long[1])[0] += amount;
        }

        long of(Activity activity) {
            var sum = nanos.get(activity);
            return sum == null ? 0 : sum[0];
        }

        void merge(Group other) {
            other.nanos.forEach((activity, of) -> add(activity, of[0]));
            samples += other.samples;
            nativeSamples += other.nativeSamples;
            worker |= other.worker;
        }
    }

    void listen(ChunkEvents events, ChunkContext chunk) {
        events.on(
                "jdk.JavaThreadStatistics",
                event -> statistics(event, chunk),
                "activeCount",
                "peakCount",
                "accumulatedCount");
        events.on(
                "jdk.ThreadStart",
                event -> {
                    starts++;
                    life(event.thread(0), chunk, event.start(), 0);
                },
                "thread");
        events.on("jdk.ThreadEnd", event -> life(event.thread(0), chunk, 0, event.start()), "thread");
        events.on("jdk.VirtualThreadSubmitFailed", _ -> submitFailures++, "javaThreadId");
        pins.listen(events, chunk);
    }

    private void statistics(Event event, ChunkContext chunk) {
        peak = Math.max(peak, event.number(1));
        started.add(chunk.jvm(), event.start(), event.number(2));
        if (event.start() >= latestAt) {
            latestAt = event.start();
            latestActive = event.number(0);
        }
    }

    private void life(@Nullable ThreadRef thread, ChunkContext chunk, long start, long end) {
        if (thread != null && (lives.size() < MOST_THREADS || lives.containsKey(thread.key()))) {
            lives.merge(thread.key(), new Life(thread.group(), chunk.jvm(), start, end, thread.virtual()), Life::and);
        }
    }

    /** Adds time that a thread did not run. */
    void spent(@Nullable ThreadRef thread, Activity activity, long nanos) {
        if (thread != null) {
            groups.of(thread.group()).add(activity, nanos);
        }
    }

    /** Notes a wait of a thread that serves a request, if it is one of the longest. */
    void longWait(
            @Nullable ThreadRef thread, @Nullable Stack stack, Activity activity, Event event, ChunkContext chunk) {
        if (thread != null && stack != null && stack.servesRequest) {
            longWaits.add(thread, stack, activity, event, chunk);
        }
    }

    /** Adds a sample of a thread in native code. */
    void sampledNative(@Nullable ThreadRef thread, @Nullable Stack stack) {
        if (thread != null) {
            groups.of(thread.group()).nativeSamples++;
        }
        lookups.sampled(stack);
    }

    /** Adds execution samples of a group. */
    void sampled(String group, long samples) {
        if (!group.isEmpty()) {
            groups.of(group).samples += samples;
        }
    }

    /** Notes that a thread was seen serving a request, if its stack says so. */
    void serves(@Nullable ThreadRef thread, @Nullable Stack stack) {
        if (thread != null && stack != null && stack.servesRequest) {
            groups.of(thread.group()).worker = true;
        }
    }

    /** Notes the threads of a chunk that was read to its end. */
    void end(ChunkContext chunk) {
        chunk.stacks().seenThreads().forEach(thread -> life(thread, chunk, 0, 0));
    }

    void merge(ThreadTally later) {
        peak = Math.max(peak, later.peak);
        starts += later.starts;
        submitFailures += later.submitFailures;
        pins.merge(later.pins);
        lookups.merge(later.lookups);
        longWaits.merge(later.longWaits);
        started.merge(later.started);
        groups.merge(later.groups, Group::merge);
        later.lives.forEach((key, life) -> {
            if (lives.size() < MOST_THREADS || lives.containsKey(key)) {
                lives.merge(key, life, Life::and);
            }
        });
        if (later.latestAt >= latestAt) {
            latestAt = later.latestAt;
            latestActive = later.latestActive;
        }
    }

    @Nullable ThreadFacts facts(RecordingTally recording) {
        if (lives.isEmpty() && peak < 0) {
            return null;
        }
        return new ThreadFacts(
                peak < 0 ? null : peak,
                peak < 0 ? null : latestActive,
                started(recording),
                groups(recording),
                pins.count(recording),
                pins.total(recording),
                pins.facts(),
                startedPerSecond(recording),
                submitFailures,
                virtualRatio(),
                lookups.facts(recording),
                longWaits.facts(),
                recording.source("jdk.JavaThreadStatistics"));
    }

    private @Nullable Double virtualRatio() {
        long virtual = lives.values().stream().filter(Life::virtual).count();
        return lives.isEmpty() ? null : (Double) ((double) virtual / lives.size());
    }

    private @Nullable Long started(RecordingTally recording) {
        if (!started.isEmpty()) {
            return started.growth(Map.of()).amount();
        }
        return recording.observes("jdk.ThreadStart") ? starts : null;
    }

    private @Nullable Double startedPerSecond(RecordingTally recording) {
        var number = started(recording);
        return number == null ? null : (Double) (number / recording.recordedSeconds());
    }

    /** Number of threads of a group and the ns that they lived within the recording. */
    private record Lived(long threads, long nanos) {

        Lived and(Lived other) {
            return new Lived(threads + other.threads, nanos + other.nanos);
        }
    }

    private List<ThreadFacts.Group> groups(RecordingTally recording) {
        var lived = new TreeMap<String, Lived>();
        for (var life : lives.values()) {
            var jvm = recording.jvms().get(life.jvm);
            if (jvm != null) {
                long from = Math.max(jvm.from(), life.start);
                long to = life.end == 0 ? jvm.to() : Math.min(jvm.to(), life.end);
                lived.merge(life.group, new Lived(1, Math.max(0, to - from)), Lived::and);
            }
        }
        return lived.entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, Lived>>comparingLong(entry -> -entry.getValue().threads)
                        .thenComparing(Map.Entry::getKey))
                .limit(MOST_TOLD)
                .map(entry -> group(entry.getKey(), entry.getValue(), recording))
                .toList();
    }

    private ThreadFacts.Group group(String name, Lived lived, RecordingTally recording) {
        var group = groups.all().getOrDefault(name, new Group());
        double lock = share(group, Activity.LOCK, lived);
        double pool = share(group, Activity.POOL, lived);
        double socket = share(group, Activity.SOCKET, lived);
        double file = share(group, Activity.FILE, lived);
        Source all = recording.source("events of threads " + name);
        return new ThreadFacts.Group(
                name,
                lived.threads,
                share(group, Activity.IDLE, lived),
                lock,
                pool,
                socket,
                Math.min(1, lock + pool + socket + file),
                group.samples,
                group.nativeSamples,
                group.worker,
                all);
    }

    private static double share(Group group, Activity activity, Lived lived) {
        return lived.nanos == 0 ? 0 : Math.min(1, (double) group.of(activity) / lived.nanos);
    }
}
