package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.evidence.Input;
import dev.perfadvisor.engine.evidence.jfr.chunk.ChunkHeader;
import dev.perfadvisor.engine.evidence.jfr.chunk.ChunkStream;
import dev.perfadvisor.engine.model.Reading;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;

/** Recordings that tests read: of real services under load, and of this JVM. */
final class Recordings {

    /** A service that calls three others one after the other, 341 times. */
    static final byte[] SEQUENTIAL_CALLS = resource("sequential-calls.jfr.gz");

    /** A service with more workers than database connections. */
    static final byte[] POOL_WAIT = resource("pool-wait.jfr.gz");

    /** A service that keeps what it should forget. */
    static final byte[] LEAK = resource("leak.jfr.gz");

    /** Four threads that compute, allocate and queue for a lock, as async-profiler 4.3 sees them: by CPU time, locks, allocation. */
    static final byte[] ASYNC_CPU = resource("async-profiler-cpu.jfr.gz");

    /** The same by wall-clock time. */
    static final byte[] ASYNC_WALL = resource("async-profiler-wall.jfr.gz");

    private Recordings() {}

    /** What reading gave. */
    record Read(Reading reading, JfrAccumulator accumulator) {

        JfrFacts facts() {
            return accumulator.facts();
        }

        long events() {
            return facts().recording().eventCount();
        }
    }

    static Read read(byte[] bytes) {
        return read(bytes, new JfrReader());
    }

    static Read read(byte[] bytes, JfrReader reader) {
        var accumulator = new JfrAccumulator();
        try (var stream = new ByteArrayInputStream(bytes)) {
            var reading = reader.read(new Input("a1", "app.jfr", "jfr-2.1", stream), accumulator);
            return new Read(reading, accumulator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The chunks of a sound recording, each as bytes of its own. */
    static List<byte[]> chunks(byte[] bytes) {
        var chunks = new ArrayList<byte[]>();
        try (var stream = new ChunkStream(new ByteArrayInputStream(bytes))) {
            for (var slice = stream.next(); slice != null; slice = stream.next()) {
                chunks.add(slice.bytes().toArray());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return chunks;
    }

    static byte[] join(List<byte[]> parts) {
        var all = new ByteArrayOutputStream();
        parts.forEach(all::writeBytes);
        return all.toByteArray();
    }

    /** A recording of this JVM in several chunks: a chunk ends whenever another recording starts. */
    static byte[] ofThisJvm(int chunks, Runnable work) {
        try (var recording = new Recording(Configuration.getConfiguration("profile"))) {
            recording.start();
            for (int i = 1; i < chunks; i++) {
                work.run();
                try (var other = new Recording()) {
                    other.start();
                }
            }
            work.run();
            var file = Files.createTempFile("advisor", ".jfr");
            recording.dump(file);
            var bytes = Files.readAllBytes(file);
            Files.delete(file);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (java.text.ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A file with the bytes, for readers that want one. */
    static Path file(byte[] bytes) {
        try {
            return Files.write(Files.createTempFile("advisor", ".jfr"), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ChunkHeader header(byte[] bytes) {
        return ChunkHeader.parse(bytes, 0);
    }

    private static byte[] resource(String name) {
        var stream = Objects.requireNonNull(Recordings.class.getResourceAsStream(name), name);
        try (var in = new GZIPInputStream(stream)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
