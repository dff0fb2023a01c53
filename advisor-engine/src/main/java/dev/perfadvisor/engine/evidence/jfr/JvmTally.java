package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.model.Source;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How the JVM was started. Of several JVMs the last one is told. Of flags only those with numbers and switches are kept,
 * as texts may hold paths and secrets.
 */
final class JvmTally {

    private static final int MOST_NAMES = 200;

    /** Flags that say how heap, collector, compiler and stacks are set up, whoever set them. */
    private static final Set<String> TELLING = Set.of(
            "ActiveProcessorCount",
            "BytecodeVerificationLocal",
            "BytecodeVerificationRemote",
            "CompileThreshold",
            "ConcGCThreads",
            "DisableExplicitGC",
            "EnableDynamicAgentLoading",
            "G1HeapRegionSize",
            "HeapDumpOnOutOfMemoryError",
            "InitialHeapSize",
            "InitialRAMPercentage",
            "InitiatingHeapOccupancyPercent",
            "MaxDirectMemorySize",
            "MaxGCPauseMillis",
            "MaxHeapSize",
            "MaxMetaspaceSize",
            "MaxNewSize",
            "MaxRAMPercentage",
            "NewSize",
            "ParallelGCThreads",
            "ReservedCodeCacheSize",
            "ThreadStackSize",
            "TieredCompilation",
            "TieredStopAtLevel",
            "UseCompressedOops",
            "UseG1GC",
            "UseParallelGC",
            "UseSerialGC",
            "UseShenandoahGC",
            "UseStringDeduplication",
            "UseZGC");

    /** System properties that say how the JVM is set up, and whose values are no secrets. */
    private static final Set<String> PLAIN = Set.of(
            "com.sun.management.jmxremote",
            "com.sun.management.jmxremote.authenticate",
            "com.sun.management.jmxremote.port",
            "com.sun.management.jmxremote.ssl",
            "file.encoding",
            "java.net.preferIPv4Stack",
            "java.rmi.server.hostname",
            "java.runtime.version",
            "java.vendor",
            "java.version",
            "java.vm.compressedOopsMode",
            "java.vm.info",
            "java.vm.name",
            "java.vm.version",
            "jdk.attach.allowAttachSelf",
            "jdk.tracePinnedThreads",
            "jdk.virtualThreadScheduler.maxPoolSize",
            "jdk.virtualThreadScheduler.parallelism",
            "networkaddress.cache.ttl",
            "sun.net.inetaddr.ttl",
            "sun.rmi.dgc.client.gcInterval",
            "sun.rmi.dgc.server.gcInterval");

    private final Map<String, String> flags = new TreeMap<>();
    private final Map<String, String> origins = new TreeMap<>();
    private final Map<String, String> properties = new TreeMap<>();
    private final Set<String> secretProperties = new TreeSet<>();
    private final Set<String> secretVariables = new TreeSet<>();
    private final Map<String, JvmFacts.Agent> agents = new TreeMap<>();
    private @Nullable Started started;

    private record Started(long pid, List<String> arguments, List<String> duplicates, List<String> secrets) {}

    void listen(ChunkEvents events, ChunkContext chunk) {
        events.on("jdk.BooleanFlag", event -> flag(event, Boolean.toString(event.flag(2))), "name", "origin", "value");
        for (var numbers :
                new String[] {"jdk.IntFlag", "jdk.UnsignedIntFlag", "jdk.LongFlag", "jdk.UnsignedLongFlag"}) {
            events.on(numbers, event -> flag(event, Long.toString(event.number(2))), "name", "origin", "value");
        }
        events.on("jdk.DoubleFlag", event -> flag(event, Double.toString(event.real(2))), "name", "origin", "value");
        events.on("jdk.JVMInformation", this::started, "pid", "jvmArguments", "jvmFlags", "javaArguments");
        events.on("jdk.InitialSystemProperty", this::property, "key", "value");
        events.on("jdk.InitialEnvironmentVariable", event -> name(event.text(0), secretVariables), "key");
        events.on("jdk.JavaAgent", event -> agent(event, "java", chunk), "name", "dynamic");
        events.on("jdk.NativeAgent", event -> agent(event, "native", chunk), "name", "dynamic");
    }

    private void flag(Event event, String value) {
        var name = event.text(0);
        var origin = event.text(1);
        boolean set = !origin.equals("Default");
        if (set || TELLING.contains(name)) {
            flags.put(name, value);
        }
        if (set) {
            origins.put(name, origin);
        }
    }

    private void started(Event event) {
        var line = event.text(1) + ' ' + event.text(2);
        var secrets = Arguments.secrets(line);
        secrets.addAll(Arguments.secrets(event.text(3)));
        started = new Started(
                event.number(0),
                Arguments.harmless(line),
                Arguments.duplicates(event.text(1)),
                secrets.stream().limit(MOST_NAMES).toList());
    }

    private void property(Event event) {
        var key = event.text(0);
        if (PLAIN.contains(key)) {
            properties.put(key, event.text(1));
        } else {
            name(key, secretProperties);
        }
    }

    private static void name(String key, Set<String> secrets) {
        if (Arguments.isSecret(key) && secrets.size() < MOST_NAMES) {
            secrets.add(key);
        }
    }

    private void agent(Event event, String kind, ChunkContext chunk) {
        var name = HostTally.program(event.text(0));
        if (agents.size() < MOST_NAMES) {
            agents.putIfAbsent(
                    kind + ' ' + name,
                    new JvmFacts.Agent(name, kind, event.flag(1), new Source(chunk.artifact(), event.type())));
        }
    }

    void merge(JvmTally later) {
        flags.putAll(later.flags);
        origins.putAll(later.origins);
        properties.putAll(later.properties);
        secretProperties.addAll(later.secretProperties);
        secretVariables.addAll(later.secretVariables);
        later.agents.forEach(agents::putIfAbsent);
        started = later.started == null ? started : later.started;
    }

    @Nullable JvmFacts facts(RecordingTally recording) {
        if (recording.isEmpty() || (started == null && flags.isEmpty())) {
            return null;
        }
        boolean agentsKnown = recording.observes("jdk.JavaAgent", "jdk.NativeAgent");
        return new JvmFacts(
                started == null ? null : (Long) started.pid,
                Collections.unmodifiableMap(new TreeMap<>(flags)),
                Collections.unmodifiableMap(new TreeMap<>(origins)),
                started == null ? null : started.arguments,
                started == null ? null : started.duplicates,
                recording.observes("jdk.InitialSystemProperty")
                        ? Collections.unmodifiableMap(new TreeMap<>(properties))
                        : null,
                started == null ? null : started.secrets,
                recording.observes("jdk.InitialSystemProperty") ? List.copyOf(secretProperties) : null,
                recording.observes("jdk.InitialEnvironmentVariable") ? List.copyOf(secretVariables) : null,
                agentsKnown ? List.copyOf(agents.values()) : null,
                recording.source("jdk.JVMInformation and flags"));
    }
}
