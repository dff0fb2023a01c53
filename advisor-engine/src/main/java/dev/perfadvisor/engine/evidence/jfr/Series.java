package dev.perfadvisor.engine.evidence.jfr;

/** The per-second series of a recording. */
enum Series {
    GC_PAUSE("gc.pauseNanos"),
    GC_STALL("gc.stallNanos"),
    GC_STALLS("gc.stalls"),
    GC_FREED("gc.freedBytes"),
    HALT("halt.nanos"),
    HALT_OTHER("halt.otherNanos"),
    CLASS_LOADING("class.loadNanos"),
    PINNED("thread.pinnedNanos"),
    ERRORS("exceptions.errors"),
    CPU_JVM("cpu.jvmPermille"),
    CPU_MACHINE("cpu.machinePermille"),
    CPU_SAMPLES("cpu.samples"),
    LOCK_BLOCKED("lock.blockedNanos"),
    POOL_WAIT("pool.waitNanos"),
    SOCKET_REMOTE("socket.remoteNanos"),
    SOCKET_AWAITED("socket.awaitedNanos"),
    SOCKET_DATABASE("socket.databaseNanos"),
    FILE("file.nanos"),
    ALLOCATED("alloc.bytes"),
    EXCEPTIONS("exceptions.count");

    private final String id;

    Series(String id) {
        this.id = id;
    }

    /** Its name in the {@link dev.perfadvisor.engine.evidence.Timeline}. */
    String id() {
        return id;
    }
}
