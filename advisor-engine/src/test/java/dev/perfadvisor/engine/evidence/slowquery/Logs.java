package dev.perfadvisor.engine.evidence.slowquery;

import dev.perfadvisor.engine.evidence.Head;
import dev.perfadvisor.engine.evidence.Input;
import dev.perfadvisor.engine.model.Reading;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/** Reads logs as the intake does. */
final class Logs {

    record Result(Reading reading, SlowQueryAccumulator accumulator) {
        SlowQueryFacts facts() {
            return accumulator.facts();
        }

        /** The statement whose fingerprint begins so. */
        SlowQueryFacts.Statement statement(String beginning) {
            return facts().statements().stream()
                    .filter(statement -> statement.fingerprint().startsWith(beginning))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private Logs() {}

    static SlowQueryFacts.Plan plan(SlowQueryFacts.Statement statement) {
        return Objects.requireNonNull(statement.plan(), statement.fingerprint());
    }

    static byte[] bytes(String name) {
        try (var stream = Logs.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalArgumentException("no such log: " + name);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Optional<String> format(byte[] log) {
        boolean whole = log.length <= Head.SIZE;
        return new SlowQueryDetector().detect(new Head(Arrays.copyOf(log, Math.min(log.length, Head.SIZE)), whole));
    }

    static Result read(byte[] log, String format) {
        var accumulator = new SlowQueryAccumulator();
        try {
            var input = new Input("a1", "some.log", format, new ByteArrayInputStream(log));
            return new Result(new SlowQueryReader().read(input, accumulator), accumulator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Result read(String name) {
        byte[] log = bytes(name);
        return read(log, format(log).orElseThrow());
    }

    /** Reads a log given as text. */
    static Result readText(String text) {
        byte[] log = text.getBytes(StandardCharsets.UTF_8);
        return read(log, format(log).orElseThrow());
    }
}
