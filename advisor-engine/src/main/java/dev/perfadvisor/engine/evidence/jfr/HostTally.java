package dev.perfadvisor.engine.evidence.jfr;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Memory of machine and container, and other processes. Of command lines only the name of the program is kept. */
final class HostTally {

    private static final String STARTED = "jdk.ProcessStart";
    private static final String PROCESS = "jdk.SystemProcess";
    private static final int MOST_PROCESSES = 10_000;
    private static final int MOST_PROGRAMS = 1_000;
    private static final int MOST_TOLD = 20;

    private long physical;
    private long physicalUsed = -1;
    private long swap;
    private long swapUsed = -1;
    private long resident = -1;
    private long direct = -1;
    private long containerLimit;
    private long containerUsed = -1;
    private long containerFailures = -1;
    private double containerCores;
    private long starts;
    private final Set<String> processes = new HashSet<>();
    private final TreeSet<String> programs = new TreeSet<>();

    void listen(ChunkEvents events) {
        events.on(
                "jdk.PhysicalMemory",
                event -> {
                    physical = Math.max(physical, event.number(0));
                    physicalUsed = Math.max(physicalUsed, event.number(1));
                },
                "totalSize",
                "usedSize");
        events.on(
                "jdk.SwapSpace",
                event -> {
                    swap = Math.max(swap, event.number(0));
                    swapUsed = Math.max(swapUsed, event.number(0) - event.number(1));
                },
                "totalSize",
                "freeSize");
        events.on("jdk.ResidentSetSize", event -> resident = Math.max(resident, event.number(0)), "size");
        events.on("jdk.DirectBufferStatistics", event -> direct = Math.max(direct, event.number(0)), "memoryUsed");
        events.on("jdk.ContainerConfiguration", this::container, "memoryLimit", "cpuQuota", "cpuSlicePeriod");
        events.on(
                "jdk.ContainerMemoryUsage",
                event -> {
                    containerFailures = Math.max(containerFailures, event.number(0));
                    containerUsed = Math.max(containerUsed, event.number(1));
                },
                "memoryFailCount",
                "memoryUsage");
        events.on(
                PROCESS,
                event -> {
                    if (processes.size() < MOST_PROCESSES) {
                        processes.add(event.text(0));
                    }
                },
                "pid");
        events.on(
                STARTED,
                event -> {
                    starts++;
                    if (programs.size() < MOST_PROGRAMS) {
                        programs.add(program(event.text(0)));
                    }
                },
                "command");
    }

    /** {@code /usr/bin/curl -u user:secret http://x} is {@code curl}. */
    static String program(String command) {
        var first = command.strip().split("\\s", 2)[0];
        return first.substring(Math.max(first.lastIndexOf('/'), first.lastIndexOf('\\')) + 1);
    }

    /** Limits that are not set are negative. */
    private void container(Event event) {
        containerLimit = Math.max(containerLimit, event.number(0));
        if (event.number(1) > 0 && event.number(2) > 0) {
            containerCores = Math.max(containerCores, (double) event.number(1) / event.number(2));
        }
    }

    void merge(HostTally later) {
        physical = Math.max(physical, later.physical);
        physicalUsed = Math.max(physicalUsed, later.physicalUsed);
        swap = Math.max(swap, later.swap);
        swapUsed = Math.max(swapUsed, later.swapUsed);
        resident = Math.max(resident, later.resident);
        direct = Math.max(direct, later.direct);
        containerLimit = Math.max(containerLimit, later.containerLimit);
        containerUsed = Math.max(containerUsed, later.containerUsed);
        containerFailures = Math.max(containerFailures, later.containerFailures);
        containerCores = Math.max(containerCores, later.containerCores);
        starts += later.starts;
        processes.addAll(later.processes);
        programs.addAll(later.programs);
    }

    @Nullable HostFacts facts(RecordingTally recording) {
        boolean nothing = physical == 0 && resident < 0 && containerLimit == 0 && processes.isEmpty();
        if (nothing || recording.isEmpty()) {
            return null;
        }
        return new HostFacts(
                physical > 0 ? (Long) physical : null,
                ratio(physicalUsed, physical),
                ratio(swapUsed, swap),
                known(resident),
                known(direct),
                containerLimit > 0 ? (Long) containerLimit : null,
                ratio(containerUsed, containerLimit),
                known(containerFailures),
                containerCores > 0 ? (Double) containerCores : null,
                recording.observes(PROCESS) ? (Long) (long) processes.size() : null,
                recording.observes(STARTED) ? (Long) starts : null,
                programs.stream().limit(MOST_TOLD).toList(),
                recording.source("jdk.PhysicalMemory, jdk.ContainerConfiguration and jdk.SystemProcess"));
    }

    private static @Nullable Double ratio(long used, long of) {
        return used < 0 || of <= 0 ? null : (Double) ((double) used / of);
    }

    private static @Nullable Long known(long value) {
        return value < 0 ? null : (Long) value;
    }
}
