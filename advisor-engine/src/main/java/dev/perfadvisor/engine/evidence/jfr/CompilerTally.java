package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.model.Source;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the JVM's compiler does, and how full its code cache is. */
final class CompilerTally {

    private static final String DEOPTIMIZATION = "jdk.Deoptimization";
    private static final String FULL = "jdk.CodeCacheFull";
    private static final int MOST_METHODS = 5_000;
    private static final int MOST_TOLD = 20;

    private final CounterSeries spent = new CounterSeries();
    private final CounterSeries compiled = new CounterSeries();
    private final CounterSeries bailouts = new CounterSeries();
    private final Bounded<Key, Count> methods = new Bounded<>(MOST_METHODS, new Key("(other)", ""), Count::new);
    private double cacheRatio = -1;
    private String segment = "";
    private long full;
    private long deoptimizations;
    private long lateDeoptimizations;
    private long longestNanos = -1;
    private String longest = "";

    private record Key(String method, String reason) implements Comparable<Key> {

        @Override
        public int compareTo(Key other) {
            int byMethod = method.compareTo(other.method);
            return byMethod != 0 ? byMethod : reason.compareTo(other.reason);
        }
    }

    private static final class Count {

        private long number;
        private String artifact = "";

        void merge(Count other) {
            number += other.number;
            artifact = artifact.isEmpty() ? other.artifact : artifact;
        }
    }

    void listen(ChunkEvents events, ChunkContext chunk) {
        events.on(
                "jdk.CompilerStatistics",
                event -> {
                    spent.add(chunk.jvm(), event.start(), event.length(0));
                    compiled.add(chunk.jvm(), event.start(), event.number(1));
                    bailouts.add(chunk.jvm(), event.start(), event.number(2));
                },
                "totalTimeSpent",
                "compileCount",
                "bailoutCount");
        events.on(DEOPTIMIZATION, event -> deoptimized(event, chunk), "stackTrace", "reason", "method");
        events.on("jdk.Compilation", event -> compiled(event, chunk), "duration", "method");
        events.on(FULL, _ -> full++, "entryCount");
        events.on(
                "jdk.CodeCacheStatistics",
                this::codeCache,
                "codeBlobType",
                "startAddress",
                "reservedTopAddress",
                "unallocatedCapacity");
    }

    private void deoptimized(Event event, ChunkContext chunk) {
        deoptimizations++;
        if (event.start() < chunk.startUpUntil()) {
            return;
        }
        lateDeoptimizations++;
        var method = chunk.stacks().methodName(event.number(2));
        var count = methods.of(new Key(method, event.text(1)));
        count.number++;
        count.artifact = count.artifact.isEmpty() ? chunk.artifact() : count.artifact;
    }

    private void compiled(Event event, ChunkContext chunk) {
        long nanos = event.length(0);
        if (nanos >= longestNanos) {
            longest(nanos, chunk.stacks().methodName(event.number(1)));
        }
    }

    private void longest(long nanos, String method) {
        if (nanos > longestNanos || (nanos == longestNanos && method.compareTo(longest) < 0)) {
            longestNanos = nanos;
            longest = method;
        }
    }

    private void codeCache(Event event) {
        long reserved = event.number(2) - event.number(1);
        if (reserved > 0) {
            fuller(Math.clamp(1 - (double) event.number(3) / reserved, 0, 1), event.text(0));
        }
    }

    private void fuller(double ratio, String ofSegment) {
        if (ratio > cacheRatio || (ratio == cacheRatio && ofSegment.compareTo(segment) < 0)) {
            cacheRatio = ratio;
            segment = ofSegment;
        }
    }

    void merge(CompilerTally later) {
        spent.merge(later.spent);
        compiled.merge(later.compiled);
        bailouts.merge(later.bailouts);
        methods.merge(later.methods, Count::merge);
        fuller(later.cacheRatio, later.segment);
        full += later.full;
        deoptimizations += later.deoptimizations;
        lateDeoptimizations += later.lateDeoptimizations;
        longest(later.longestNanos, later.longest);
    }

    @Nullable CompilerFacts facts(RecordingTally recording) {
        boolean deoptimizing = recording.observes(DEOPTIMIZATION);
        if (spent.isEmpty() && cacheRatio < 0 && !deoptimizing) {
            return null;
        }
        var late = spent.growth(spent.secondHalves());
        return new CompilerFacts(
                cacheRatio < 0 ? null : (Double) cacheRatio,
                segment.isEmpty() ? null : segment,
                recording.observes(FULL) ? (Long) full : null,
                spent.isEmpty() ? null : Duration.ofNanos(spent.last()),
                late.seconds() == 0 ? null : (Double) (late.perSecond() / 1e9),
                compiled.isEmpty() ? null : (Long) compiled.last(),
                bailouts.isEmpty() ? null : (Long) bailouts.last(),
                longest.isEmpty() ? null : longest,
                longestNanos < 0 ? null : Duration.ofNanos(longestNanos),
                deoptimizing ? (Long) deoptimizations : null,
                deoptimizing ? (Double) (lateDeoptimizations / recording.recordedSeconds()) : null,
                told(),
                recording.source("jdk.CompilerStatistics and jdk.CodeCacheStatistics"));
    }

    private List<CompilerFacts.Deoptimized> told() {
        return Ranking.top(methods.all(), count -> count.number, MOST_TOLD).stream()
                .map(entry -> new CompilerFacts.Deoptimized(
                        entry.getKey().method,
                        entry.getKey().reason,
                        entry.getValue().number,
                        new Source(entry.getValue().artifact, DEOPTIMIZATION + " of " + entry.getKey().method)))
                .toList();
    }
}
