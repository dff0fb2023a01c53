package dev.perfadvisor.engine.evidence.slowquery;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs of one statement within connections, added up. */
final class RunTally {

    /** Shorter repetitions are no run. */
    static final int SHORTEST = 5;

    private static final int MOST_PARENTS = 256;

    private long count;
    private long executions;
    private long longest;
    private long ownNanos;
    private long wallNanos;
    private final Map<StatementTally, Long> parents = new HashMap<>();

    /** Adds a run that has ended; too short ones are left out. */
    void add(RunTrack.Run run) {
        if (run.length < SHORTEST) {
            return;
        }
        count++;
        executions += run.length;
        longest = Math.max(longest, run.length);
        ownNanos += run.ownNanos;
        wallNanos += Math.max(run.ownNanos, run.timed ? run.lastEnd - run.firstStart : 0);
        if (run.parent != null) {
            addParent(run.parent, 1);
        }
    }

    void merge(RunTally other, TallyMap tallies) {
        count += other.count;
        executions += other.executions;
        longest = Math.max(longest, other.longest);
        ownNanos += other.ownNanos;
        wallNanos += other.wallNanos;
        other.parents.forEach((parent, times) -> addParent(tallies.own(parent), times));
    }

    private void addParent(StatementTally parent, long times) {
        if (parents.size() < MOST_PARENTS || parents.containsKey(parent)) {
            parents.merge(parent, times, Long::sum);
        }
    }

    StatementRuns facts(long executionsOfStatement, boolean fineTimes, @Nullable Double distinctParameters) {
        Map.Entry<StatementTally, Long> parent = parents.entrySet().stream()
                .max(Map.Entry.<StatementTally, Long>comparingByValue()
                        .thenComparing(entry -> entry.getKey().fingerprint()))
                .orElse(null);
        long time = fineTimes ? wallNanos : ownNanos;
        double perParent = perParent(
                executionsOfStatement, parent == null ? count : parent.getKey().count());
        return new StatementRuns(
                count,
                executionsOfStatement == 0 ? 0 : Math.min(1, (double) executions / executionsOfStatement),
                count == 0 ? 0 : (double) executions / count,
                longest,
                count == 0 ? null : Duration.ofNanos(time / count),
                parent == null ? null : parent.getKey().id(),
                parent == null ? null : parent.getKey().fingerprint(),
                distinctParameters,
                parent == null ? null : (double) parent.getValue() / count,
                perParent,
                parent == null || executions == 0 ? null : Duration.ofNanos(Math.round(time * perParent / executions)));
    }

    private static double perParent(long executions, long parents) {
        return parents == 0 ? executions : (double) executions / parents;
    }
}
