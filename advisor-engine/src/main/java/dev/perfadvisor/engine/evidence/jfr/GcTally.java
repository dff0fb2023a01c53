package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.evidence.DurationSketch;
import dev.perfadvisor.engine.evidence.Timeline;
import dev.perfadvisor.engine.model.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Garbage collections and their pauses. Collections that a tool asked for (histograms, heap dumps, diagnostic commands)
 * are left out of all figures, as are their pauses.
 */
final class GcTally {

    /** {@code Heap Inspection Initiated GC}, {@code Heap Dump Initiated GC}, {@code WhiteBox Initiated ...}. */
    private static final List<String> TOOL_CAUSES =
            List.of("Heap Inspection", "Heap Dump", "Diagnostic Command", "WhiteBox", "JvmtiEnv");

    /** Collections that stop the program for the whole heap, as {@code jdk.GarbageCollection} names them. */
    private static final Set<String> FULL =
            Set.of("G1Full", "SerialOld", "ParallelOld", "PSMarkSweep", "MarkSweepCompact");

    private static final int WORST_SECONDS = 60;

    private long count;
    private long full;
    private long systemGc;
    private long humongous;
    private long pauseNanos;
    private long pauseMax = -1;
    private long pauseMaxAt;
    private String pauseArtifact = "";
    private long evacuationFailures;
    private long stalls;
    private long stallNanos;
    private @Nullable String young;
    private @Nullable String old;
    private @Nullable Duration target;
    private final DurationSketch pauses = new DurationSketch();
    private final Map<String, Long> causes = new TreeMap<>();

    /** Of the chunk that is being read: a pause comes before the collection that tells its cause. */
    private final List<Collection> collections = new ArrayList<>();

    private final List<Pause> phases = new ArrayList<>();
    private final Set<Long> failed = new HashSet<>();

    private record Collection(long id, String name, String cause, long start, long sum, long longest) {}

    private record Pause(long id, long start, long nanos) {}

    void listen(ChunkEvents events, ChunkContext chunk) {
        events.on(
                "jdk.GarbageCollection",
                event -> collections.add(new Collection(
                        event.number(0),
                        event.text(1),
                        event.text(2),
                        event.start(),
                        event.length(3),
                        event.length(4))),
                "gcId",
                "name",
                "cause",
                "sumOfPauses",
                "longestPause",
                "duration");
        events.on(
                "jdk.GCPhasePause",
                event -> phases.add(new Pause(event.number(0), event.start(), event.length(1))),
                "gcId",
                "duration");
        events.on("jdk.EvacuationFailed", event -> failed.add(event.number(0)), "gcId");
        events.on("jdk.PromotionFailed", event -> failed.add(event.number(0)), "gcId");
        events.on("jdk.ZAllocationStall", this::stall, "duration");
        events.on("jdk.ShenandoahAllocationStall", this::stall, "duration");
        events.on("jdk.GCConfiguration", this::configuration, "youngCollector", "oldCollector", "pauseTarget");
    }

    private void stall(Event event) {
        stalls++;
        stallNanos += event.length(0);
    }

    private void configuration(Event event) {
        young = emptyToNull(event.text(0));
        old = emptyToNull(event.text(1));
        // Collectors without a target write the least long.
        long nanos = event.number(2) <= 0 ? 0 : event.nanos(2);
        target = nanos <= 0 ? null : Duration.ofNanos(nanos);
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /** Adds the collections of a chunk that was read to its end. */
    void end(ChunkContext chunk) {
        var asked = new HashSet<Long>();
        for (var collection : collections) {
            if (TOOL_CAUSES.stream().anyMatch(collection.cause::startsWith)) {
                asked.add(collection.id);
            } else {
                add(collection, chunk);
            }
        }
        phases.removeIf(pause -> asked.contains(pause.id));
        for (var pause : phases.isEmpty() ? ofCollections(asked) : phases) {
            pauses.add(pause.nanos);
            chunk.series().addSpan(Series.GC_PAUSE, pause.start, pause.nanos);
        }
        failed.removeAll(asked);
        evacuationFailures += failed.size();
        collections.clear();
        phases.clear();
        failed.clear();
    }

    /** One pause a collection, for recordings that do not hold the phases. */
    private List<Pause> ofCollections(Set<Long> asked) {
        return collections.stream()
                .filter(collection -> !asked.contains(collection.id))
                .map(collection -> new Pause(collection.id, collection.start, collection.sum))
                .toList();
    }

    private void add(Collection collection, ChunkContext chunk) {
        count++;
        pauseNanos += collection.sum;
        full += FULL.contains(collection.name) ? 1 : 0;
        systemGc += collection.cause.equals("System.gc()") ? 1 : 0;
        humongous += collection.cause.equals("G1 Humongous Allocation") ? 1 : 0;
        causes.merge(collection.cause, 1L, Long::sum);
        if (collection.longest > pauseMax || (collection.longest == pauseMax && collection.start < pauseMaxAt)) {
            pauseMax = collection.longest;
            pauseMaxAt = collection.start;
            pauseArtifact = chunk.artifact();
        }
    }

    void merge(GcTally later) {
        count += later.count;
        full += later.full;
        systemGc += later.systemGc;
        humongous += later.humongous;
        pauseNanos += later.pauseNanos;
        evacuationFailures += later.evacuationFailures;
        stalls += later.stalls;
        stallNanos += later.stallNanos;
        pauses.merge(later.pauses);
        later.causes.forEach((cause, number) -> causes.merge(cause, number, Long::sum));
        if (later.young != null || later.old != null) {
            young = later.young;
            old = later.old;
            target = later.target;
        }
        if (later.pauseMax > pauseMax || (later.pauseMax == pauseMax && later.pauseMaxAt < pauseMaxAt)) {
            pauseMax = later.pauseMax;
            pauseMaxAt = later.pauseMaxAt;
            pauseArtifact = later.pauseArtifact;
        }
    }

    @Nullable GcFacts facts(RecordingTally recording, Timeline timeline) {
        if (!recording.observes("jdk.GarbageCollection")) {
            return null;
        }
        double ratio = (double) pauseNanos / recording.recordedNanos();
        boolean shorter = recording.recordedSeconds() <= WORST_SECONDS;
        long worst = Windows.worstSum(timeline.values(Series.GC_PAUSE.id()), WORST_SECONDS);
        return new GcFacts(
                count,
                full,
                systemGc,
                humongous,
                Duration.ofNanos(pauseNanos),
                Duration.ofNanos(Math.max(0, pauseMax)),
                pauses.quantile(0.95),
                ratio,
                shorter ? ratio : worst / 1e9 / WORST_SECONDS,
                count / recording.recordedSeconds(),
                evacuationFailures,
                stalls,
                Duration.ofNanos(stallNanos),
                young,
                old,
                target,
                Map.copyOf(causes),
                count == 0
                        ? recording.source("jdk.GarbageCollection")
                        : new Source(pauseArtifact, "jdk.GarbageCollection at " + RecordingTally.instant(pauseMaxAt)));
    }
}
