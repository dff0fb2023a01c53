package dev.perfadvisor.engine.evidence.loadtest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perfadvisor.engine.evidence.Head;
import dev.perfadvisor.engine.evidence.Input;
import dev.perfadvisor.engine.model.Reading;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Results of k6 beside the tests, and what comes of reading bytes. */
final class Sample {

    private Sample() {}

    /** Content of a file beside the tests, decompressed. */
    static byte[] bytes(String name) {
        try (InputStream in = Objects.requireNonNull(Sample.class.getResourceAsStream(name), name);
                InputStream content = name.endsWith(".gz") ? new GZIPInputStream(in) : in) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> lines(String name) {
        return new String(bytes(name), UTF_8).lines().toList();
    }

    static LoadTestFacts facts(String... names) {
        var accumulator = new LoadTestAccumulator();
        for (var name : names) {
            var each = new LoadTestAccumulator();
            read(name, bytes(name), each);
            accumulator.merge(each);
        }
        return accumulator.facts();
    }

    /** A fact that must be there. */
    static <T> T known(@Nullable T fact) {
        return Objects.requireNonNull(fact);
    }

    static LoadTestAccumulator read(String text) {
        var accumulator = new LoadTestAccumulator();
        read("a1", text.getBytes(UTF_8), accumulator);
        return accumulator;
    }

    static Reading read(String artifact, byte[] bytes, LoadTestAccumulator into) {
        return read(artifact, format(bytes).orElse("none"), bytes, into);
    }

    static Reading read(String artifact, String format, byte[] bytes, LoadTestAccumulator into) {
        try {
            return new LoadTestReader()
                    .read(new Input(artifact, artifact, format, new ByteArrayInputStream(bytes)), into);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Optional<String> format(byte[] bytes) {
        var first = Arrays.copyOf(bytes, Math.min(bytes.length, Head.SIZE));
        return new LoadTestDetector().detect(new Head(first, first.length == bytes.length));
    }
}
