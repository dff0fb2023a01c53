package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.model.Source;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CPU load as shares of the whole machine: means over the recording, and the mean of the worst 10 s.
 *
 * @param otherRatio machine load less this JVM's
 * @param systemShare share of this JVM's CPU time that was spent in the kernel
 * @param busiestThread name of the thread that used most CPU, and the share of one core that it used
 * @param threads that used most CPU, most first, at most 20, as are {@code groups} of them
 * @param throttledTotal time that threads of the container stood still as its quota was used up
 * @param throttledRatio share of scheduling periods in which the container was throttled
 */
public record CpuFacts(
        double jvmRatio,
        double worstJvmRatio,
        double machineRatio,
        double worstMachineRatio,
        double otherRatio,
        @Nullable Double systemShare,
        @Nullable String busiestThread,
        @Nullable Double busiestThreadCoreRatio,
        @Nullable Double contextSwitchesPerSecond,
        @Nullable Double throttledRatio,
        @Nullable Duration throttledTotal,
        List<Load> threads,
        List<Load> groups,
        long samples,
        Source source) {

    /**
     * CPU time of a thread, or of a group of threads whose names differ only in digits.
     *
     * @param cores mean number of cores kept busy, while its CPU time was sampled
     * @param systemShare share of that in the kernel, null without any
     */
    public record Load(
            String name,
            long threads,
            double cores,
            @Nullable Double systemShare) {}
}
