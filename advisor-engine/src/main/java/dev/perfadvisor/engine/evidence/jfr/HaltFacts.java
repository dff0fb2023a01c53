package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.model.Source;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Times at which the JVM stopped all threads of the program: pauses of the collector, those that a tool asked for
 * included, and operations of the VM thread at a safepoint that hold no such pause.
 *
 * @param gcTotal time in pauses of the collector
 * @param otherTotal time in other operations at a safepoint, null when these are not recorded
 * @param ratio share of the recording in which the program was stopped
 * @param worstRatio share of the worst 60 s (of the whole when shorter), as is {@code worstOtherRatio} for halts that are
 *     no pauses
 * @param safepoints number of safepoints
 * @param reachTotal time until all threads had stopped, summed over safepoints
 * @param operations of the VM thread, at a safepoint or not, by time, most first, at most 20
 */
public record HaltFacts(
        Duration gcTotal,
        @Nullable Duration otherTotal,
        @Nullable Duration otherMax,
        double ratio,
        double worstRatio,
        @Nullable Double worstOtherRatio,
        @Nullable Long safepoints,
        @Nullable Duration reachTotal,
        @Nullable Duration reachMax,
        List<Operation> operations,
        Source source) {

    /**
     * What the VM thread did.
     *
     * @param stopsProgram whether it ran at a safepoint
     * @param collection whether a pause of the collector lay within the longest one
     * @param caller thread that asked for the longest one
     */
    public record Operation(
            String name,
            boolean stopsProgram,
            boolean collection,
            long count,
            Duration total,
            Duration mean,
            Duration max,
            @Nullable String caller,
            Source source) {}
}
