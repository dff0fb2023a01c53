package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.evidence.DurationSketch;
import dev.perfadvisor.engine.evidence.Timeline;
import dev.perfadvisor.engine.model.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
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
    private static final int MOST_CALLERS = 500;
    private static final int MOST_TOLD = 10;

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
    private long gcLocker;
    private long metaspace;
    private long byTools;
    private long promotionFailures;
    private long concurrentModeFailures;
    private String pauseMaxName = "";
    private String pauseMaxCause = "";
    private long overTarget;
    private @Nullable Duration targetOfChunk;
    private long parallelThreads;
    private long concurrentThreads;
    private final GcPhaseTally parts = new GcPhaseTally();
    private final GcCostTally cost = new GcCostTally();
    private final Bounded<String, Spans> callers = new Bounded<>(MOST_CALLERS, "(other)", Spans::new);
    private @Nullable String young;
    private @Nullable String old;
    private @Nullable Duration target;
    private final DurationSketch pauses = new DurationSketch();
    private final TenuringTally tenuring = new TenuringTally();
    private final Map<String, Long> causes = new TreeMap<>();

    /** Of the chunk that is being read: a pause comes before the collection that tells its cause. */
    private final List<Collection> collections = new ArrayList<>();

    private final List<Pause> phases = new ArrayList<>();
    private final Set<Long> failed = new HashSet<>();
    private final Set<Long> notPromoted = new HashSet<>();

    private record Collection(long id, String name, String cause, long start, long sum, long longest) {}

    private record Pause(long id, long start, long nanos) {}

    void listen(ChunkEvents events, ChunkContext chunk) {
        parts.listen(events);
        cost.listen(events);
        tenuring.listen(events);
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
                event -> {
                    phases.add(new Pause(event.number(0), event.start(), event.length(1)));
                    parts.add(event.text(2), false, 0, event.length(1));
                },
                "gcId",
                "duration",
                "name");
        events.on("jdk.ConcurrentModeFailure", _ -> concurrentModeFailures++, "gcId");
        events.on("jdk.SystemGC", event -> called(event, chunk), "duration", "eventThread", "stackTrace");
        events.on("jdk.EvacuationFailed", event -> failed.add(event.number(0)), "gcId");
        events.on(
                "jdk.PromotionFailed",
                event -> {
                    failed.add(event.number(0));
                    notPromoted.add(event.number(0));
                },
                "gcId");
        events.on("jdk.ZAllocationStall", event -> stall(event, chunk), "duration");
        events.on("jdk.ShenandoahAllocationStall", event -> stall(event, chunk), "duration");
        events.on(
                "jdk.GCConfiguration",
                this::configuration,
                "youngCollector",
                "oldCollector",
                "pauseTarget",
                "parallelGCThreads",
                "concurrentGCThreads");
    }

    private void stall(Event event, ChunkContext chunk) {
        stalls++;
        stallNanos += event.length(0);
        chunk.series().addSpan(Series.GC_STALL, event.start(), event.length(0));
        chunk.series().add(Series.GC_STALLS, event.start(), 1);
    }

    private void called(Event event, ChunkContext chunk) {
        var stack = event.stack(2);
        var site = stack == null || stack.site() == null ? "" : stack.site();
        callers.of(site)
                .add(chunk, event.type(), stack, event.thread(1), "", SpanSum.of(event.start(), event.length(0)));
    }

    private void configuration(Event event) {
        young = emptyToNull(event.text(0));
        old = emptyToNull(event.text(1));
        parallelThreads = event.number(3);
        concurrentThreads = event.number(4);
        // Collectors without a target write the least long.
        long nanos = event.number(2) <= 0 ? 0 : event.nanos(2);
        target = nanos <= 0 ? null : Duration.ofNanos(nanos);
        targetOfChunk = target;
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /** Adds the collections of a chunk that was read to its end. */
    void end(ChunkContext chunk, HaltTally halts) {
        var asked = new HashSet<Long>();
        for (var collection : collections) {
            if (TOOL_CAUSES.stream().anyMatch(collection.cause::startsWith)) {
                asked.add(collection.id);
                byTools++;
            } else {
                add(collection, chunk);
            }
        }
        for (var pause : phases.isEmpty() ? ofCollections(Set.of()) : phases) {
            halts.paused(pause.start, pause.nanos);
        }
        phases.removeIf(pause -> asked.contains(pause.id));
        for (var pause : phases.isEmpty() ? ofCollections(asked) : phases) {
            pauses.add(pause.nanos);
            overTarget += targetOfChunk != null && pause.nanos > targetOfChunk.toNanos() ? 1 : 0;
            chunk.series().addSpan(Series.GC_PAUSE, pause.start, pause.nanos);
        }
        failed.removeAll(asked);
        evacuationFailures += failed.size();
        notPromoted.removeAll(asked);
        promotionFailures += notPromoted.size();
        notPromoted.clear();
        targetOfChunk = null;
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
        gcLocker += collection.cause.equals("GCLocker Initiated GC") ? 1 : 0;
        metaspace += collection.cause.startsWith("Metadata GC") ? 1 : 0;
        causes.merge(collection.cause, 1L, Long::sum);
        if (collection.longest > pauseMax || (collection.longest == pauseMax && collection.start < pauseMaxAt)) {
            pauseMax = collection.longest;
            pauseMaxAt = collection.start;
            pauseMaxName = collection.name;
            pauseMaxCause = collection.cause;
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
        gcLocker += later.gcLocker;
        metaspace += later.metaspace;
        byTools += later.byTools;
        promotionFailures += later.promotionFailures;
        concurrentModeFailures += later.concurrentModeFailures;
        overTarget += later.overTarget;
        parts.merge(later.parts);
        cost.merge(later.cost);
        tenuring.merge(later.tenuring);
        callers.merge(later.callers, Spans::merge);
        pauses.merge(later.pauses);
        later.causes.forEach((cause, number) -> causes.merge(cause, number, Long::sum));
        if (later.young != null || later.old != null) {
            young = later.young;
            old = later.old;
            target = later.target;
            parallelThreads = later.parallelThreads;
            concurrentThreads = later.concurrentThreads;
        }
        if (later.pauseMax > pauseMax || (later.pauseMax == pauseMax && later.pauseMaxAt < pauseMaxAt)) {
            pauseMax = later.pauseMax;
            pauseMaxAt = later.pauseMaxAt;
            pauseMaxName = later.pauseMaxName;
            pauseMaxCause = later.pauseMaxCause;
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
                Collections.unmodifiableMap(new TreeMap<>(causes)),
                gcLocker,
                metaspace,
                byTools,
                promotionFailures,
                concurrentModeFailures,
                emptyToNull(pauseMaxName),
                emptyToNull(pauseMaxCause),
                target == null ? null : (Long) overTarget,
                worstStalls(recording, timeline),
                parallelThreads > 0 ? (Long) parallelThreads : null,
                concurrentThreads > 0 ? (Long) concurrentThreads : null,
                cost.user(recording),
                cost.system(recording),
                cost.real(recording),
                cost.inverted(recording),
                cost.mmu(recording),
                cost.mmuMissed(recording),
                tenuring.young(recording),
                tenuring.promotedAtOnce(recording),
                parts.facts(),
                callers(),
                count == 0
                        ? recording.source("jdk.GarbageCollection")
                        : new Source(pauseArtifact, "jdk.GarbageCollection at " + RecordingTally.instant(pauseMaxAt)));
    }

    private static @Nullable Double worstStalls(RecordingTally recording, Timeline timeline) {
        if (!recording.observes("jdk.ZAllocationStall", "jdk.ShenandoahAllocationStall")) {
            return null;
        }
        return (double) Windows.worstSum(timeline.values(Series.GC_STALLS.id()), WORST_SECONDS);
    }

    private List<GcFacts.Caller> callers() {
        return Ranking.top(callers.all(), Spans::count, MOST_TOLD).stream()
                .map(entry -> new GcFacts.Caller(
                        emptyToNull(entry.getKey()),
                        entry.getValue().count(),
                        entry.getValue().total(),
                        entry.getValue().stack(),
                        entry.getValue().source()))
                .toList();
    }
}
