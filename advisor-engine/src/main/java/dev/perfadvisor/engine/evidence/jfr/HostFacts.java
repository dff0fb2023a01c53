package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.model.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The machine and the container that the JVM runs in.
 *
 * @param physicalUsedRatio highest share of physical memory in use
 * @param swapUsedRatio highest share of swap space in use, null without any
 * @param residentBytes most memory of this process that was in physical memory
 * @param directBytes most memory in direct buffers
 * @param containerMemoryUsedRatio highest share of the container's limit in use
 * @param containerMemoryFailures times that the container's limit was hit
 * @param containerCores CPU quota
 * @param processes distinct processes on the machine
 * @param processesStarted processes that this JVM started
 * @param started names of the programs it started, at most 20; what was handed to them is not kept
 */
public record HostFacts(
        @Nullable Long physicalBytes,
        @Nullable Double physicalUsedRatio,
        @Nullable Double swapUsedRatio,
        @Nullable Long residentBytes,
        @Nullable Long directBytes,
        @Nullable Long containerMemoryBytes,
        @Nullable Double containerMemoryUsedRatio,
        @Nullable Long containerMemoryFailures,
        @Nullable Double containerCores,
        @Nullable Long processes,
        @Nullable Long processesStarted,
        List<String> started,
        Source source) {}
