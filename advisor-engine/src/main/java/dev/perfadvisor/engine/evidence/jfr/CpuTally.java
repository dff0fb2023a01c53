package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.evidence.Timeline;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** CPU load of JVM and machine. Shares are added up in millionths, so that sums do not depend on their order. */
final class CpuTally {

    private static final double MILLION = 1e6;
    private static final int WORST_SECONDS = 10;
    private static final int MOST_THREADS = 20_000;
    private static final int MOST_TOLD = 20;

    private long samples;
    private long user;
    private long system;
    private long machine;
    private long other;
    private long switches;
    private long switchSamples;
    private final Map<Long, ThreadLoad> threads = new HashMap<>();
    private final Map<String, TreeMap<Long, Slices>> slices = new TreeMap<>();

    /** Load of one thread: sum in millionths of the machine, and of how many periods. */
    private record ThreadLoad(String name, String group, long sum, long system, long periods) {

        ThreadLoad and(ThreadLoad other) {
            return new ThreadLoad(name, group, sum + other.sum, system + other.system, periods + other.periods);
        }
    }

    /** Scheduling periods of the container so far. */
    private record Slices(long elapsed, long throttled, long nanos) {}

    void listen(ChunkEvents events, ChunkContext chunk) {
        events.on("jdk.CPULoad", event -> load(event, chunk), "jvmUser", "jvmSystem", "machineTotal");
        events.on("jdk.ThreadCPULoad", this::threadLoad, "eventThread", "user", "system");
        events.on(
                "jdk.ThreadContextSwitchRate",
                event -> {
                    switches += Math.round(event.real(0));
                    switchSamples++;
                },
                "switchRate");
        events.on(
                "jdk.ContainerCPUThrottling",
                event -> slices.computeIfAbsent(chunk.jvm(), _ -> new TreeMap<>())
                        .put(event.start(), new Slices(event.number(0), event.number(1), event.nanos(2))),
                "cpuElapsedSlices",
                "cpuThrottledSlices",
                "cpuThrottledTime");
    }

    private void load(Event event, ChunkContext chunk) {
        long ofUser = millionths(event.real(0));
        long ofSystem = millionths(event.real(1));
        long ofMachine = millionths(event.real(2));
        samples++;
        user += ofUser;
        system += ofSystem;
        machine += ofMachine;
        other += Math.max(0, ofMachine - ofUser - ofSystem);
        chunk.series().add(Series.CPU_JVM, event.start(), Math.round((ofUser + ofSystem) / 1e3));
        chunk.series().add(Series.CPU_MACHINE, event.start(), Math.round(ofMachine / 1e3));
        chunk.series().add(Series.CPU_SAMPLES, event.start(), 1);
    }

    private void threadLoad(Event event) {
        var thread = event.thread(0);
        if (thread != null && (threads.size() < MOST_THREADS || threads.containsKey(thread.key()))) {
            long ofSystem = millionths(event.real(2));
            long load = millionths(event.real(1)) + ofSystem;
            threads.merge(
                    thread.key(), new ThreadLoad(thread.name(), thread.group(), load, ofSystem, 1), ThreadLoad::and);
        }
    }

    /** Loads are shares of the machine; rounding of the JVM can make them a little more than all of it. */
    private static long millionths(double share) {
        return Double.isNaN(share) ? 0 : Math.round(Math.clamp(share, 0, 1) * MILLION);
    }

    void merge(CpuTally later) {
        samples += later.samples;
        user += later.user;
        system += later.system;
        machine += later.machine;
        other += later.other;
        switches += later.switches;
        switchSamples += later.switchSamples;
        later.threads.forEach((key, load) -> threads.merge(key, load, ThreadLoad::and));
        later.slices.forEach((jvm, values) ->
                slices.computeIfAbsent(jvm, _ -> new TreeMap<>()).putAll(values));
    }

    @Nullable CpuFacts facts(RecordingTally recording, Timeline timeline) {
        if (samples == 0) {
            return null;
        }
        var counts = timeline.values(Series.CPU_SAMPLES.id());
        var busiest = busiest();
        var cores = recording.cores();
        return new CpuFacts(
                mean(user + system),
                Windows.worstMean(timeline.values(Series.CPU_JVM.id()), counts, WORST_SECONDS) / 1e3,
                mean(machine),
                Windows.worstMean(timeline.values(Series.CPU_MACHINE.id()), counts, WORST_SECONDS) / 1e3,
                mean(other),
                user + system == 0 ? null : (double) system / (user + system),
                busiest == null ? null : busiest.name,
                busiest == null || cores == null ? null : busiest.sum / (double) periods() / MILLION * cores,
                switchSamples == 0 ? null : (double) switches / switchSamples,
                throttled(),
                throttledTotal(),
                loads(cores, true),
                loads(cores, false),
                samples,
                recording.source("jdk.CPULoad"));
    }

    private double mean(long sum) {
        return sum / (double) samples / MILLION;
    }

    private @Nullable ThreadLoad busiest() {
        return threads.values().stream()
                .max((a, b) -> a.sum != b.sum ? Long.compare(a.sum, b.sum) : b.name.compareTo(a.name))
                .orElse(null);
    }

    /** A thread that used no CPU is left out of a period, so the thread that is in most of them tells their number. */
    private long periods() {
        return threads.values().stream().mapToLong(ThreadLoad::periods).max().orElse(1);
    }

    private @Nullable Double throttled() {
        long elapsed = 0;
        long throttled = 0;
        for (var values : slices.values()) {
            var first = values.firstEntry().getValue();
            var last = values.lastEntry().getValue();
            elapsed += last.elapsed - first.elapsed;
            throttled += last.throttled - first.throttled;
        }
        return elapsed <= 0 ? null : Math.clamp((double) throttled / elapsed, 0, 1);
    }

    private @Nullable Duration throttledTotal() {
        if (slices.isEmpty()) {
            return null;
        }
        long nanos = slices.values().stream()
                .mapToLong(values -> values.lastEntry().getValue().nanos
                        - values.firstEntry().getValue().nanos)
                .sum();
        return Duration.ofNanos(Math.max(0, nanos));
    }

    /** Threads one by one, or groups of them. */
    private List<CpuFacts.Load> loads(@Nullable Long cores, boolean single) {
        if (cores == null) {
            return List.of();
        }
        var sums = new TreeMap<String, long[]>();
        threads.values().forEach(load -> {
            var of = sums.computeIfAbsent(single ? load.name : load.group, _ -> new long[3]);
            of[0] += load.sum;
            of[1] += load.system;
            of[2]++;
        });
        double scale = cores / (double) periods() / MILLION;
        return Ranking.top(sums, of -> of[0], MOST_TOLD).stream()
                .map(entry -> {
                    var of = entry.getValue();
                    @Nullable Double system = of[0] == 0 ? null : (Double) ((double) of[1] / of[0]);
                    return new CpuFacts.Load(entry.getKey(), of[2], of[0] * scale, system);
                })
                .toList();
    }
}
