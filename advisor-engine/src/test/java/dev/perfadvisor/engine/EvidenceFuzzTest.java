package dev.perfadvisor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.evidence.Intake;
import dev.perfadvisor.engine.evidence.Limits;
import dev.perfadvisor.engine.evidence.problem.ProblemReader;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.engine.model.Reading;
import dev.perfadvisor.engine.render.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the bytes are that are handed in, taking them ends, throws nothing, and gives facts that can be written down: what
 * tells the kinds, unpacks, and reads logs, plans, load tests and words. {@code src/bench/fuzz.sh evidence} looks for bytes
 * on which that is not so, and keeps those that reach the most branches.
 */
@Timeout(120)
public class EvidenceFuzzTest { // public for Jazzer

    private static final int DAMAGES = 8;
    private static final long SMALL = 9_000;
    private static final int MOST_WORDS = 2_000;

    /** Bombs are tried elsewhere: a search that finds them would do nothing else. */
    private static final Limits LIMITS = new Limits(100, 3, 4 * 1024 * 1024, 1_000);

    private static final Intake INTAKE = new Intake(EvidenceKinds.all(), LIMITS);
    private static final ProblemReader WORDS = new ProblemReader(Map.of("database", List.of("sql", "query")));

    static List<Path> inputs() throws IOException, URISyntaxException {
        return files("fuzz");
    }

    private static List<Path> files(String directory) throws IOException, URISyntaxException {
        var place = Objects.requireNonNull(EvidenceFuzzTest.class.getResource(directory));
        try (var files = Files.walk(Path.of(place.toURI()))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** A small file of each format. */
    private static List<Path> seeds() throws IOException, URISyntaxException {
        return files("evidence").stream()
                .filter(file ->
                        file.toFile().length() < SMALL && !file.toString().contains("fuzz"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void keptInputIsReadOrRejected(Path input) throws IOException {
        fuzzerTestOneInput(Files.readAllBytes(input));
    }

    @Test
    void damagedFilesOfEveryFormatAreReadOrRejected() throws IOException, URISyntaxException {
        var random = new Random(4);
        var seeds = seeds();
        assertThat(seeds).hasSizeGreaterThan(30);
        for (var seed : seeds) {
            var sound = Files.readAllBytes(seed);
            for (int i = 0; i < DAMAGES; i++) {
                fuzzerTestOneInput(damaged(sound, random));
            }
        }
    }

    private static byte[] damaged(byte[] sound, Random random) {
        var bytes = random.nextBoolean() ? Arrays.copyOf(sound, random.nextInt(sound.length)) : sound.clone();
        for (int i = 0; i < random.nextInt(20) && bytes.length > 0; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(3)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) "\n\",;:{}[]<>-.0'\\".charAt(random.nextInt(16));
                default -> {
                    int length = Math.min(64, bytes.length - at);
                    System.arraycopy(bytes, at, bytes, random.nextInt(bytes.length - length + 1), length);
                }
            }
        }
        return bytes;
    }

    /** What Jazzer calls with each input that it makes up. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        var given = new Given.OfStream("handed-in", () -> new ByteArrayInputStream(bytes));
        var taken = INTAKE.take(List.of(given), Progress.SILENT);
        assertThat(taken).isNotEmpty();
        for (var one : taken) {
            var reading = one.artifact().reading();
            assertThat(reading.problems().isEmpty()).isEqualTo(reading instanceof Reading.Complete);
        }
        var text = new String(bytes, StandardCharsets.UTF_8);
        var said = WORDS.read(text.substring(0, Math.min(text.length(), MOST_WORDS)));
        var facts = Gathering.facts(Gathering.gather(taken), said);
        assertThat(Json.write(facts.roots())).startsWith("{");
    }
}
