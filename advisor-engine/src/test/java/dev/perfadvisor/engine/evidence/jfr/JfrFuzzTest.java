package dev.perfadvisor.engine.evidence.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.evidence.Input;
import dev.perfadvisor.engine.evidence.jfr.chunk.ChunkStream;
import dev.perfadvisor.engine.model.Reading;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the bytes are, reading them ends, throws nothing, and says either what there is or what is wrong. Inputs are
 * kept that reach as many branches as all that Jazzer found; {@code src/bench/fuzz.sh} looks for more of them.
 */
@Timeout(30)
public class JfrFuzzTest { // public for Jazzer

    /** With the share of memory that it would have in a heap of 64 MB. */
    private static final JfrReader READER = new JfrReader(1, 64L << 20);

    static List<Path> inputs() throws IOException, URISyntaxException {
        var place = Objects.requireNonNull(JfrFuzzTest.class.getResource("fuzz"));
        try (var files = Files.list(Path.of(place.toURI()))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void keptInputIsReadOrRejected(Path input) throws IOException {
        fuzzerTestOneInput(Files.readAllBytes(input));
    }

    /** What the search starts from is taken for sound, and all of its events are read. */
    @Test
    void seedsAreSound() {
        for (var seed : List.of(Seeds.waits(), Seeds.jvm())) {
            var read = Recordings.read(seed);

            assertThat(read.reading()).isEqualTo(new Reading.Complete());
            assertThat(read.events()).isGreaterThan(20);
        }
    }

    /** What Jazzer calls first: loading and instrumenting classes is not part of the time of an input. */
    public static void fuzzerInitialize() throws IOException {
        fuzzerTestOneInput(Seeds.waits());
        fuzzerTestOneInput(Seeds.jvm());
    }

    /** What Jazzer calls with each input that it makes up. */
    public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
        long taken = 0;
        try (var stream = new ChunkStream(new ByteArrayInputStream(bytes))) {
            for (var slice = stream.next(); slice != null; slice = stream.next()) {
                taken += slice.length();
                stream.reuse(slice);
            }
        }
        assertThat(taken).isBetween(0L, (long) bytes.length);

        var accumulator = new JfrAccumulator();
        var input = new Input("a1", "app.jfr", "jfr-2.1", new ByteArrayInputStream(bytes));
        var reading = READER.read(input, accumulator);
        var events = accumulator.facts().recording().eventCount();
        accumulator.timeline();
        accumulator.flameGraph(Measure.CPU, _ -> true);
        assertThat(reading instanceof Reading.Rejected).isEqualTo(events == 0);
    }
}
