package dev.perfadvisor.engine.evidence.jfr;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What collections cost: CPU time against wall time, and how often G1 missed its goal for pauses in a time slice. */
final class GcCostTally {

    private static final String CPU_TIME = "jdk.GCCPUTime";
    private static final String MMU = "jdk.G1MMU";

    /** The system counts CPU time in ticks of 10 ms: of shorter collections user and real time can not be compared. */
    private static final long LEAST_COMPARED = 20_000_000L;

    private long user;
    private long system;
    private long real;
    private long inverted;
    private long mmu;
    private long mmuMissed;

    void listen(ChunkEvents events) {
        events.on(
                CPU_TIME,
                event -> {
                    long ofUser = event.length(0);
                    long ofSystem = event.length(1);
                    long ofReal = event.length(2);
                    user += ofUser;
                    system += ofSystem;
                    real += ofReal;
                    inverted += ofReal >= LEAST_COMPARED && ofUser + ofSystem <= ofReal ? 1 : 0;
                },
                "userTime",
                "systemTime",
                "realTime");
        events.on(
                MMU,
                event -> {
                    mmu++;
                    mmuMissed += event.length(0) > event.length(1) ? 1 : 0;
                },
                "gcTime",
                "pauseTarget");
    }

    void merge(GcCostTally later) {
        user += later.user;
        system += later.system;
        real += later.real;
        inverted += later.inverted;
        mmu += later.mmu;
        mmuMissed += later.mmuMissed;
    }

    private static @Nullable Duration known(RecordingTally recording, long nanos) {
        return recording.observes(CPU_TIME) ? Duration.ofNanos(nanos) : null;
    }

    @Nullable Duration user(RecordingTally recording) {
        return known(recording, user);
    }

    @Nullable Duration system(RecordingTally recording) {
        return known(recording, system);
    }

    @Nullable Duration real(RecordingTally recording) {
        return known(recording, real);
    }

    @Nullable Long inverted(RecordingTally recording) {
        return recording.observes(CPU_TIME) ? (Long) inverted : null;
    }

    @Nullable Long mmu(RecordingTally recording) {
        return recording.observes(MMU) ? (Long) mmu : null;
    }

    @Nullable Long mmuMissed(RecordingTally recording) {
        return recording.observes(MMU) ? (Long) mmuMissed : null;
    }
}
