package dev.perfadvisor.engine.evidence.jfr;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

        /** Takes a run of at least one call, which is valid until this returns. */
        void run(List<Call> calls);
    }

    /**
     * Who calls: a thread with a stack.
     *
     * @param line of the thread
     * @param peer who is called, empty when not known
     * @param event name of the type of event that tells it
     * @param calls its calls, added up
     * @param tally of all calls of its site
     */
    record Caller(
            Line line,
            String site,
            Stack stack,
            @Nullable ThreadRef thread,
            String peer,
            String event,
            SpanSum calls,
            RemoteTally tally) {}

    /** A call as it is put together from reads. */
    static final class Call {

        final Caller caller;
        final long start;
        final long first;
        long end;
        long bytes;

        Call(Caller caller, long start, long nanos, long bytes) {
            this.caller = caller;
            this.start = start;
            this.first = nanos;
            this.end = start + nanos;
            this.bytes = bytes;
        }

        long nanos() {
            return end - start;
        }
    }

    /** What one thread does. */
    static final class Line {

        private @Nullable Call open;
        private boolean written;
        private final List<Call> run = new ArrayList<>();
        private boolean moved;
    }

    CallRuns(Taker taker) {
        this.taker = taker;
    }

    /** The line of a thread. */
    Line line(@Nullable ThreadRef thread) {
        return lines.computeIfAbsent(thread == null ? -1 : thread.key(), _ -> new Line());
    }

    /** Notes a read, or a wait for an answer. */
    void read(Caller caller, long start, long nanos, long bytes) {
        var line = caller.line;
        var open = line.open;
        if (open != null && continues(open, caller, start, nanos, line.written)) {
            open.end = Math.max(open.end, start + nanos);
            open.bytes += bytes;
            return;
        }
        close(line);
        line.open = new Call(caller, start, nanos, bytes);
        line.written = false;
    }

    /** Notes a write to a service: what is read next is another answer. */
    static void write(Line line) {
        line.written = true;
    }

    private static boolean continues(Call open, Caller caller, long start, long nanos, boolean written) {
        long gap = start - open.end;
        if (written || gap < 0 || gap >= PIECE_MILLIS * NANOS) {
            return false;
        }
        var before = open.caller;
        if (!before.peer.equals(caller.peer) || !before.site.equals(caller.site)) {
            return false;
        }
        return before.stack.aboveSite != caller.stack.aboveSite || nanos < open.first / SHORT_PART;
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
        line.moved |= line.run.getFirst().caller.stack.belowSite != call.caller.stack.belowSite;
    }

    private static boolean follows(Line line, Call call) {
        var last = line.run.getLast();
        long gap = call.start - last.end;
        long fifth = (last.nanos() + call.nanos()) / 2 / 5;
        boolean near = gap >= 0 && gap < Math.max(GAP_MILLIS * NANOS, fifth);
        boolean again = line.moved && call.caller.stack.belowSite == line.run.getFirst().caller.stack.belowSite;
        return near && !again;
    }

    private void finish(Line line) {
        taker.run(line.run);
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
}
