package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.evidence.Timeline;
import dev.perfadvisor.engine.model.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Halts of the program. An operation of the VM thread that holds a pause is that pause, so that it counts once: which of
 * them do is known at the end of a chunk.
 */
final class HaltTally {

    private static final String OPERATION = "jdk.ExecuteVMOperation";
    private static final String REACH = "jdk.SafepointBegin";
    private static final int WORST_SECONDS = 60;
    private static final int MOST_OPERATIONS = 500;
    private static final int MOST_TOLD = 20;

    private long gcNanos;
    private long otherNanos;
    private long otherMax;
    private long safepoints;
    private long reachNanos;
    private long reachMax;
    private final Bounded<Name, Operation> operations =
            new Bounded<>(MOST_OPERATIONS, new Name("(other)", false), Operation::new);

    /** Of the chunk that is being read. */
    private final TreeMap<Long, Long> pauses = new TreeMap<>();

    private final List<Pending> pending = new ArrayList<>();

    private record Name(String operation, boolean safepoint) implements Comparable<Name> {

        @Override
        public int compareTo(Name other) {
            int byName = operation.compareTo(other.operation);
            return byName != 0 ? byName : Boolean.compare(safepoint, other.safepoint);
        }
    }

    private record Pending(Name name, long start, long nanos, String caller) {}

    private static final class Operation {

        private long count;
        private long nanos;
        private long most = -1;
        private long mostAt;
        private boolean collection;
        private String caller = "";
        private String artifact = "";

        void add(Pending of, boolean pauses, String ofArtifact) {
            count++;
            nanos += of.nanos;
            longest(of.nanos, of.start, pauses, of.caller, ofArtifact);
        }

        void merge(Operation other) {
            count += other.count;
            nanos += other.nanos;
            longest(other.most, other.mostAt, other.collection, other.caller, other.artifact);
        }

        private void longest(long length, long at, boolean pauses, String by, String ofArtifact) {
            if (length > most || (length == most && at < mostAt)) {
                most = length;
                mostAt = at;
                collection = pauses;
                caller = by;
                artifact = ofArtifact;
            }
        }
    }

    void listen(ChunkEvents events) {
        events.on(OPERATION, this::operation, "duration", "operation", "safepoint", "caller");
        events.on(
                REACH,
                event -> {
                    long nanos = event.length(0);
                    safepoints++;
                    reachNanos += nanos;
                    reachMax = Math.max(reachMax, nanos);
                },
                "duration");
    }

    private void operation(Event event) {
        var caller = event.thread(3);
        pending.add(new Pending(
                new Name(event.text(1), event.flag(2)),
                event.start(),
                event.length(0),
                caller == null ? "" : caller.name()));
    }

    /** Notes a pause of the collector in the chunk that is being read. */
    void paused(long start, long nanos) {
        pauses.merge(start, nanos, Math::max);
        gcNanos += nanos;
    }

    /** Adds the operations of a chunk that was read to its end, pauses of which were all noted. */
    void end(ChunkContext chunk) {
        pauses.forEach((start, nanos) -> chunk.series().addSpan(Series.HALT, start, nanos));
        for (var operation : pending) {
            var within = pauses.ceilingKey(operation.start);
            boolean pause = within != null && within <= operation.start + operation.nanos;
            operations.of(operation.name).add(operation, pause, chunk.artifact());
            if (operation.name.safepoint && !pause) {
                otherNanos += operation.nanos;
                otherMax = Math.max(otherMax, operation.nanos);
                chunk.series().addSpan(Series.HALT, operation.start, operation.nanos);
                chunk.series().addSpan(Series.HALT_OTHER, operation.start, operation.nanos);
            }
        }
        pauses.clear();
        pending.clear();
    }

    void merge(HaltTally later) {
        gcNanos += later.gcNanos;
        otherNanos += later.otherNanos;
        otherMax = Math.max(otherMax, later.otherMax);
        safepoints += later.safepoints;
        reachNanos += later.reachNanos;
        reachMax = Math.max(reachMax, later.reachMax);
        operations.merge(later.operations, Operation::merge);
    }

    @Nullable HaltFacts facts(RecordingTally recording, Timeline timeline) {
        boolean operationsKnown = recording.observes(OPERATION);
        boolean reachKnown = recording.observes(REACH);
        if (!operationsKnown && !recording.observes("jdk.GCPhasePause", "jdk.GarbageCollection")) {
            return null;
        }
        return new HaltFacts(
                Duration.ofNanos(gcNanos),
                operationsKnown ? Duration.ofNanos(otherNanos) : null,
                operationsKnown ? Duration.ofNanos(otherMax) : null,
                (double) (gcNanos + otherNanos) / recording.recordedNanos(),
                worst(recording, timeline, Series.HALT, gcNanos + otherNanos),
                operationsKnown ? (Double) worst(recording, timeline, Series.HALT_OTHER, otherNanos) : null,
                reachKnown ? (Long) safepoints : null,
                reachKnown ? Duration.ofNanos(reachNanos) : null,
                reachKnown ? Duration.ofNanos(reachMax) : null,
                told(),
                recording.source(OPERATION + " and jdk.GCPhasePause"));
    }

    private static double worst(RecordingTally recording, Timeline timeline, Series series, long all) {
        return recording.recordedSeconds() <= WORST_SECONDS
                ? (double) all / recording.recordedNanos()
                : Windows.worstSum(timeline.values(series.id()), WORST_SECONDS) / 1e9 / WORST_SECONDS;
    }

    private List<HaltFacts.Operation> told() {
        return Ranking.top(operations.all(), of -> of.nanos, MOST_TOLD).stream()
                .map(HaltTally::told)
                .toList();
    }

    private static HaltFacts.Operation told(Map.Entry<Name, Operation> entry) {
        var of = entry.getValue();
        return new HaltFacts.Operation(
                entry.getKey().operation,
                entry.getKey().safepoint,
                of.collection,
                of.count,
                Duration.ofNanos(of.nanos),
                Duration.ofNanos(Math.round((double) of.nanos / of.count)),
                Duration.ofNanos(of.most),
                of.caller.isEmpty() ? null : of.caller,
                new Source(of.artifact, OPERATION + " at " + RecordingTally.instant(of.mostAt)));
    }
}
