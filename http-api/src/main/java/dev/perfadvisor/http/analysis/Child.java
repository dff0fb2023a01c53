package dev.perfadvisor.http.analysis;

import dev.perfadvisor.engine.render.Json;
import dev.perfadvisor.http.Problems;
import dev.perfadvisor.http.settings.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** One process that reads evidence, with bounds on its memory, its time, and how long it may be silent. */
final class Child {

    private static final Logger LOG = LoggerFactory.getLogger(Child.class);
    private static final Duration LOOK_EACH = Duration.ofMillis(50);
    private static final Duration ASK_EACH = Duration.ofSeconds(1);
    /** The first compiler alone starts faster; the second one pays off on much input only. */
    private static final long MUCH = 20L * 1024 * 1024;
    /** How long a signal that ends the whole service may take to reach it after its child. */
    private static final int ENDING_SECONDS = 3;
    /** The status of a process that a signal ended is this and its number, where there are signals. */
    private static final int SIGNAL = 128;
    /** HUP, INT, KILL and TERM come from outside; others a process brings on itself. */
    private static final Set<Integer> FROM_OUTSIDE = Set.of(1, 2, 9, 15);
    /** Of a JVM that was told to exit when it runs out of memory. */
    private static final int OUT_OF_MEMORY = 3;

    private final Settings.Analysis limits;
    private final Path place;

    /** @param place where its files are while it works */
    Child(Settings.Analysis limits, Path place) {
        this.limits = limits;
        this.place = place;
    }

    /** What a process came to. */
    sealed interface Outcome {}

    /** What the work comes to, as {@link Worker} says. */
    record Done(String result) implements Outcome {}

    /** It was ended, or ended by itself; {@code cause} and {@code advice} are sentences for the user. */
    record Failed(String cause, String advice) implements Outcome {}

    /** @throws CancellationException when nobody wants the result any more */
    Outcome read(Worker.Work work, List<Analyst.Piece> pieces, Analyst.Watch watch) throws InterruptedException {
        Path directory = null;
        try {
            directory = Files.createTempDirectory(place, "analysis");
            return run(directory, work, pieces, new PatientWatch(watch));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            remove(directory);
        }
    }

    private static void remove(@Nullable Path directory) {
        try {
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException e) {
            LOG.warn("{} can not be removed: {}", directory, e.getMessage());
        }
    }

    private Outcome run(Path directory, Worker.Work work, List<Analyst.Piece> pieces, Analyst.Watch watch)
            throws IOException, InterruptedException {
        var request = directory.resolve("request.json");
        var result = directory.resolve("result.json");
        Files.writeString(
                request,
                Json.write(pieces.stream()
                        .map(piece -> Map.of(
                                "name",
                                piece.name(),
                                "file",
                                piece.file().toAbsolutePath().toString()))
                        .toList()));
        long bytes = 0;
        for (var piece : pieces) {
            bytes += Files.size(piece.file());
        }
        var process = start(directory, List.of(work.name(), request.toString(), result.toString()), bytes);
        try {
            var outcome = attend(process, watch);
            return outcome instanceof Failed ? outcome : new Done(Files.readString(result));
        } finally {
            process.destroyForcibly();
        }
    }

    private Process start(Path directory, List<String> arguments, long bytes) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + limits.heap().toMegabytes() + "m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + directory.resolve("crash.log"),
                "-Djava.io.tmpdir=" + directory,
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED"));
        if (bytes < MUCH) {
            command.add("-XX:TieredStopAtLevel=1");
            // Kept by the launcher: classes loaded and linked. With the second compiler it would cost more than it
            // saves.
            var cache = System.getProperty("advisor.reader-cache");
            if (cache != null) {
                command.addAll(List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off", "-Xlog:cds=off"));
            }
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Worker.class.getName()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).directory(directory.toFile());
        // What this process was told in its environment is nothing for one that reads what strangers wrote.
        builder.environment().clear();
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.redirectError(directory.resolve("errors.txt").toFile());
        return builder.start();
    }

    private Outcome attend(Process process, Analyst.Watch watch) throws InterruptedException, IOException {
        long start = System.nanoTime();
        var heardAt = new AtomicLong(start);
        Thread.ofVirtual().start(() -> listen(process, watch, heardAt));
        long askedAt = start;
        while (!process.waitFor(LOOK_EACH.toMillis(), TimeUnit.MILLISECONDS)) {
            long now = System.nanoTime();
            if (now - askedAt > ASK_EACH.toNanos()) {
                askedAt = now;
                if (watch.isGone()) {
                    throw new CancellationException();
                }
            }
            if (now - start > limits.longest().toNanos()) {
                return failed("reading it took over " + seconds(limits.longest()));
            }
            if (now - heardAt.get() > limits.silence().toNanos()) {
                return failed("reading it did not go on for " + seconds(limits.silence()));
            }
        }
        int status = process.exitValue();
        if (FROM_OUTSIDE.contains(status - SIGNAL)) {
            ended(status - SIGNAL, watch);
        }
        return switch (status) {
            case 0 -> new Done("");
            case OUT_OF_MEMORY ->
                failed("reading it needs over " + limits.heap().toMegabytes() + " MB of memory");
            default -> failed("reading it ended the process that did, with status " + status);
        };
    }

    /**
     * None of the limits was what ended it. Ctrl-C in a terminal and the manager of services signal all processes of a group:
     * this one ends, too, and what its child read is not to blame.
     */
    private static void ended(int signal, Analyst.Watch watch) throws InterruptedException {
        for (int i = 0; i < ENDING_SECONDS; i++) {
            if (watch.isGone()) {
                throw new CancellationException();
            }
            Thread.sleep(ASK_EACH);
        }
        if (!watch.isLastTry()) {
            throw Problems.interrupted(signal);
        }
    }

    private static Failed failed(String cause) {
        return new Failed(cause, "Hand in a part of it, or its facts, which advisor facts writes.");
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() + " s";
    }

    private static void listen(Process process, Analyst.Watch watch, AtomicLong heardAt) {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                heardAt.set(System.nanoTime());
                if (line.matches("[0-9]{1,18}")) {
                    watch.read(Long.parseLong(line));
                }
            }
        } catch (IOException e) {
            LOG.debug("The process has ended", e);
        }
    }
}
