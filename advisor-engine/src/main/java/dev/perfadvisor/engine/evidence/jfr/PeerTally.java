package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.evidence.DurationSketch;
import java.util.HashMap;
import java.util.Map;

/** Reads and writes to one host and port. */
final class PeerTally {

    private static final int MOST_SITES = 100;

    private final Spans spans = new Spans();
    private final DurationSketch durations = new DurationSketch();
    private final Bounded<String, long[]> sites = new Bounded<>(MOST_SITES, "(other)", () -> new long[1]);
    private final Histogram histogram = new Histogram();
    private long bytes;

    /** Where the lengths of its transfers are added up. */
    Spans spans() {
        return spans;
    }

    /** Adds one transfer. */
    void add(long nanos, long ofBytes) {
        durations.add(nanos);
        histogram.add(nanos);
        bytes += ofBytes;
    }

    /** Adds the time of transfers that one stack asks for. */
    void addSite(Stack stack, long nanos) {
        var site = stack.site();
        if (site != null) {
            sites.of(site)[0] += nanos;
        }
    }

    void merge(PeerTally other) {
        spans.merge(other.spans);
        durations.merge(other.durations);
        histogram.merge(other.histogram);
        sites.merge(other.sites, (mine, theirs) -> mine[0] += theirs[0]);
        bytes += other.bytes;
    }

    long totalNanos() {
        return spans.totalNanos();
    }

    /** @param all ns of all peers */
    SocketFacts.Peer facts(String address, PeerKind kind, long all, RecordingTally recording) {
        Map<String, Long> bySite = new HashMap<>();
        sites.all().forEach((site, nanos) -> bySite.put(site, nanos[0]));
        return new SocketFacts.Peer(
                address,
                kind.id(),
                spans.count(),
                spans.total(),
                spans.mean(),
                durations.quantile(0.95),
                spans.max(),
                all == 0 ? 0 : (double) spans.totalNanos() / all,
                bytes,
                (double) bytes / Math.max(1, spans.count()),
                spans.count() / recording.recordedSeconds(),
                histogram.facts(),
                Ranking.firstOrNull(bySite),
                spans.source());
    }
}
