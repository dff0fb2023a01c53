package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.model.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What was recorded: chunks, JVMs, events, settings. */
final class RecordingTally {

    /** Types that say where time or memory goes. */
    private static final Set<String> TELLING = Set.of(
            "jdk.CPULoad",
            "jdk.ExecutionSample",
            "jdk.FileRead",
            "jdk.FileWrite",
            "jdk.GarbageCollection",
            "jdk.GCHeapSummary",
            "jdk.JavaMonitorEnter",
            "jdk.ObjectAllocationSample",
            "jdk.SocketRead",
            "jdk.SocketWrite",
            "jdk.ThreadPark");

    private long from = Long.MAX_VALUE;
    private long to = Long.MIN_VALUE;
    private String artifact = "";
    private long recordedNanos;
    private long chunks;
    private long lostBytes;
    private long losses;
    private String shutdown = "";
    private final TreeSet<String> dumpReasons = new TreeSet<>();
    private long cores;
    private final Map<String, Long> counts = new TreeMap<>();
    private final Map<String, Jvm> jvms = new TreeMap<>();
    private final Map<String, Boolean> enabled = new TreeMap<>();
    private final Map<String, Duration> thresholds = new TreeMap<>();
    private final Map<String, Duration> periods = new TreeMap<>();

    /**
     * One JVM.
     *
     * @param start ns since the epoch, 0 when unknown
     * @param from first event of it
     * @param to last event of it
     */
    record Jvm(String name, String version, long start, long from, long to) {

        Jvm and(Jvm other) {
            var named = name.isEmpty() ? other : this;
            return new Jvm(named.name, named.version, named.start, Math.min(from, other.from), Math.max(to, other.to));
        }
    }

    void listen(ChunkEvents events, ChunkContext chunk) {
        events.on("jdk.ActiveSetting", event -> setting(event, chunk), "id", "name", "value");
        events.on(
                "jdk.DataLoss",
                event -> {
                    lostBytes += Math.max(0, event.number(0));
                    losses++;
                },
                "amount");
        events.on("jdk.DumpReason", event -> dumpReasons.add(event.text(0)), "reason");
        events.on("jdk.Shutdown", event -> shutdown = event.text(0), "reason");
        events.on("jdk.CPUInformation", event -> cores = Math.max(cores, event.number(0)), "hwThreads");
    }

    private void setting(Event event, ChunkContext chunk) {
        var type = chunk.chunk().metadata().type(event.number(0));
        if (type == null) {
            return;
        }
        var value = event.text(2);
        switch (event.text(1)) {
            case "enabled" -> enabled.put(type.name(), Boolean.parseBoolean(value));
            case "threshold" -> put(thresholds, type.name(), Durations.parse(value));
            case "period" -> put(periods, type.name(), Durations.parse(value));
            // As async-profiler says it, in nanoseconds; 0 is what the mode has for usual.
            case "interval" ->
                put(
                        periods,
                        type.name(),
                        value.matches("[1-9]\\d{0,11}") ? Duration.ofNanos(Long.parseLong(value)) : null);
            default -> {}
        }
    }

    private static void put(Map<String, Duration> into, String type, @Nullable Duration value) {
        if (value != null) {
            into.put(type, value);
        }
    }

    /** Adds a chunk that was read to its end. */
    void end(ChunkEvents events, ChunkContext chunk, JvmIdentity jvm) {
        chunks++;
        events.counts().forEach((type, count) -> counts.merge(type, count, Long::sum));
        if (events.isEmpty()) {
            return;
        }
        if (artifact.isEmpty()) {
            artifact = chunk.artifact();
        }
        var header = chunk.chunk().header();
        from = Math.min(from, events.first());
        to = Math.max(to, events.last());
        recordedNanos += header.finished() ? header.durationNanos() : events.last() - events.first();
        var seen = new Jvm(jvm.name(), jvm.version(), jvm.startNanos(), events.first(), events.last());
        jvms.merge(chunk.jvm(), seen, Jvm::and);
    }

    void merge(RecordingTally later) {
        from = Math.min(from, later.from);
        to = Math.max(to, later.to);
        artifact = artifact.isEmpty() ? later.artifact : artifact;
        recordedNanos += later.recordedNanos;
        chunks += later.chunks;
        lostBytes += later.lostBytes;
        losses += later.losses;
        shutdown = later.shutdown.isEmpty() ? shutdown : later.shutdown;
        dumpReasons.addAll(later.dumpReasons);
        cores = Math.max(cores, later.cores);
        later.counts.forEach((type, count) -> counts.merge(type, count, Long::sum));
        later.jvms.forEach((key, jvm) -> jvms.merge(key, jvm, Jvm::and));
        enabled.putAll(later.enabled);
        thresholds.putAll(later.thresholds);
        periods.putAll(later.periods);
    }

    boolean isEmpty() {
        return from == Long.MAX_VALUE;
    }

    @Nullable Instant from() {
        return isEmpty() ? null : instant(from);
    }

    @Nullable Instant to() {
        return isEmpty() ? null : instant(to);
    }

    static Instant instant(long epochNanos) {
        return Instant.ofEpochSecond(0, epochNanos);
    }

    /** Time that the chunks cover, summed over JVMs; at least a nanosecond, so that it can divide. */
    long recordedNanos() {
        return Math.max(1, recordedNanos);
    }

    double recordedSeconds() {
        return recordedNanos() / 1e9;
    }

    long count(String type) {
        return counts.getOrDefault(type, 0L);
    }

    /** Whether one of the types was recorded, even if no such event occurred. */
    boolean observes(String... types) {
        for (var type : types) {
            if (count(type) > 0 || enabled.getOrDefault(type, false)) {
                return true;
            }
        }
        return false;
    }

    Map<String, Jvm> jvms() {
        return jvms;
    }

    @Nullable Duration threshold(String type) {
        return thresholds.get(type);
    }

    @Nullable Duration period(String type) {
        return periods.get(type);
    }

    @Nullable Long cores() {
        return cores > 0 ? cores : null;
    }

    /** All of the recording, for figures that rest on many events. */
    Source source(String events) {
        return new Source(artifact, events + " from " + instant(from) + " to " + instant(to));
    }

    RecordingFacts facts(@Nullable Double truncated, long executionSamples) {
        var first = jvms.values().stream()
                .filter(jvm -> !jvm.name.isEmpty())
                .min((a, b) -> Long.compare(a.from, b.from))
                .orElse(null);
        long known = jvms.keySet().stream().filter(key -> !key.isEmpty()).count();
        List<String> disabled = enabled.entrySet().stream()
                .filter(entry -> !entry.getValue() && count(entry.getKey()) == 0)
                .map(Map.Entry::getKey)
                .toList();
        long start = isEmpty() ? 0 : from;
        long end = isEmpty() ? 0 : to;
        return new RecordingFacts(
                instant(start),
                instant(end),
                Duration.ofNanos(end - start),
                counts.values().stream().mapToLong(Long::longValue).sum(),
                Collections.unmodifiableMap(new TreeMap<>(counts)),
                chunks,
                Math.max(known, Math.min(1, chunks)),
                first == null ? null : first.name,
                first == null ? null : first.version,
                first == null || first.start == 0 ? null : instant(first.start),
                cores(),
                lostBytes,
                losses,
                truncated,
                executionSamples,
                thresholds(),
                disabled,
                disabled.stream().filter(TELLING::contains).toList(),
                dumpReasons.stream().limit(20).toList(),
                shutdown.isEmpty() ? null : shutdown,
                new Source(artifact, "file"));
    }

    private Map<String, Duration> thresholds() {
        var known = new TreeMap<>(thresholds);
        known.keySet().removeIf(type -> !observes(type));
        return Collections.unmodifiableMap(known);
    }
}
