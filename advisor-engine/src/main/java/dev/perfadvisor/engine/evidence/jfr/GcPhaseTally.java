package dev.perfadvisor.engine.evidence.jfr;

import java.time.Duration;
import java.util.List;

/** Parts of pauses and of concurrent collections. */
final class GcPhaseTally {

    private static final int MOST_PHASES = 500;
    private static final int MOST_TOLD = 30;
    private static final int LEVELS = 4;

    private final Bounded<Name, long[]> phases =
            new Bounded<>(MOST_PHASES, new Name("(other)", false, LEVELS), () -> new long[3]);

    private record Name(String name, boolean concurrent, int level) implements Comparable<Name> {

        @Override
        public int compareTo(Name other) {
            int byName = name.compareTo(other.name);
            return byName != 0 ? byName : Integer.compare(level, other.level);
        }
    }

    void listen(ChunkEvents events) {
        for (int level = 1; level <= LEVELS; level++) {
            int of = level;
            events.on(
                    "jdk.GCPhasePauseLevel" + level,
                    event -> add(event.text(0), false, of, event.length(1)),
                    "name",
                    "duration");
        }
        events.on("jdk.GCPhaseConcurrent", event -> add(event.text(0), true, 0, event.length(1)), "name", "duration");
    }

    void add(String name, boolean concurrent, int level, long nanos) {
        var sums = phases.of(new Name(name, concurrent, level));
        sums[0]++;
        sums[1] += nanos;
        sums[2] = Math.max(sums[2], nanos);
    }

    void merge(GcPhaseTally later) {
        phases.merge(later.phases, (mine, theirs) -> {
            mine[0] += theirs[0];
            mine[1] += theirs[1];
            mine[2] = Math.max(mine[2], theirs[2]);
        });
    }

    List<GcFacts.Phase> facts() {
        return Ranking.top(phases.all(), sums -> sums[1], MOST_TOLD).stream()
                .map(entry -> new GcFacts.Phase(
                        entry.getKey().name,
                        entry.getKey().concurrent,
                        entry.getKey().level,
                        entry.getValue()[0],
                        Duration.ofNanos(entry.getValue()[1]),
                        Duration.ofNanos(entry.getValue()[2])))
                .toList();
    }
}
