package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.evidence.DurationSketch;
import dev.perfadvisor.engine.evidence.jfr.CallRuns.Call;
import dev.perfadvisor.engine.evidence.jfr.CallRuns.Caller;
import java.time.Duration;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Calls to other services from one site. A run over several sites counts for each of them. */
final class RemoteTally {

    private static final int MOST_PEERS = 200;

    private final Spans spans = new Spans();
    private final DurationSketch durations = new DurationSketch();
    private final Set<String> peers = new HashSet<>();
    private long bytes;
    private long connects;
    private long runs;
    private long callsInRuns;
    private long runNanos;
    private long longestRun;
    private long sequences;
    private long callsInSequences;

    /** Adds one call, but for what {@link #add} adds for all of a caller. */
    void call(Call call) {
        durations.add(call.nanos());
        bytes += call.bytes;
    }

    /** Adds the calls of a caller. */
    void add(Caller caller, ChunkContext chunk) {
        if (caller.calls().count == 0) {
            return;
        }
        spans.add(chunk, caller.event(), caller.stack(), caller.thread(), "", caller.calls());
        if (!caller.peer().isEmpty() && peers.size() < MOST_PEERS) {
            peers.add(caller.peer());
        }
    }

    /** Adds a run to the tallies of all sites in it. */
    static void run(List<Call> run) {
        var first = run.getFirst().caller.tally();
        boolean alone = true;
        for (var call : run) {
            alone &= call.caller.tally() == first;
        }
        if (alone) {
            first.run(run, run.size());
            return;
        }
        var ofSite = new IdentityHashMap<RemoteTally, Integer>();
        run.forEach(call -> ofSite.merge(call.caller.tally(), 1, Integer::sum));
        ofSite.forEach((tally, own) -> tally.run(run, own));
    }

    void connected() {
        connects++;
    }

    private void run(List<Call> run, int own) {
        runs++;
        callsInRuns += run.size();
        runNanos += run.getLast().end - run.getFirst().start;
        longestRun = Math.max(longestRun, run.size());
        if (run.size() > 1) {
            sequences++;
            callsInSequences += own;
        }
    }

    void merge(RemoteTally other) {
        spans.merge(other.spans);
        durations.merge(other.durations);
        peers.addAll(other.peers);
        bytes += other.bytes;
        connects += other.connects;
        runs += other.runs;
        callsInRuns += other.callsInRuns;
        runNanos += other.runNanos;
        longestRun = Math.max(longestRun, other.longestRun);
        sequences += other.sequences;
        callsInSequences += other.callsInSequences;
    }

    long count() {
        return spans.count();
    }

    long totalNanos() {
        return spans.totalNanos();
    }

    /** @param connectsRecorded whether the recording holds connects */
    SocketFacts.RemoteCall facts(String site, boolean connectsRecorded) {
        double count = Math.max(1, spans.count());
        @Nullable Double connectsPerCall = connectsRecorded ? (Double) (connects / count) : null;
        return new SocketFacts.RemoteCall(
                site,
                spans.count(),
                spans.total(),
                spans.mean(),
                durations.quantile(0.95),
                spans.max(),
                sequences,
                runs == 0 ? 1 : (double) callsInRuns / runs,
                longestRun,
                callsInSequences / count,
                Duration.ofNanos(runs == 0 ? 0 : runNanos / runs),
                peers.size(),
                bytes / count,
                connectsPerCall,
                spans.stack(),
                spans.source());
    }
}
