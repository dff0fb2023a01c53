package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.model.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is in the heap: counts of objects, objects with a finalizer, and heap dumps. */
final class HeapContentTally {

    private static final String DUMP = "jdk.HeapDump";
    private static final int MOST_CLASSES = 20_000;
    private static final int MOST_TOLD = 20;

    private final Bounded<String, Most> counted = new Bounded<>(MOST_CLASSES, "(other)", Most::new);
    private final Bounded<String, Most> finalizable = new Bounded<>(MOST_CLASSES, "(other)", Most::new);
    private long dumps;
    private long outOfMemoryDumps;

    /** The highest of two numbers that were seen together. */
    private static final class Most {

        private long first;
        private long second;
        private String artifact = "";

        void add(long ofFirst, long ofSecond, String ofArtifact) {
            if (ofFirst > first || (ofFirst == first && ofSecond > second)) {
                first = ofFirst;
                second = ofSecond;
                artifact = ofArtifact;
            }
        }

        void merge(Most other) {
            add(other.first, other.second, other.artifact);
        }
    }

    void listen(ChunkEvents events, ChunkContext chunk) {
        events.on(
                "jdk.ObjectCount",
                event -> counted.of(event.className(0)).add(event.number(2), event.number(1), chunk.artifact()),
                "objectClass",
                "count",
                "totalSize");
        events.on(
                "jdk.FinalizerStatistics",
                event -> {
                    var name = event.className(0);
                    if (chunk.stacks().application(name)) {
                        finalizable.of(name).add(event.number(1), event.number(2), chunk.artifact());
                    }
                },
                "finalizableClass",
                "objects",
                "totalFinalizersRun");
        events.on(
                DUMP,
                event -> {
                    dumps++;
                    outOfMemoryDumps += event.flag(0) ? 1 : 0;
                },
                "onOutOfMemoryError");
    }

    void merge(HeapContentTally later) {
        counted.merge(later.counted, Most::merge);
        finalizable.merge(later.finalizable, Most::merge);
        dumps += later.dumps;
        outOfMemoryDumps += later.outOfMemoryDumps;
    }

    boolean isEmpty() {
        return counted.all().isEmpty() && finalizable.all().isEmpty() && dumps == 0;
    }

    @Nullable Long dumps(RecordingTally recording) {
        return recording.observes(DUMP) ? (Long) dumps : null;
    }

    @Nullable Long outOfMemoryDumps(RecordingTally recording) {
        return recording.observes(DUMP) ? (Long) outOfMemoryDumps : null;
    }

    List<HeapFacts.ClassCount> objects() {
        long all = counted.all().values().stream().mapToLong(of -> of.first).sum();
        return Ranking.top(counted.all(), of -> of.first, MOST_TOLD).stream()
                .map(entry -> new HeapFacts.ClassCount(
                        entry.getKey(),
                        entry.getValue().second,
                        entry.getValue().first,
                        all == 0 ? 0 : (double) entry.getValue().first / all,
                        new Source(entry.getValue().artifact, "jdk.ObjectCount of " + entry.getKey())))
                .toList();
    }

    List<HeapFacts.Finalizable> finalizable() {
        return Ranking.top(finalizable.all(), of -> of.first, MOST_TOLD).stream()
                .map(entry -> new HeapFacts.Finalizable(
                        entry.getKey(),
                        entry.getValue().first,
                        entry.getValue().second,
                        new Source(entry.getValue().artifact, "jdk.FinalizerStatistics of " + entry.getKey())))
                .toList();
    }
}
