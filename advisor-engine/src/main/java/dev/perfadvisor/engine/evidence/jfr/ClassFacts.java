package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.model.Source;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Classes and the memory that describes them.
 *
 * @param loaded classes that are loaded at the end: those ever loaded less those unloaded
 * @param loadsPerSecondLate rate of loading in the second half of the recording
 * @param quietAfter time from the start of the JVM until 95 % of the classes were loaded that are loaded at the end, to the
 *     second; null unless the recording began within 10 s of the start and goes on for as long again
 * @param loadTotal time in loading classes, from {@code jdk.ClassLoad}, which is off in the JDK's own settings
 * @param loadRatio {@code loadTotal} as a share of the recording; more than 1 when several threads load at once
 * @param slowest class that took longest to load
 * @param repeated classes of the same name that were loaded or defined more than once, most first, at most 20
 * @param metaspaceBytes metaspace in use after the last collection
 * @param metaspaceGrowthBytesPerSecond robust slope (Theil-Sen) of metaspace in use after collections, second half of the
 *     recording; null with less than eight values
 * @param metaspaceGrowthConsistency Kendall's tau of these values over time, -1..1
 * @param metaspaceFailures times that metaspace could not be allocated
 */
public record ClassFacts(
        @Nullable Long loaded,
        @Nullable Long unloaded,
        @Nullable Double loadsPerSecondLate,
        @Nullable Duration quietAfter,
        @Nullable Duration loadTotal,
        @Nullable Duration loadMax,
        @Nullable Double loadRatio,
        @Nullable String slowest,
        List<Repeated> repeated,
        @Nullable Long metaspaceBytes,
        @Nullable Double metaspaceGrowthBytesPerSecond,
        @Nullable Double metaspaceGrowthConsistency,
        @Nullable Long metaspaceFailures,
        Source source) {

    /** A class that was loaded {@code loads} times, of which {@code unloads} were unloaded again. */
    public record Repeated(
            String className,
            long loads,
            long unloads,
            @Nullable String site,
            List<String> stack,
            Source source) {}
}
