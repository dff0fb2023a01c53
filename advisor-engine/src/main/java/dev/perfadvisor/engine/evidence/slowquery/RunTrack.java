package dev.perfadvisor.engine.evidence.slowquery;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Recognises runs within one connection: a statement goes on with its run when at most three other fingerprints came
 * since it was last seen and no pause. Loops within loops (order, item, item, order, item, item) are runs of each.
 *
 * <p>The first up to four different fingerprints may go on with runs that began before the part that was read. They are
 * kept as {@code heads} until the part before is merged, which makes the result the same as that of one pass.
 */
final class RunTrack {

    /** Different fingerprints in a cycle. */
    private static final int CYCLE = 4;

    /** A connection that rests longer than this has left the loop. */
    private static final long PAUSE = 100_000_000L;

    private static final long SECOND = 1_000_000_000L;

    /** One stretch of a repeated fingerprint. */
    static final class Run {
        final StatementTally tally;

        @Nullable StatementTally parent;

        boolean parentOpen;
        boolean head;
        boolean timed;
        long length;
        long ownNanos;
        long firstStart;
        long lastEnd;

        Run(StatementTally tally) {
            this.tally = tally;
        }

        Run copy(TallyMap tallies) {
            var copy = new Run(tallies.own(tally));
            copy.parent = parent == null ? null : tallies.own(parent);
            copy.parentOpen = parentOpen;
            copy.head = head;
            copy.timed = timed;
            copy.length = length;
            copy.ownNanos = ownNanos;
            copy.firstStart = firstStart;
            copy.lastEnd = lastEnd;
            return copy;
        }
    }

    /** Open runs, the most recently used last. */
    private final List<Run> open = new ArrayList<>(CYCLE + 1);

    private final List<Run> heads = new ArrayList<>(CYCLE);
    private boolean headsComplete;
    private boolean any;
    private long firstStart;
    private long lastEnd;
    private boolean timed;
    private @Nullable StatementTally last;

    /** Follows one statement; {@code forms} is false for those that neither break nor form runs. */
    void add(StatementTally tally, Execution execution, boolean forms) {
        long start = execution.timed() ? execution.start() : 0;
        long end = execution.timed() ? execution.end : 0;
        if (!any) {
            firstStart = start;
            timed = execution.timed();
        } else if (pause(lastEnd, start, timed && execution.timed())) {
            breakOff();
        }
        any = true;
        lastEnd = end;
        timed = execution.timed();
        if (forms) {
            follow(tally, execution.nanos, start, end);
        }
    }

    private void follow(StatementTally tally, long nanos, long start, long end) {
        Run run = open.isEmpty() || open.getLast().tally != tally ? take(tally) : open.getLast();
        if (run == null) {
            run = new Run(tally);
            run.parent = last;
            run.firstStart = start;
            run.timed = timed;
            if (!headsComplete && heads.stream().noneMatch(head -> head.tally == tally)) {
                run.head = true;
                run.parentOpen = heads.isEmpty();
                heads.add(run);
                headsComplete = heads.size() == CYCLE;
            }
        }
        run.length++;
        run.ownNanos += nanos;
        run.lastEnd = end;
        if (open.isEmpty() || open.getLast() != run) {
            open.add(run);
        }
        if (open.size() > CYCLE) {
            end(open.removeFirst());
        }
        last = tally;
    }

    private @Nullable Run take(StatementTally tally) {
        for (int i = open.size() - 1; i >= 0; i--) {
            if (open.get(i).tally == tally) {
                return open.remove(i);
            }
        }
        return null;
    }

    private void breakOff() {
        open.forEach(RunTrack::end);
        open.clear();
        headsComplete = true;
        last = null;
    }

    /** A head waits for what came before; any other run is over. */
    private static void end(Run run) {
        if (!run.head) {
            run.tally.runs().add(run);
        }
    }

    /** Times of whole seconds can be a second off. */
    private static boolean pause(long end, long start, boolean known) {
        boolean coarse = start % SECOND == 0 || end % SECOND == 0;
        return known && start - end > (coarse ? 2 * SECOND : PAUSE);
    }

    /** Ends all runs: nothing comes before or after. */
    void finish() {
        open.stream().filter(run -> !run.head).forEach(run -> run.tally.runs().add(run));
        heads.forEach(run -> run.tally.runs().add(run));
        open.clear();
        heads.clear();
    }

    /** Adds what {@code later}, which follows in the same connection, has seen. */
    void merge(RunTrack later, TallyMap tallies) {
        if (!later.any) {
            return;
        }
        boolean first = !any;
        boolean pause = any && pause(lastEnd, later.firstStart, timed && later.timed);
        if (pause) {
            breakOff();
        }
        var before = List.copyOf(open);
        var joined = new ArrayList<Run>();
        var opened = new ArrayList<>(later.open);
        for (int i = 0; i < later.heads.size(); i++) {
            Run head = later.heads.get(i);
            Run run = join(head.copy(tallies), before, joined, first);
            joined.add(run);
            int position = opened.indexOf(head);
            if (position >= 0) {
                opened.set(position, run);
            } else {
                open.remove(run);
                end(run);
            }
        }
        var rest = new ArrayList<Run>();
        for (Run run : opened) {
            rest.add(joined.contains(run) ? run : run.copy(tallies));
        }
        settle(rest, joined, later.headsComplete);
        headsComplete |= later.headsComplete;
        if (first) {
            firstStart = later.firstStart;
        }
        any = true;
        lastEnd = later.lastEnd;
        timed = later.timed;
        last = later.last == null ? (later.headsComplete ? null : last) : tallies.own(later.last);
    }

    /** The run that a head goes on with, or the head as a run of its own. */
    private Run join(Run head, List<Run> before, List<Run> joined, boolean first) {
        for (int i = before.size() - 1; i >= 0; i--) {
            Run run = before.get(i);
            if (run.tally == head.tally && between(before, i, joined) < CYCLE) {
                run.length += head.length;
                run.ownNanos += head.ownNanos;
                run.lastEnd = head.lastEnd;
                return run;
            }
        }
        boolean known = heads.stream().anyMatch(own -> own.tally == head.tally);
        boolean waits = !headsComplete && !known;
        if (head.parentOpen && !first) {
            head.parent = last;
        }
        head.head = waits;
        head.parentOpen = waits && heads.isEmpty();
        if (waits) {
            heads.add(head);
            headsComplete = heads.size() == CYCLE;
        }
        return head;
    }

    /** Number of different other fingerprints since the open run at {@code position} was last seen. */
    private static long between(List<Run> before, int position, List<Run> joined) {
        return joined.size()
                + before.subList(position + 1, before.size()).stream()
                        .filter(run -> joined.stream().noneMatch(other -> other.tally == run.tally))
                        .count();
    }

    /** The later part's open runs, and of the earlier ones those that still are among the most recent. */
    private void settle(List<Run> latest, List<Run> joined, boolean synced) {
        open.removeAll(latest);
        var keep = new ArrayList<Run>();
        for (int i = open.size() - 1; i >= 0; i--) {
            Run run = open.get(i);
            boolean seenAgain = joined.stream().anyMatch(other -> other.tally == run.tally);
            if (!synced && !seenAgain && keep.size() + latest.size() < CYCLE) {
                keep.addFirst(run);
            } else {
                end(run);
            }
        }
        open.clear();
        open.addAll(keep);
        open.addAll(latest);
    }
}
