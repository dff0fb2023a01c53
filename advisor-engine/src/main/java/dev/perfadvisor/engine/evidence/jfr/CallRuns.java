package dev.perfadvisor.engine.evidence.jfr;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts the reads of each thread together into calls, and calls into runs. Recordings hold no calls, only waits for bytes.
 *
 * <p>A read continues the call before it when it follows within {@value #PIECE_MILLIS} ms, on the same peer, from the same
 * site, with no write in between, and either takes another way to the socket than the read that began the call (the body
 * after the head) or is short against it (further pieces). Else it begins a call.
 *
 * <p>Calls are in a run when the gap between them is below {@value #GAP_MILLIS} ms or a fifth of their mean duration. A run
 * ends where the program is back at the place of the run's first call after it was at others: that is the next request.
 */
final class CallRuns {

    private static final long PIECE_MILLIS = 2;
    private static final long GAP_MILLIS = 5;
    private static final long NANOS = 1_000_000;

    /** A read shorter than this part of the call's first one waits for the network, not for the service. */
    private static final int SHORT_PART = 10;

    private final Map<Long, Line> lines = new HashMap<>();
    private final Taker taker;

    /** Takes what was put together. */
    interface Taker {

        void call(Call call);

        /** Takes a run of at least one call. */
        void run(List<Call> calls);
    }

    /** A call as it is put together from reads. */
    static final class Call {

        final String site;
        final Stack stack;
        final @Nullable ThreadRef thread;
        final String peer;
        final String event;
        final long start;
        final long first;
        long end;
        long bytes;

        Call(String site, Stack stack, @Nullable ThreadRef thread, String peer, String event, long start, long nanos) {
            this.site = site;
            this.stack = stack;
            this.thread = thread;
            this.peer = peer;
            this.event = event;
            this.start = start;
            this.first = nanos;
            this.end = start + nanos;
        }

        long nanos() {
            return end - start;
        }
    }

    /** What one thread does. */
    private static final class Line {

        private @Nullable Call open;
        private boolean written;
        private final List<Call> run = new ArrayList<>();
        private boolean moved;
    }

    CallRuns(Taker taker) {
        this.taker = taker;
    }

    /** Notes a read, or a wait for an answer, of a thread. */
    void read(Call read, long bytes) {
        var line = lines.computeIfAbsent(read.thread == null ? -1 : read.thread.key(), _ -> new Line());
        var open = line.open;
        if (open != null && continues(open, read, line.written)) {
            open.end = Math.max(open.end, read.end);
            open.bytes += bytes;
            return;
        }
        close(line);
        read.bytes = bytes;
        line.open = read;
        line.written = false;
    }

    /** Notes a write of a thread to a service: what is read next is another answer. */
    void write(@Nullable ThreadRef thread) {
        var line = lines.get(thread == null ? -1 : thread.key());
        if (line != null) {
            line.written = true;
        }
    }

    private static boolean continues(Call open, Call read, boolean written) {
        long gap = read.start - open.end;
        if (written || gap < 0 || gap >= PIECE_MILLIS * NANOS) {
            return false;
        }
        if (!open.peer.equals(read.peer) || !open.site.equals(read.site)) {
            return false;
        }
        return open.stack.aboveSite != read.stack.aboveSite || read.first < open.first / SHORT_PART;
    }

    private void close(Line line) {
        var call = line.open;
        line.open = null;
        if (call == null) {
            return;
        }
        taker.call(call);
        if (!line.run.isEmpty() && !follows(line, call)) {
            finish(line);
        }
        line.run.add(call);
        line.moved |= line.run.getFirst().stack.belowSite != call.stack.belowSite;
    }

    private static boolean follows(Line line, Call call) {
        var last = line.run.getLast();
        long gap = call.start - last.end;
        long fifth = (last.nanos() + call.nanos()) / 2 / 5;
        boolean near = gap >= 0 && gap < Math.max(GAP_MILLIS * NANOS, fifth);
        boolean again = line.moved && call.stack.belowSite == line.run.getFirst().stack.belowSite;
        return near && !again;
    }

    private void finish(Line line) {
        taker.run(List.copyOf(line.run));
        line.run.clear();
        line.moved = false;
    }

    /** Ends all calls and runs, as the chunk ends. */
    void end() {
        for (var line : lines.values()) {
            close(line);
            if (!line.run.isEmpty()) {
                finish(line);
            }
        }
        lines.clear();
    }

    /** The sites of a run. */
    static Set<String> sites(List<Call> run) {
        var sites = new HashSet<String>();
        run.forEach(call -> sites.add(call.site));
        return sites;
    }
}
