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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Takes evidence in: finds the files, decompresses and unpacks them, recognises each by its content, and reads it. One
 * that can not be read is told and does not keep the others from being read.
 */
public final class Intake {

    private final List<Kind<?, ?>> kinds;
    private final Limits limits;

    public Intake(List<Kind<?, ?>> kinds, Limits limits) {
        this.kinds = List.copyOf(kinds);
        this.limits = limits;
    }

    /** Artifact and what was read of it; no accumulator when nothing was. */
    public record Taken(
            Artifact artifact,
            @Nullable Accumulator<?, ?> accumulator,
            @Nullable Kind<?, ?> kind) {}

    /** Reads everything. Artifacts are numbered {@code a1}, {@code a2}, ... in the order given. */
    public List<Taken> take(List<Given> given, Progress progress) {
        var sources = new ArrayList<Given>();
        var failed = new ArrayList<Taken>();
        given.forEach(one -> expand(one, sources, failed));
        // Files do not depend on each other, and each accumulator belongs to one of them.
        var read = IntStream.range(0, sources.size())
                .parallel()
                .mapToObj(i -> new Opening(progress).open(sources.get(i), "a" + (i + 1)))
                .toList();
        var all = new ArrayList<Taken>();
        read.forEach(all::addAll);
        all.addAll(failed);
        return all;
    }

    private void expand(Given given, List<Given> sources, List<Taken> failed) {
        if (!(given instanceof Given.OfPath(var path)) || !Files.isDirectory(path)) {
            sources.add(given);
            return;
        }
        try (var walk = Files.walk(path)) {
            var files = walk.filter(Files::isRegularFile)
                    .filter(file -> !isHidden(path.relativize(file)))
                    .sorted(Comparator.comparing(Path::toString))
                    .limit(limits.files() + 1L)
                    .toList();
            if (files.isEmpty()) {
                failed.add(rejected(
                        "d" + (failed.size() + 1),
                        given.name(),
                        "the directory holds no files",
                        "Name a file, or a directory with files."));
            } else if (files.size() > limits.files()) {
                failed.add(rejected(
                        "d" + (failed.size() + 1),
                        given.name(),
                        "the directory holds over " + limits.files() + " files",
                        "Name the files or the subdirectory that matter."));
            } else {
                files.forEach(file -> sources.add(new Given.OfPath(file)));
            }
        } catch (IOException | UncheckedIOException e) {
            failed.add(rejected(
                    "d" + (failed.size() + 1),
                    given.name(),
                    "the directory can not be listed: " + e.getMessage(),
                    "Check that you may read it."));
        }
    }

    private static boolean isHidden(Path relative) {
        for (var part : relative) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private static Taken rejected(String id, String name, String cause, String advice) {
        return rejected(id, name, 0, "", cause, advice);
    }

    private static Taken rejected(String id, String name, long bytes, String sha256, String cause, String advice) {
        var reading = new Reading.Rejected(new ReadProblem("file", cause, advice));
        return new Taken(new Artifact(id, name, "unknown", "", bytes, sha256, reading, null, null), null, null);
    }

    private static String why(IOException e) {
        var message = e.getMessage();
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        }
        return message == null ? e.getClass().getSimpleName() : message;
    }

    /** The reading of one thing that was handed in, which may turn out to be an archive of many. */
    private final class Opening {

        private final Progress progress;
        private final List<Taken> taken = new ArrayList<>();

        Opening(Progress progress) {
            this.progress = progress;
        }

        List<Taken> open(Given given, String id) {
            try (var in = raw(given)) {
                read(in, given.name(), id, 0);
            } catch (NoSuchFileException e) {
                taken.add(rejected(
                        id,
                        given.name(),
                        "there is no such file",
                        "Check the path; names are relative to " + Path.of("").toAbsolutePath() + "."));
            } catch (IOException e) {
                taken.add(rejected(
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
                var plain = decompress(packed, metered, depth);
                switch (Compression.of(peek(plain, Compression.MAGIC))) {
                    case ZIP -> unpack(plain, metered, name, id, depth);
                    case GZIP, ZSTD -> taken.add(tooDeep(name, id));
                    case NONE -> taken.add(readPlain(plain, metered, name, id));
                }
            } catch (BoundedStream.TooLargeException e) {
                taken.add(rejected(
                        id,
                        name,
                        metered.count(),
                        "",
                        why(e),
                        "Unpack it yourself and hand in the files that matter."));
            } catch (ZipException e) {
                taken.add(rejected(
                        id,
                        name,
                        metered.count(),
                        "",
                        "damaged archive or compression: " + why(e),
                        "Fetch the file again; a copy may have been cut."));
            } catch (IOException e) {
                taken.add(rejected(
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
            return rejected(
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
            var zip = new ZipInputStream(plain);
            var members = new BoundedStream(zip, limits, metered::count);
            int number = 0;
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.isDirectory()) {
                    continue;
                }
                number++;
                if (number > limits.files()) {
                    taken.add(rejected(
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
                taken.add(rejected(id, name, "the archive holds no files", "Hand in the evidence itself."));
            }
        }

        private Taken readPlain(BufferedInputStream plain, MeteredStream metered, String name, String id)
                throws IOException {
            var first = peek(plain, Head.SIZE);
            var head = new Head(first, first.length < Head.SIZE);
            if (first.length == 0) {
                metered.drain();
                return rejected(
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
                    return readAs(kind, new Input(id, name, format.get(), plain), metered);
                }
            }
            metered.drain();
            return rejected(
                    id,
                    name,
                    metered.count(),
                    metered.sha256(),
                    "not recognised: " + Description.of(head),
                    "Hand in a JFR recording, a MySQL, MariaDB or PostgreSQL log, or a k6 result.");
        }

        private <A extends Accumulator<A, F>, F extends Record> Taken readAs(
                Kind<A, F> kind, Input input, MeteredStream metered) throws IOException {
            var accumulator = kind.accumulator().get();
            var reading = readGuarded(kind, input, accumulator);
            metered.drain();
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

        /** A stream that breaks off, such as a cut gzip file, leaves what came before it. */
        private <A extends Accumulator<A, F>, F extends Record> Reading readGuarded(
                Kind<A, F> kind, Input input, A accumulator) throws IOException {
            try {
                return kind.reader().read(input, accumulator);
            } catch (BoundedStream.TooLargeException e) {
                throw e;
            } catch (IOException e) {
                var problem = new ReadProblem(
                        "end of what could be read",
                        "the file breaks off: " + why(e),
                        "Fetch the file again; what came before is used.");
                return Optional.ofNullable(accumulator.from()).isPresent()
                        ? new Reading.Partial(List.of(problem))
                        : new Reading.Rejected(problem);
            }
        }
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

    /** A member of an archive must not close the archive. */
    private static final class Unclosed extends FilterInputStream {
        Unclosed(InputStream in) {
            super(in);
        }

        @Override
        public void close() {}
    }
}
