package dev.perfadvisor.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts that find a JDK and decide whether to build, run by the shell that is there. */
class LauncherTest {

    @TempDir
    private Path directory = Path.of("");

    /** What a command printed, both streams, and its exit status in the last line. */
    private String bash(String script, String... environment) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("env"));
        command.addAll(List.of(environment));
        command.addAll(List.of("bash", "-c", script + "\necho \"status $?\""));
        var process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return text;
    }

    private static Path root() {
        var module = Path.of("").toAbsolutePath();
        return Files.exists(module.resolve("advisor"))
                ? module
                : module.resolve("..").normalize();
    }

    private Path jdk(String name, String version) throws IOException {
        var home = Files.createDirectories(directory.resolve(name));
        Files.createDirectories(home.resolve("bin"));
        for (var tool : List.of("java", "javac")) {
            Files.writeString(home.resolve("bin").resolve(tool), "");
            assertThat(home.resolve("bin").resolve(tool).toFile().setExecutable(true))
                    .isTrue();
        }
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    @Test
    void saysThatThereIsNoJdk() throws IOException, InterruptedException {
        for (var script : List.of("advisor", "mvnw")) {
            assertThat(bash("'" + root() + "/" + script + "' --version", "JDK_SEARCH_ONLY="))
                    .isEqualTo(script + ": No JDK 25 or newer was found: install one, or let ADVISOR_JAVA_HOME name its"
                            + " directory.\nstatus 4\n");
        }
    }

    @Test
    void takesTheFirstJdkThatIsNewEnough() throws IOException, InterruptedException {
        var old = jdk("jdk 17", "17.0.15");
        var older = jdk("jdk8", "1.8.0_402");
        var fitting = jdk("jdk 25", "25.0.3");
        var newer = jdk("jdk-26", "26-ea");
        var find = ". '" + root() + "/.mvn/find-jdk.sh'; find_jdk; echo \"$JDK_HOME\"";

        assertThat(bash(find, "JDK_SEARCH_ONLY=/nowhere:" + old + ":" + older + ":" + fitting + ":" + newer))
                .startsWith(fitting + "\n");
        assertThat(bash(find, "JDK_SEARCH_ONLY=" + newer)).startsWith(newer + "\n");
        assertThat(bash(find, "JDK_SEARCH_ONLY=" + old + ":" + older)).startsWith("\n");
    }

    private String fingerprint(Path project) throws IOException, InterruptedException {
        return bash(". '" + root() + "/.mvn/build-once.sh'; fingerprint '" + project + "'");
    }

    @Test
    void noticesEveryChangeOfTheSources() throws IOException, InterruptedException {
        var project = Files.createDirectories(directory.resolve("a project"));
        Files.createDirectories(project.resolve(".mvn"));
        Files.createDirectories(project.resolve("module/src/main/java"));
        Files.createDirectories(project.resolve("module/src/test"));
        for (var file : List.of(
                ".mvn/jvm.config", ".mvn/maven.config", "pom.xml", "module/pom.xml", "module/src/main/java/A.java")) {
            Files.writeString(project.resolve(file), file);
        }
        var before = fingerprint(project);
        assertThat(before).matches("[0-9]+-[0-9]+\\nstatus 0\\n");

        var source = project.resolve("module/src/main/java/A.java");
        Files.setLastModifiedTime(source, FileTime.from(Instant.EPOCH));
        Files.writeString(project.resolve("module/src/test/T.java"), "test");
        assertThat(fingerprint(project)).as("touched, and a test added").isEqualTo(before);

        Files.writeString(source, "changed");
        var changed = fingerprint(project);
        var other = Files.writeString(project.resolve("module/src/main/java/B.java"), "");
        var added = fingerprint(project);
        Files.move(other, other.resolveSibling("C.java"));
        var renamed = fingerprint(project);
        var step = Files.writeString(project.resolve(".mvn/Step.java"), "");
        var stepAdded = fingerprint(project);
        Files.delete(step);
        assertThat(List.of(before, changed, added, renamed, stepAdded)).doesNotHaveDuplicates();

        Files.delete(other.resolveSibling("C.java"));
        assertThat(fingerprint(project)).as("a file gone again").isEqualTo(changed);
    }

    @Test
    void takesOverTheLockOfAProcessThatIsGone() throws IOException, InterruptedException {
        var lock = Files.createDirectories(directory.resolve("build.lock"));
        Files.writeString(lock.resolve("owner"), "999999999\n");

        assertThat(bash(". '" + root()
                        + "/.mvn/build-once.sh'; take_lock build.lock; [ \"$(cat build.lock/owner)\" = $$ ]"))
                .isEqualTo("status 0\n");
    }
}
