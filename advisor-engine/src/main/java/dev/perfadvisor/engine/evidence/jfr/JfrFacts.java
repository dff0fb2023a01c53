package dev.perfadvisor.engine.evidence.jfr;

import org.jspecify.annotations.Nullable;

/**
 * What a flight recording says. Ratios are 0..1, sizes bytes. Null means that the recording does not hold the events
 * that would tell: unknown, not zero.
 */
public record JfrFacts(
        RecordingFacts recording,
        @Nullable CpuFacts cpu,
        @Nullable CodeFacts code,
        @Nullable GcFacts gc,
        @Nullable HeapFacts heap,
        @Nullable AllocationFacts allocation,
        @Nullable LockFacts locks,
        @Nullable WaitFacts waits,
        @Nullable SocketFacts sockets,
        @Nullable FileFacts files,
        @Nullable ExceptionFacts exceptions,
        @Nullable ThreadFacts threads,
        @Nullable JvmFacts jvm,
        @Nullable HaltFacts halts,
        @Nullable ClassFacts classes,
        @Nullable CompilerFacts compiler,
        @Nullable HostFacts host,
        @Nullable ProfileFacts profile) {}
