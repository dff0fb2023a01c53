package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.evidence.jfr.WrittenRecording.OfClass;
import dev.perfadvisor.engine.evidence.jfr.WrittenRecording.OfThread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Small sound recordings that a search for hostile inputs starts from. */
final class Seeds {

    private static final List<String> STACK = List.of(
            "java.net.Socket$SocketInputStream.read",
            "shop.Partner.ask",
            "shop.Checkout.handle",
            "java.lang.Thread.run");

    private Seeds() {}

    /** Writes them into a directory. */
    public static void main(String[] args) throws IOException {
        var into = Files.createDirectories(Path.of(args[0]));
        Files.write(into.resolve("waits"), waits());
        Files.write(into.resolve("jvm"), jvm());
        Files.write(into.resolve("two-jvms"), Recordings.join(List.of(waits(), jvm())));
    }

    static byte[] waits() {
        var recording = new WrittenRecording();
        var worker = new OfThread("http-nio-8080-exec-1");
        for (int i = 0; i < 3; i++) {
            var at = Duration.ofMillis(6000 + 100 * i);
            recording
                    .event("jdk.ExecutionSample", at, Map.of("sampledThread", worker, "stackTrace", STACK))
                    .event(
                            "jdk.SocketRead",
                            at,
                            Map.of(
                                    "duration",
                                    Duration.ofMillis(50),
                                    "eventThread",
                                    worker,
                                    "stackTrace",
                                    STACK,
                                    "host",
                                    "partner",
                                    "address",
                                    "10.0.0.1",
                                    "port",
                                    443,
                                    "bytesRead",
                                    812L))
                    .event(
                            "jdk.JavaMonitorEnter",
                            at,
                            Map.of(
                                    "duration",
                                    Duration.ofMillis(30),
                                    "eventThread",
                                    worker,
                                    "stackTrace",
                                    STACK,
                                    "monitorClass",
                                    new OfClass("shop.Stock"),
                                    "previousOwner",
                                    new OfThread("http-nio-8080-exec-2")))
                    .event(
                            "jdk.ThreadPark",
                            at,
                            Map.of(
                                    "duration",
                                    Duration.ofMillis(30),
                                    "eventThread",
                                    worker,
                                    "stackTrace",
                                    STACK,
                                    "parkedClass",
                                    new OfClass("java.util.concurrent.locks.ReentrantLock$NonfairSync")))
                    .event(
                            "jdk.FileForce",
                            at,
                            Map.of(
                                    "duration",
                                    Duration.ofMillis(9),
                                    "eventThread",
                                    worker,
                                    "stackTrace",
                                    STACK,
                                    "path",
                                    "/var/audit.log"))
                    .event(
                            "jdk.ObjectAllocationSample",
                            at,
                            Map.of(
                                    "eventThread",
                                    worker,
                                    "stackTrace",
                                    STACK,
                                    "objectClass",
                                    new OfClass("[B"),
                                    "weight",
                                    300_000L))
                    .event(
                            "jdk.JavaExceptionThrow",
                            at,
                            Map.of(
                                    "eventThread",
                                    worker,
                                    "stackTrace",
                                    STACK,
                                    "thrownClass",
                                    new OfClass("java.lang.NumberFormatException"),
                                    "message",
                                    "x"));
        }
        return recording.bytes();
    }

    static byte[] jvm() {
        var recording = new WrittenRecording()
                .event(
                        "jdk.JVMInformation",
                        Duration.ZERO,
                        Map.of(
                                "pid",
                                1L,
                                "jvmName",
                                "OpenJDK",
                                "jvmVersion",
                                "25",
                                "jvmArguments",
                                "-Xmx68m -Dshop.password=x",
                                "jvmFlags",
                                "",
                                "javaArguments",
                                "shop.jar",
                                "jvmStartTime",
                                1L))
                .event("jdk.JavaAgent", Duration.ZERO, Map.of("name", "/opt/apm.jar", "dynamic", true))
                .event("jdk.ActiveSetting", Duration.ZERO, Map.of("id", 1L, "name", "threshold", "value", "20 ms"));
        for (int i = 0; i < 3; i++) {
            var at = Duration.ofSeconds(i);
            recording
                    .event("jdk.CPULoad", at, Map.of("jvmUser", 0.4f, "jvmSystem", 0.1f, "machineTotal", 0.6f))
                    .event(
                            "jdk.GarbageCollection",
                            at,
                            Map.of(
                                    "gcId",
                                    i,
                                    "name",
                                    "G1New",
                                    "cause",
                                    "G1 Evacuation Pause",
                                    "sumOfPauses",
                                    Duration.ofMillis(7),
                                    "longestPause",
                                    Duration.ofMillis(7),
                                    "duration",
                                    Duration.ofMillis(8)))
                    .event("jdk.GCHeapSummary", at, Map.of("gcId", i, "when", "After GC", "heapUsed", 40_000_000L + i))
                    .event(
                            "jdk.ExecuteVMOperation",
                            at,
                            Map.of(
                                    "duration",
                                    Duration.ofMillis(2),
                                    "operation",
                                    "G1CollectForAllocation",
                                    "safepoint",
                                    true,
                                    "blocking",
                                    true,
                                    "caller",
                                    new OfThread("main")))
                    .event(
                            "jdk.Deoptimization",
                            at,
                            Map.of("reason", "class_check", "lineNumber", 3, "bci", 3, "stackTrace", STACK))
                    .event(
                            "jdk.ContainerMemoryUsage",
                            at,
                            Map.of("memoryUsage", 400L << 20, "swapMemoryUsage", 0L, "memoryFailCount", (long) i))
                    .event(
                            "jdk.CodeCacheStatistics",
                            at,
                            Map.of(
                                    "codeBlobType",
                                    "CodeHeap 'profiled nmethods'",
                                    "startAddress",
                                    0L,
                                    "reservedTopAddress",
                                    1000L,
                                    "unallocatedCapacity",
                                    400L,
                                    "entryCount",
                                    3));
        }
        return recording.bytes();
    }
}
