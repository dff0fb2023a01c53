package dev.perfadvisor.engine.evidence.jfr;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The JVM's own work, its flags and its container. Of flags only those with numbers and switches are kept, as texts may
 * hold paths and secrets; command lines and system properties are not read at all.
 */
final class JvmTally {

    private static final int MOST_PROCESSES = 10_000;

    /** Flags that say how heap, collector, compiler and stacks are set up, whoever set them. */
    private static final Set<String> TELLING = Set.of(
            "ActiveProcessorCount",
            "CompileThreshold",
            "ConcGCThreads",
            "G1HeapRegionSize",
            "InitialHeapSize",
            "InitialRAMPercentage",
            "InitiatingHeapOccupancyPercent",
            "MaxDirectMemorySize",
            "MaxGCPauseMillis",
            "MaxHeapSize",
            "MaxMetaspaceSize",
            "MaxNewSize",
            "MaxRAMPercentage",
            "NewSize",
            "ParallelGCThreads",
            "ReservedCodeCacheSize",
            "ThreadStackSize",
            "TieredCompilation",
            "TieredStopAtLevel",
            "UseCompressedOops",
            "UseG1GC",
            "UseParallelGC",
            "UseSerialGC",
            "UseShenandoahGC",
            "UseStringDeduplication",
            "UseZGC");

    private final CounterSeries loaded = new CounterSeries();
    private final CounterSeries compiled = new CounterSeries();
    private final Map<String, String> flags = new TreeMap<>();
    private final Set<String> processes = new HashSet<>();
    private long deoptimizations;
    private double codeCache = -1;
    private long containerMemory;
    private double containerCores;
    private @Nullable Long unloaded;

    void listen(ChunkEvents events, ChunkContext chunk) {
        events.on(
                "jdk.ClassLoadingStatistics",
                event -> {
                    loaded.add(chunk.jvm(), event.start(), event.number(0));
                    unloaded = event.number(1);
                },
                "loadedClassCount",
                "unloadedClassCount");
        events.on(
                "jdk.CompilerStatistics",
                event -> compiled.add(chunk.jvm(), event.start(), event.length(0)),
                "totalTimeSpent");
        events.on("jdk.Deoptimization", _ -> deoptimizations++, "compileId");
        events.on(
                "jdk.CodeCacheStatistics",
                this::codeCache,
                "startAddress",
                "reservedTopAddress",
                "unallocatedCapacity");
        events.on("jdk.ContainerConfiguration", this::container, "memoryLimit", "cpuQuota", "cpuSlicePeriod");
        events.on(
                "jdk.SystemProcess",
                event -> {
                    if (processes.size() < MOST_PROCESSES) {
                        processes.add(event.text(0));
                    }
                },
                "pid");
        events.on("jdk.BooleanFlag", event -> flag(event, Boolean.toString(event.flag(2))), "name", "origin", "value");
        for (var numbers :
                new String[] {"jdk.IntFlag", "jdk.UnsignedIntFlag", "jdk.LongFlag", "jdk.UnsignedLongFlag"}) {
            events.on(numbers, event -> flag(event, Long.toString(event.number(2))), "name", "origin", "value");
        }
        events.on("jdk.DoubleFlag", event -> flag(event, Double.toString(event.real(2))), "name", "origin", "value");
    }

    private void flag(Event event, String value) {
        var name = event.text(0);
        if (TELLING.contains(name) || !event.text(1).equals("Default")) {
            flags.put(name, value);
        }
    }

    private void codeCache(Event event) {
        long reserved = event.number(1) - event.number(0);
        if (reserved > 0) {
            codeCache = Math.max(codeCache, Math.clamp(1 - (double) event.number(2) / reserved, 0, 1));
        }
    }

    /** Limits that are not set are negative. */
    private void container(Event event) {
        containerMemory = Math.max(containerMemory, event.number(0));
        if (event.number(1) > 0 && event.number(2) > 0) {
            containerCores = (double) event.number(1) / event.number(2);
        }
    }

    void merge(JvmTally later) {
        loaded.merge(later.loaded);
        compiled.merge(later.compiled);
        flags.putAll(later.flags);
        processes.addAll(later.processes);
        deoptimizations += later.deoptimizations;
        codeCache = Math.max(codeCache, later.codeCache);
        containerMemory = Math.max(containerMemory, later.containerMemory);
        containerCores = later.containerCores > 0 ? later.containerCores : containerCores;
        unloaded = later.unloaded == null ? unloaded : later.unloaded;
    }

    @Nullable JvmFacts facts(RecordingTally recording) {
        if (recording.isEmpty() || (loaded.isEmpty() && flags.isEmpty() && compiled.isEmpty() && codeCache < 0)) {
            return null;
        }
        var halves = loaded.secondHalves();
        var late = loaded.growth(halves);
        return new JvmFacts(
                loaded.isEmpty() ? null : Math.max(0, loaded.last() - (unloaded == null ? 0 : unloaded)),
                late.seconds() == 0 ? null : (Double) late.perSecond(),
                codeCache < 0 ? null : (Double) codeCache,
                compiled.isEmpty() ? null : Duration.ofNanos(compiled.last()),
                deoptimizations,
                containerMemory > 0 ? (Long) containerMemory : null,
                containerCores > 0 ? (Double) containerCores : null,
                recording.observes("jdk.SystemProcess") ? (Long) (long) processes.size() : null,
                Map.copyOf(flags),
                recording.source("jdk.JVMInformation and flags"));
    }
}
