package dev.perfadvisor.engine.evidence.jfr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.perfadvisor.engine.evidence.jfr.WrittenRecording.OfMethod;
import dev.perfadvisor.engine.evidence.jfr.WrittenRecording.OfThread;
import dev.perfadvisor.engine.model.Reading;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What this machine can not be brought to do: facts of recordings that another writer wrote. */
class JfrWrittenTest {

    private static final List<String> STACK = List.of(
            "java.lang.Object.wait0", "shop.Legacy.call", "shop.Checkout.handle", "java.lang.VirtualThread.run");

    private static JfrFacts facts(WrittenRecording recording) {
        var read = Recordings.read(recording.bytes());
        assertThat(read.reading()).isEqualTo(new Reading.Complete());
        return read.facts();
    }

    private static WrittenRecording started(String arguments, String program) {
        return new WrittenRecording()
                .event(
                        "jdk.JVMInformation",
                        Duration.ZERO,
                        Map.of(
                                "pid",
                                1L,
                                "jvmName",
                                "OpenJDK",
                                "jvmVersion",
                                "21.0.3",
                                "jvmArguments",
                                arguments,
                                "jvmFlags",
                                "",
                                "javaArguments",
                                program,
                                "jvmStartTime",
                                WrittenRecording.START));
    }

    private static Map<String, String> pair(String key, String value) {
        return Map.of("key", key, "value", value);
    }

    @Test
    void secretsAreNamedAndNeverKept() {
        var recording = started(
                "-Xmx68m -XX:+UseSerialGC -Ddb.password=hunter2 -Dapi-key=0123abcd -javaagent:/opt/apm.jar=token=tokenvalue",
                "shop.jar --secret=openSesame --port=8080");
        for (var property : Map.of(
                        "javax.net.ssl.keyStorePassword", "changeit42",
                        "shop.path", "/home/jane.doe",
                        "java.vm.version", "21.0.3")
                .entrySet()) {
            recording.event("jdk.InitialSystemProperty", Duration.ZERO, pair(property.getKey(), property.getValue()));
        }
        recording
                .event("jdk.InitialEnvironmentVariable", Duration.ZERO, pair("DB_PASSWORD", "letmein99"))
                .event("jdk.InitialEnvironmentVariable", Duration.ZERO, pair("HOME", "/home/jane.doe"))
                .event(
                        "jdk.ProcessStart",
                        Duration.ZERO,
                        Map.of("pid", 5L, "command", "/usr/bin/curl -u jane:pa55word http://x"))
                .event("jdk.ResidentSetSize", Duration.ZERO, Map.of("size", 1L, "peak", 1L));

        var facts = facts(recording);
        var jvm = Objects.requireNonNull(facts.jvm());

        assertThat(jvm.secretArguments()).contains("db.password", "api-key", "--secret");
        assertThat(jvm.secretProperties()).containsExactly("javax.net.ssl.keyStorePassword");
        assertThat(jvm.secretVariables()).containsExactly("DB_PASSWORD");
        assertThat(jvm.properties()).isEqualTo(Map.of("java.vm.version", "21.0.3"));
        assertThat(jvm.arguments()).containsExactly("-Xmx68m", "-XX:+UseSerialGC");
        assertThat(Objects.requireNonNull(facts.host()).started()).containsExactly("curl");
        assertThat(facts.toString())
                .doesNotContain(
                        "hunter2",
                        "0123abcd",
                        "tokenvalue",
                        "openSesame",
                        "changeit42",
                        "letmein99",
                        "pa55word",
                        "jane");
    }

    @Test
    void optionsThatComeTwiceAreTold() {
        var jvm = Objects.requireNonNull(
                facts(started("-Xmx1g -XX:+UseG1GC -Xmx2g -Dshop.a=1 -Dshop.a=2 -XX:-UseG1GC", ""))
                        .jvm());

        assertThat(jvm.pid()).isEqualTo(1);
        assertThat(jvm.duplicates()).containsExactly("-Dshop.a", "-Xmx", "UseG1GC");
    }

    @Test
    void agentsAreToldWithoutTheirOptions() {
        var jvm = Objects.requireNonNull(facts(started("", "")
                        .event(
                                "jdk.JavaAgent",
                                Duration.ZERO,
                                Map.of("name", "/opt/apm.jar", "options", "key=k1", "dynamic", false))
                        .event(
                                "jdk.JavaAgent",
                                Duration.ofSeconds(3),
                                Map.of("name", "/tmp/late.jar", "options", "", "dynamic", true))
                        .event(
                                "jdk.NativeAgent",
                                Duration.ZERO,
                                Map.of("name", "asyncProfiler", "options", "start", "dynamic", false)))
                .jvm());

        assertThat(jvm.agents())
                .extracting(agent -> agent.name() + " " + agent.kind() + " " + agent.dynamic())
                .containsExactly("apm.jar java false", "late.jar java true", "asyncProfiler native false");
    }

    @Test
    void pinsAreToldByPlaceReasonAndOperation() {
        var recording = new WrittenRecording();
        for (int i = 1; i <= 3; i++) {
            recording.event(
                    "jdk.VirtualThreadPinned",
                    Duration.ofSeconds(i),
                    Map.of(
                            "duration",
                            Duration.ofMillis(100L * i),
                            "eventThread",
                            new OfThread("virtual-" + i),
                            "stackTrace",
                            STACK,
                            "pinnedReason",
                            "MONITOR",
                            "blockingOperation",
                            "Object.wait"));
        }
        var threads = Objects.requireNonNull(facts(recording).threads());

        assertThat(threads.pinnedCount()).isEqualTo(3);
        assertThat(threads.pinnedTotal()).isEqualTo(Duration.ofMillis(600));
        assertThat(threads.pins()).singleElement().satisfies(pin -> {
            assertThat(pin.site()).isEqualTo("Legacy.call");
            assertThat(pin.reason()).isEqualTo("MONITOR");
            assertThat(pin.operation()).isEqualTo("Object.wait");
            assertThat(pin.max()).isEqualTo(Duration.ofMillis(300));
            assertThat(pin.stack().getFirst()).startsWith("java.lang.Object.wait0");
        });
    }

    @Test
    void deoptimisationsAreToldByMethodAndReason() {
        var recording = started("", "");
        for (int i = 0; i < 40; i++) {
            recording.event(
                    "jdk.Deoptimization",
                    Duration.ofSeconds(20 + i),
                    Map.of("method", new OfMethod("shop.Codec.read"), "reason", i < 30 ? "class_check" : "null_check"));
        }
        recording.event(
                "jdk.Deoptimization",
                Duration.ofSeconds(1),
                Map.of("method", new OfMethod("shop.Main.start"), "reason", "unstable_if"));
        var compiler = Objects.requireNonNull(facts(recording).compiler());

        assertThat(compiler.deoptimizations()).isEqualTo(41);
        assertThat(compiler.deoptimized())
                .extracting(of -> of.method() + " " + of.reason() + " " + of.count())
                .containsExactly("Codec.read class_check 30", "Codec.read null_check 10");
    }

    @Test
    void memoryOfTheContainerIsTold() {
        var recording = new WrittenRecording()
                .event(
                        "jdk.ContainerConfiguration",
                        Duration.ZERO,
                        Map.of("memoryLimit", 1_000_000_000L, "cpuQuota", 150_000L, "cpuSlicePeriod", 100_000L));
        var used = List.of(400_000_000L, 990_000_000L, 700_000_000L);
        for (int i = 0; i < used.size(); i++) {
            recording.event(
                    "jdk.ContainerMemoryUsage",
                    Duration.ofSeconds(i),
                    Map.of("memoryFailCount", (long) i, "memoryUsage", used.get(i)));
        }
        var host = Objects.requireNonNull(facts(recording).host());

        assertThat(host.containerMemoryBytes()).isEqualTo(1_000_000_000);
        assertThat(host.containerMemoryUsedRatio()).isCloseTo(0.99, within(1e-9));
        assertThat(host.containerMemoryFailures()).isEqualTo(2);
        assertThat(host.containerCores()).isCloseTo(1.5, within(1e-9));
    }

    @Test
    void containerWithoutLimitsHasNone() {
        var recording = new WrittenRecording()
                .event(
                        "jdk.ContainerConfiguration",
                        Duration.ZERO,
                        Map.of("memoryLimit", -1L, "cpuQuota", -1L, "cpuSlicePeriod", 100_000L))
                .event("jdk.ResidentSetSize", Duration.ZERO, Map.of("size", 5L, "peak", 5L));
        var host = Objects.requireNonNull(facts(recording).host());

        assertThat(host.containerMemoryBytes()).isNull();
        assertThat(host.containerMemoryUsedRatio()).isNull();
        assertThat(host.containerCores()).isNull();
    }
}
