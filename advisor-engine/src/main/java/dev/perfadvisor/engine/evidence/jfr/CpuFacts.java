package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.model.Source;
import org.jspecify.annotations.Nullable;

/**
 * CPU load as shares of the whole machine: means over the recording, and the mean of the worst 10 s.
 *
 * @param otherRatio machine load less this JVM's
 * @param systemShare share of this JVM's CPU time that was spent in the kernel
 * @param busiestThread name of the thread that used most CPU, and the share of one core that it used
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
        long samples,
        Source source) {}
