package dev.perfadvisor.engine.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.model.ReadProblem;
import dev.perfadvisor.engine.model.Reading;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartsTest {

    @TempDir
    Path directory;

    record Seen(List<String> lines) {}

    /** Keeps lines in their order. */
    static final class Lines implements Accumulator<Lines, Seen> {
        private final List<String> lines = new ArrayList<>();

        @Override
        public void merge(Lines later) {
            lines.addAll(later.lines);
        }

        @Override
        public Seen facts() {
            return new Seen(List.copyOf(lines));
        }

        @Override
        public Timeline timeline() {
            return new Timeline();
        }

        @Override
        public @Nullable Instant from() {
            return null;
        }

        @Override
        public @Nullable Instant to() {
            return null;
        }
    }

    /** Lines that begin with a letter are records; those that do not go on with the one before. */
    static final class LineReader implements Reader<Lines> {
        @Override
        public Reading read(Input input, Lines into) throws IOException {
            var text = new String(input.stream().readAllBytes(), StandardCharsets.US_ASCII);
            text.lines().forEach(into.lines::add);
            return text.contains("bad")
                    ? Reading.of(List.of(new ReadProblem("somewhere", "bad line", "mend it")))
                    : new Reading.Complete();
        }

        @Override
        public int recordStart(String format, byte[] bytes, int from, int to) {
            for (int i = from + 1; i < to; i++) {
                if (bytes[i - 1] == '\n' && Character.isLetter(bytes[i])) {
                    return i;
                }
            }
            return -1;
        }
    }

    private static final Kind<Lines, Seen> KIND =
            new Kind<>(EvidenceKind.LOAD_TEST, _ -> Optional.of("lines"), Lines::new, new LineReader(), Seen.class);

    @Test
    void aFileReadInPartsHoldsTheSameInTheSameOrder() throws IOException {
        var text = String.join(
                "",
                IntStream.range(0, 500).mapToObj(i -> "r" + i + "\n 1\n 2\n").toList());
        for (int wanted = 1; wanted < 40; wanted += 3) {
            var parts = Parts.of(file(text), KIND.reader(), "lines", wanted);
            assertThat(parts.count()).isEqualTo(wanted);
            var beside = new AtomicBoolean();
            var read = parts.read(KIND, input(), () -> beside.set(true));
            assertThat(read.accumulator().facts().lines())
                    .isEqualTo(text.lines().toList());
            assertThat(read.reading()).isEqualTo(new Reading.Complete());
            assertThat(beside).isTrue();
        }
    }

    @Test
    void whatIsWrongInOnePartIsSaidOfTheWhole() throws IOException {
        var text = "a\n".repeat(100) + "bad\n" + "b\n".repeat(100);
        var read = Parts.of(file(text), KIND.reader(), "lines", 4).read(KIND, input(), () -> {});

        assertThat(read.reading().problems()).hasSize(1);
        assertThat(read.accumulator().facts().lines()).hasSize(201);
    }

    @Test
    void aFileWithoutPlacesToCutItIsOnePart() throws IOException {
        assertThat(Parts.of(file("a" + " x\n".repeat(100)), KIND.reader(), "lines", 8)
                        .count())
                .isEqualTo(1);
        assertThat(Parts.of(file(""), KIND.reader(), "lines", 8).count()).isEqualTo(1);
    }

    @Test
    void aSmallFileIsNotWorthIt() {
        assertThat(Parts.wanted(1_000_000)).isLessThan(2);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("lines.txt"), text);
    }

    private static Input input() {
        return new Input("a1", "lines.txt", "lines", new ByteArrayInputStream(new byte[0]));
    }
}
