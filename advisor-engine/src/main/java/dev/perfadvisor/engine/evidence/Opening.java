package dev.perfadvisor.engine.evidence;

import dev.perfadvisor.engine.model.Artifact;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.engine.model.ReadProblem;
import dev.perfadvisor.engine.model.Reading;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** The reading of one thing that was handed in, which may turn out to be an archive of many. */
final class Opening {

    private final List<Kind<?, ?>> kinds;
    private final Limits limits;
    private final Progress progress;
    private final List<Taken> taken = new ArrayList<>();
    /** What was handed in, when it is a file. */
    private @Nullable Path file;

    Opening(List<Kind<?, ?>> kinds, Limits limits, Progress progress) {
        this.kinds = kinds;
        this.limits = limits;
        this.progress = progress;
    }

    List<Taken> open(Given given, String id) {
        try (var in = raw(given)) {
            file = given instanceof Given.OfPath(var path) && Files.isRegularFile(path) ? path : null;
            read(in, given.name(), id, 0);
        } catch (NoSuchFileException e) {
            taken.add(Taken.rejected(
                    id,
                    given.name(),
                    "there is no such file",
                    "Check the path; names are relative to " + Path.of("").toAbsolutePath() + "."));
        } catch (IOException e) {
            taken.add(Taken.rejected(
                    id,
                    given.name(),
                    "can not be opened: " + why(e),
                    "Check that it exists and that you may read it."));
        }
        return taken;
    }

    private InputStream raw(Given given) throws IOException {
        return switch (given) {
            case Given.OfPath(var path) -> Files.newInputStream(path);
            case Given.OfStream stream -> stream.opener().open();
        };
    }

    private void read(InputStream in, String name, String id, int depth) throws IOException {
        var metered = new MeteredStream(in, name, progress);
        try {
            var packed = new BufferedInputStream(metered, 1 << 16);
            boolean isBare = depth == 0 && Compression.of(peek(packed, Compression.MAGIC)) == Compression.NONE;
            var plain = decompress(packed, metered, depth);
            switch (Compression.of(peek(plain, Compression.MAGIC))) {
                case ZIP -> unpack(plain, metered, name, id, depth);
                case GZIP, ZSTD, LZ4 -> taken.add(tooDeep(name, id));
                case NONE -> taken.add(readPlain(plain, metered, name, id, isBare ? file : null));
            }
        } catch (BoundedStream.TooLargeException e) {
            taken.add(
                    Taken.rejected(
                            id,
                            name,
                            metered.count(),
                            "",
                            why(e),
                            depth == 0
                                    ? "Unpack it yourself and hand in the files that matter."
                                    : "Unpack the archive yourself and hand in the files that matter; what follows was not read."));
        } catch (ZipException e) {
            taken.add(Taken.rejected(
                    id,
                    name,
                    metered.count(),
                    "",
                    "damaged archive or compression: " + why(e),
                    "Fetch the file again; a copy may have been cut."));
        } catch (IOException e) {
            taken.add(Taken.rejected(
                    id,
                    name,
                    metered.count(),
                    "",
                    "can not be read: " + why(e),
                    "Fetch the file again, or unpack it first."));
        }
    }

    private BufferedInputStream decompress(BufferedInputStream packed, MeteredStream metered, int depth)
            throws IOException {
        var plain = packed;
        for (int layer = depth; layer < limits.depth(); layer++) {
            var compression = Compression.of(peek(plain, Compression.MAGIC));
            if (compression == Compression.NONE || compression == Compression.ZIP) {
                return plain;
            }
            plain = new BufferedInputStream(
                    new BoundedStream(compression.open(plain), limits, metered::count), 1 << 16);
        }
        return plain;
    }

    private Taken tooDeep(String name, String id) {
        return Taken.rejected(
                id,
                name,
                "archives are nested over " + limits.depth() + " deep",
                "Unpack it yourself and hand in the files that matter.");
    }

    private void unpack(InputStream plain, MeteredStream metered, String name, String id, int depth)
            throws IOException {
        if (depth >= limits.depth()) {
            taken.add(tooDeep(name, id));
            return;
        }
        long before = taken.size();
        var zip = new ZipInputStream(plain, StandardCharsets.ISO_8859_1);
        var members = new BoundedStream(zip, limits, metered::count);
        int number = 0;
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (entry.isDirectory()) {
                continue;
            }
            number++;
            // What archives inside this one held counts, too.
            if (number > limits.files() || taken.size() >= limits.files()) {
                taken.add(Taken.rejected(
                        id,
                        name,
                        "the archive holds over " + limits.files() + " files",
                        "Hand in the files that matter."));
                return;
            }
            // The name is shown and never used as a path.
            read(new Unclosed(members), name + "!" + entry.getName(), id + "." + number, depth + 1);
            if (members.exceeded()) {
                // Going to the next member would decompress the rest of this one.
                return;
            }
        }
        if (taken.size() == before) {
            taken.add(Taken.rejected(id, name, "the archive holds no files", "Hand in the evidence itself."));
        }
    }

    /** @param bare the file that holds just these bytes, null when they come out of something else */
    private Taken readPlain(
            BufferedInputStream plain, MeteredStream metered, String name, String id, @Nullable Path bare)
            throws IOException {
        var first = peek(plain, Head.SIZE);
        var head = new Head(first, first.length < Head.SIZE);
        if (first.length == 0) {
            metered.drain();
            return Taken.rejected(
                    id,
                    name,
                    metered.count(),
                    metered.sha256(),
                    "the file is empty",
                    "Collect it again; the recording or the log may not have been written yet.");
        }
        for (var kind : kinds) {
            var format = kind.detector().detect(head);
            if (format.isPresent()) {
                return readAs(kind, new Input(id, name, format.get(), new Unclosed(plain)), metered, bare);
            }
        }
        metered.drain();
        return Taken.rejected(id, name, metered.count(), metered.sha256(), Unread.of(head));
    }

    private <A extends Accumulator<A, F>, F extends Record> Taken readAs(
            Kind<A, F> kind, Input input, MeteredStream metered, @Nullable Path bare) throws IOException {
        var parts = bare == null ? null : Parts.of(bare, kind.reader(), input.format(), Parts.wanted(Files.size(bare)));
        var read = parts == null || parts.count() < 2
                ? readWhole(kind, input, metered)
                : readParts(kind, input, metered, parts);
        var accumulator = read.accumulator();
        var reading = read.reading();
        var artifact = new Artifact(
                input.artifact(),
                input.name(),
                kind.kind().id(),
                input.format(),
                metered.count(),
                metered.sha256(),
                reading,
                accumulator.from(),
                accumulator.to());
        boolean nothing = reading instanceof Reading.Rejected;
        return new Taken(artifact, nothing ? null : accumulator, nothing ? null : kind);
    }

    private <A extends Accumulator<A, F>, F extends Record> Parts.Read<A> readWhole(
            Kind<A, F> kind, Input input, MeteredStream metered) throws IOException {
        var accumulator = kind.accumulator().get();
        var reading = readGuarded(kind, input, accumulator);
        metered.drain();
        return new Parts.Read<>(reading, accumulator);
    }

    /** Size and hash are those of the whole file, whose bytes are read once more for them. */
    private <A extends Accumulator<A, F>, F extends Record> Parts.Read<A> readParts(
            Kind<A, F> kind, Input input, MeteredStream metered, Parts parts) throws IOException {
        try {
            return parts.read(kind, input, metered::drain);
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            metered.drain();
            return new Parts.Read<>(fault(input, e), kind.accumulator().get());
        }
    }

    /** A stream that breaks off, such as a cut gzip file, leaves what came before it. */
    private <A extends Accumulator<A, F>, F extends Record> Reading readGuarded(
            Kind<A, F> kind, Input input, A accumulator) throws IOException {
        try {
            return kind.reader().read(input, accumulator);
        } catch (BoundedStream.TooLargeException e) {
            throw e;
        } catch (IOException e) {
            boolean some = Optional.ofNullable(accumulator.from()).isPresent();
            var problem = new ReadProblem(
                    "end of what could be read",
                    "the file breaks off: " + why(e),
                    some ? "Fetch the file again; what came before is used." : "Fetch the file again.");
            return some ? new Reading.Partial(List.of(problem)) : new Reading.Rejected(problem);
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            // A fault of the reader's must cost this artifact only; what it has added up can not be trusted.
            return fault(input, e);
        }
    }

    private static Reading fault(Input input, RuntimeException e) {
        return new Reading.Rejected(new ReadProblem(
                "file",
                "the reader of " + input.format() + " failed: " + e,
                "Please report this with the file; everything else is diagnosed."));
    }

    private static String why(IOException e) {
        var message = e.getMessage();
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        }
        return message == null ? e.getClass().getSimpleName() : message;
    }

    /** The next bytes, without taking them. Where a cut or damaged file breaks off, those before. */
    private static byte[] peek(BufferedInputStream in, int most) throws IOException {
        in.mark(most);
        var bytes = new byte[most];
        int length = 0;
        try {
            int read = 0;
            while (length < most && read >= 0) {
                length += read;
                read = length < most ? in.read(bytes, length, most - length) : -1;
            }
        } catch (BoundedStream.TooLargeException e) {
            throw e;
        } catch (IOException e) {
            if (length == 0) {
                throw e;
            }
        }
        in.reset();
        return Arrays.copyOf(bytes, length);
    }

    /** A member of an archive must not close the archive, and a parser that closes what it has read not the artifact. */
    private static final class Unclosed extends FilterInputStream {
        Unclosed(InputStream in) {
            super(in);
        }

        @Override
        public void close() {}
    }
}
