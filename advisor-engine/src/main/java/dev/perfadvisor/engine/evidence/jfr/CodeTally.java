package dev.perfadvisor.engine.evidence.jfr;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Samples of running Java code. Stacks are counted while a chunk is read and turned into methods at its end. */
final class CodeTally {

    private static final int MOST_METHODS = 20_000;
    private static final int MOST_TOLD = 20;
    private static final long MOST_MERGED = 1_000_000;

    /** async-profiler's wall-clock mode: threads that run and such that wait, one event for samples of the same stack. */
    private static final String WALL = "profiler.WallClockSample";

    /** Who took the samples: by wall-clock time of running threads, or by CPU time (JDK 25 on), which is preferred. */
    enum Sampler {
        EXECUTION("jdk.ExecutionSample"),
        CPU_TIME("jdk.CPUTimeSample");

        private final String event;

        Sampler(String event) {
            this.event = event;
        }

        private StackSamples of(Stack stack) {
            return switch (this) {
                case EXECUTION -> stack.executionSamples;
                case CPU_TIME -> stack.cpuTimeSamples;
            };
        }
    }

    private final Sampled execution = new Sampled();
    private final Sampled cpuTime = new Sampled();

    /** What one sampler saw. */
    private static final class Sampled {

        private long all;
        private long startUp;
        private long truncated;
        private long periodNanos;
        private final Map<String, MethodTally> methods = new HashMap<>();
        private final Map<Category, Long> categories = new TreeMap<>();

        void merge(Sampled later) {
            all += later.all;
            startUp += later.startUp;
            truncated += later.truncated;
            periodNanos += later.periodNanos;
            later.methods.values().forEach(this::add);
            later.categories.forEach((category, samples) -> categories.merge(category, samples, Long::sum));
        }

        /** Methods beyond the limit are rare ones: they stay in the totals and are not told by name. */
        void add(MethodTally method) {
            var mine = methods.get(method.key());
            if (mine == null && methods.size() < MOST_METHODS) {
                mine = method.fresh();
                methods.put(method.key(), mine);
            }
            if (mine != null) {
                mine.merge(method);
            }
        }
    }

    void listen(ChunkEvents events, ChunkContext chunk, ProfileTally profile) {
        events.on(
                Sampler.EXECUTION.event,
                // Older versions of async-profiler write what their wall-clock mode sees into this event.
                event -> executionSample(event, 1, chunk, profile),
                "sampledThread",
                "stackTrace",
                "state");
        events.on(
                WALL,
                event -> executionSample(event, Math.clamp(event.number(3), 1, MOST_MERGED), chunk, profile),
                "sampledThread",
                "stackTrace",
                "state",
                "samples");
        events.on(
                Sampler.CPU_TIME.event,
                event -> {
                    cpuTime.periodNanos += event.length(2);
                    sample(Sampler.CPU_TIME, event, 1, chunk);
                },
                "eventThread",
                "stackTrace",
                "samplingPeriod");
    }

    private static void executionSample(Event event, long samples, ChunkContext chunk, ProfileTally profile) {
        if (event.text(2).toUpperCase(Locale.ROOT).contains("SLEEP")) {
            profile.add(Measure.SLEEPING, event.stack(1), event.thread(0), samples);
        } else {
            sample(Sampler.EXECUTION, event, samples, chunk);
        }
    }

    private static void sample(Sampler sampler, Event event, long count, ChunkContext chunk) {
        var stack = event.stack(1);
        var thread = event.thread(0);
        if (stack == null || stack.frames.isEmpty()) {
            return;
        }
        var samples = sampler.of(stack);
        if (stack.startUp() || event.start() < chunk.startUpUntil()) {
            samples.startUp.add(thread == null ? -1 : thread.groupIndex(), count);
        } else {
            samples.byGroup.add(thread == null ? -1 : thread.groupIndex(), count);
        }
    }

    /** Turns the stacks of a chunk that was read to its end into methods. */
    void end(ChunkContext chunk, ThreadTally threads, ProfileTally profile) {
        for (var sampler : Sampler.values()) {
            var into = sampled(sampler);
            for (var stack : chunk.stacks().seen()) {
                end(stack, sampler.of(stack), into, chunk, threads);
            }
            profile(sampler, chunk, profile);
            for (var stack : chunk.stacks().seen()) {
                for (var frame : stack.frames) {
                    var method = frame.samples;
                    if (method != null) {
                        into.add(method);
                        frame.samples = null;
                    }
                }
            }
        }
    }

    /** A recording has samples of CPU time or others; with both, those of CPU time are drawn. */
    private static void profile(Sampler sampler, ChunkContext chunk, ProfileTally profile) {
        boolean better = chunk.stacks().seen().stream().anyMatch(stack -> !stack.cpuTimeSamples.isEmpty());
        if (better == (sampler == Sampler.CPU_TIME)) {
            for (var stack : chunk.stacks().seen()) {
                var samples = sampler.of(stack);
                profile.addCounted(Measure.CPU, stack, samples.byGroup, chunk);
                profile.addCounted(Measure.CPU, stack, samples.startUp, chunk);
            }
        }
    }

    private static void end(Stack stack, StackSamples samples, Sampled into, ChunkContext chunk, ThreadTally threads) {
        if (samples.isEmpty()) {
            return;
        }
        samples.startUp.forEach((_, count) -> {
            into.startUp += count;
            into.all += count;
        });
        samples.byGroup.forEach((groupIndex, count) -> {
            var group = groupIndex < 0 ? "" : chunk.stacks().group(groupIndex);
            into.all += count;
            into.truncated += stack.truncated ? count : 0;
            threads.sampled(group, count);
            for (var category : Category.values()) {
                if (stack.has(category) && category.describesWork()) {
                    into.categories.merge(category, count, Long::sum);
                }
            }
            methods(stack, group, count, chunk);
        });
    }

    /** Only methods on top and those of the application are told, so only they are counted. */
    private static void methods(Stack stack, String group, long count, ChunkContext chunk) {
        for (int i = 0; i < stack.frames.size(); i++) {
            var frame = stack.frames.get(i);
            frame.countedIn = null;
        }
        for (int i = 0; i < stack.frames.size(); i++) {
            var frame = stack.frames.get(i);
            if (frame.countedIn != stack) {
                frame.countedIn = stack;
                var method = frame.samples == null ? new MethodTally(frame) : frame.samples;
                frame.samples = method;
                method.add(stack, i, group, count, chunk.artifact());
            }
        }
    }

    void merge(CodeTally later) {
        execution.merge(later.execution);
        cpuTime.merge(later.cpuTime);
    }

    private Sampled sampled(Sampler sampler) {
        return switch (sampler) {
            case EXECUTION -> execution;
            case CPU_TIME -> cpuTime;
        };
    }

    private Sampler preferred() {
        return cpuTime.all > 0 ? Sampler.CPU_TIME : Sampler.EXECUTION;
    }

    private Sampled told() {
        return sampled(preferred());
    }

    /** Samples with a stack, start-up included. */
    long samples() {
        return told().all;
    }

    @Nullable Double truncatedRatio() {
        long outside = told().all - told().startUp;
        return outside == 0 ? null : (double) told().truncated / outside;
    }

    @Nullable CodeFacts facts(RecordingTally recording) {
        var sampler = preferred();
        if (!recording.observes(sampler.event) && !recording.observes(WALL)) {
            return null;
        }
        var of = told();
        long outside = of.all - of.startUp;
        var shares = new TreeMap<String, Double>();
        of.categories.forEach((category, samples) -> shares.put(category.id(), (double) samples / outside));
        return new CodeFacts(
                outside,
                of.all == 0 ? 0 : (double) of.startUp / of.all,
                methods(recording, method -> method.self() > 0, MethodTally::self),
                methods(recording, MethodTally::application, MethodTally::total),
                methods(recording, method -> method.near() > 0, MethodTally::near),
                Collections.unmodifiableMap(shares),
                recording.source(event(recording)));
    }

    private String event(RecordingTally recording) {
        boolean wall = recording.count(WALL) > 0 && recording.count(preferred().event) == 0;
        return wall ? WALL : preferred().event;
    }

    private List<CodeFacts.Method> methods(
            RecordingTally recording, Predicate<MethodTally> told, ToLongFunction<MethodTally> amount) {
        var of = told();
        long outside = of.all - of.startUp;
        var candidates = new HashMap<String, MethodTally>();
        of.methods.forEach((key, method) -> {
            if (told.test(method)) {
                candidates.put(key, method);
            }
        });
        return Ranking.top(candidates, amount, MOST_TOLD).stream()
                .map(entry -> entry.getValue().facts(outside, coresPerSample(recording), event(recording)))
                .toList();
    }

    /** A sample stands for one core during the period between samples. */
    private @Nullable Double coresPerSample(RecordingTally recording) {
        var of = told();
        if (preferred() == Sampler.CPU_TIME) {
            return of.periodNanos == 0
                    ? null
                    : (double) of.periodNanos / recording.count(Sampler.CPU_TIME.event) / recording.recordedNanos();
        }
        // Of many threads the wall-clock mode looks at some only, each time.
        var period = recording.count(WALL) > 0 ? null : recording.period(Sampler.EXECUTION.event);
        return period == null ? null : (double) period.toNanos() / recording.recordedNanos();
    }
}
