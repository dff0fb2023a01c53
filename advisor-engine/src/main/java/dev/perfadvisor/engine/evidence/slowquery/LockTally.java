package dev.perfadvisor.engine.evidence.slowquery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Who waited for whom, who stopped each other, and who was stopped. Each kind keeps {@value #MOST} different ones. */
final class LockTally {

    private static final int MOST = 1_000;
    private static final int SHOWN = 20;

    /** @param blocker null when the log does not show it */
    private record Pair(StatementTally victim, @Nullable StatementTally blocker, String object) {}

    /** A wait for a process of which this part of the log has shown nothing yet. */
    private record Open(long process, StatementTally victim, String object, long nanos) {}

    private record Stopped(String reason, String fingerprint) {}

    private static final class Sum {
        private long count;
        private long nanos;
    }

    private final Map<Pair, Sum> pairs = new LinkedHashMap<>();
    private final List<Open> open = new ArrayList<>();
    private final Map<List<String>, Long> deadlocks = new LinkedHashMap<>();
    private final Map<Stopped, Long> stopped = new LinkedHashMap<>();

    void blocked(StatementTally victim, @Nullable StatementTally blocker, String object, long nanos) {
        add(new Pair(victim, blocker, object), 1, nanos);
    }

    /** Notes a wait whose other side may be known from the part before. */
    void blockedByUnseen(long process, StatementTally victim, String object, long nanos) {
        if (open.size() < MOST) {
            open.add(new Open(process, victim, object, nanos));
        } else {
            blocked(victim, null, object, nanos);
        }
    }

    private void add(Pair pair, long count, long nanos) {
        if (pairs.size() < MOST || pairs.containsKey(pair)) {
            Sum sum = pairs.computeIfAbsent(pair, _ -> new Sum());
            sum.count += count;
            sum.nanos += nanos;
        }
    }

    void deadlock(List<String> fingerprints) {
        count(deadlocks, fingerprints, 1);
    }

    void cancelled(String reason, String fingerprint) {
        count(stopped, new Stopped(reason, fingerprint), 1);
    }

    private static <K> void count(Map<K, Long> counts, K key, long times) {
        if (counts.size() < MOST || counts.containsKey(key)) {
            counts.merge(key, times, Long::sum);
        }
    }

    /** @param tracks the connection with a process number in what came before, null when nothing was seen of it */
    void merge(LockTally other, TallyMap tallies, LongFunction<@Nullable SessionTrack> tracks) {
        other.pairs.forEach((pair, sum) -> {
            var blocker = pair.blocker() == null ? null : tallies.own(pair.blocker());
            add(new Pair(tallies.own(pair.victim()), blocker, pair.object()), sum.count, sum.nanos);
        });
        for (Open wait : other.open) {
            var victim = tallies.own(wait.victim());
            SessionTrack track = tracks.apply(wait.process());
            if (track == null || !track.lockerKnown) {
                blockedByUnseen(wait.process(), victim, wait.object(), wait.nanos());
            } else {
                blocked(victim, track.locker, wait.object(), wait.nanos());
            }
        }
        other.deadlocks.forEach((key, times) -> count(deadlocks, key, times));
        other.stopped.forEach((key, times) -> count(stopped, key, times));
    }

    List<ServerFacts.Blocking> blockings() {
        var all = new LinkedHashMap<Pair, Sum>();
        pairs.forEach((pair, sum) -> join(all, pair, sum.count, sum.nanos));
        open.forEach(wait -> join(all, new Pair(wait.victim(), null, wait.object()), 1, wait.nanos()));
        return all.entrySet().stream()
                .map(entry -> new ServerFacts.Blocking(
                        entry.getKey().victim().fingerprint(),
                        fingerprint(entry.getKey().blocker()),
                        entry.getKey().object(),
                        entry.getValue().count,
                        Duration.ofNanos(entry.getValue().nanos)))
                .sorted(Comparator.comparing(ServerFacts.Blocking::waited)
                        .reversed()
                        .thenComparing(blocking -> blocking.victim() + blocking.blocker() + blocking.object()))
                .limit(SHOWN)
                .toList();
    }

    private static void join(Map<Pair, Sum> into, Pair pair, long count, long nanos) {
        Sum sum = into.computeIfAbsent(pair, _ -> new Sum());
        sum.count += count;
        sum.nanos += nanos;
    }

    private static String fingerprint(@Nullable StatementTally tally) {
        return tally == null ? "" : tally.fingerprint();
    }

    List<ServerFacts.Deadlock> deadlocks() {
        return deadlocks.entrySet().stream()
                .map(entry -> new ServerFacts.Deadlock(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(ServerFacts.Deadlock::count)
                        .reversed()
                        .thenComparing(deadlock -> deadlock.statements().toString()))
                .limit(SHOWN)
                .toList();
    }

    List<ServerFacts.Cancelled> cancelled() {
        return stopped.entrySet().stream()
                .map(entry -> new ServerFacts.Cancelled(
                        entry.getKey().reason(), entry.getKey().fingerprint(), entry.getValue()))
                .sorted(Comparator.comparingLong(ServerFacts.Cancelled::count)
                        .reversed()
                        .thenComparing(ServerFacts.Cancelled::toString))
                .limit(SHOWN)
                .toList();
    }
}
