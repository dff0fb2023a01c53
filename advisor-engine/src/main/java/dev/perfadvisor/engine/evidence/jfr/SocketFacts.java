package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.model.Source;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Blocking reads and writes on sockets, without those of a server that waits for its client's next request.
 *
 * @param total time of all of them
 * @param peers by time, most first, at most 20; not the clients of this program's own server
 * @param threshold events shorter than this are not in the recording
 * @param calls calls to other services (not databases) by the method that makes them
 */
public record SocketFacts(
        long count,
        Duration total,
        Duration readMax,
        Duration writeMax,
        @Nullable Duration threshold,
        List<Peer> peers,
        List<RemoteCall> calls,
        Source source) {

    /** One host and port. {@code kind}: {@code database}, {@code http}, {@code cache}, {@code messaging}, {@code other}. */
    public record Peer(
            String address,
            String kind,
            long count,
            Duration total,
            Duration mean,
            @Nullable Duration p95,
            Duration max,
            double share,
            long bytes,
            double bytesPerOperation,
            double perSecond,
            List<DurationBucket> histogram,
            @Nullable String site,
            Source source) {}

    /**
     * Calls to another service from one method.
     *
     * @param site application method that makes them
     * <p>Calls are put together from reads, and from waits below an HTTP client, as {@link CallRuns} says. A run over several
     * sites counts for each of them with all of its calls.
     *
     * @param sequences times that a thread made at least two of them in a row with next to no work in between
     * @param meanRun calls in a row, mean over all runs (1.0 when never in a row)
     * @param maxRun most calls in a row
     * @param sequentialShare share of the calls that belong to a run of two or more
     * @param runMean mean time of a whole run
     * @param distinctPeers number of peers called
     * @param bytesPerCall mean bytes read by a call
     * @param connects connections opened per call, null when connects are not recorded
     */
    public record RemoteCall(
            String site,
            long count,
            Duration total,
            Duration mean,
            @Nullable Duration p95,
            Duration max,
            long sequences,
            double meanRun,
            long maxRun,
            double sequentialShare,
            Duration runMean,
            long distinctPeers,
            double bytesPerCall,
            @Nullable Double connects,
            List<String> stack,
            Source source) {}
}
