package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.model.Source;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * File reads, writes and forces. {@code FileDescriptor.sync} has no event: it is counted by native samples, each for
 * the 20 ms to the next.
 *
 * <p> {@code sites} by time, most first, at most 20.
 */
public record FileFacts(
        long count,
        Duration total,
        Duration max,
        @Nullable Duration readMax,
        @Nullable Duration writeMax,
        @Nullable Duration forceMax,
        @Nullable Duration threshold,
        double waitingThreads,
        List<Site> sites,
        List<PathAccess> paths,
        Source source) {

    /** File access from one application method. {@code operation}: {@code read}, {@code write}, {@code force}. */
    public record Site(
            String operation,
            @Nullable String site,
            String path,
            long count,
            Duration total,
            Duration mean,
            Duration max,
            long bytes,
            double share,
            String threadGroup,
            List<String> stack,
            Source source) {}

    /** Access to one file, by time, most first, at most 20. {@code longestOperation} is that of {@code max}. */
    public record PathAccess(
            String path,
            long count,
            Duration total,
            Duration mean,
            Duration max,
            String longestOperation,
            long bytes,
            @Nullable String site,
            List<DurationBucket> histogram,
            Source source) {}
}
