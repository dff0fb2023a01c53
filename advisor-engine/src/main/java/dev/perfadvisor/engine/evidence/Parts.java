package dev.perfadvisor.engine.evidence;

import dev.perfadvisor.engine.model.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A large file, read in parts at the same time. It is cut where records begin, as its {@link Reader} tells, each part is
 * read into an accumulator of its own, and these are merged in the order of the file: what comes out is what reading it
 * from its beginning to its end gives.
 */
final class Parts {

    /** Smaller parts are not worth merging. */
    private static final long SMALLEST = 32L << 20;

    /** A record longer than this is not looked for. */
    private static final int WINDOW = 1 << 20;

    /** Several parts a processor, so that one that is slow to read does not keep the others waiting. */
    private static final int PER_PROCESSOR = 2;

    private final Path file;
    private final List<Long> cuts;

    private Parts(Path file, List<Long> cuts) {
        this.file = file;
        this.cuts = cuts;
    }

    /** How many parts a file of a size is best read in on this machine. */
    static int wanted(long size) {
        int threads = Runtime.getRuntime().availableProcessors();
        return threads < 2 ? 1 : (int) Math.min((long) threads * PER_PROCESSOR, size / SMALLEST);
    }

    /** At most so many parts of a file; only one when it has no places to cut it. */
    static Parts of(Path file, Reader<?> reader, String format, int wanted) throws IOException {
        var cuts = new ArrayList<Long>(List.of(0L));
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            for (long i = 1; i < wanted; i++) {
                long cut = cut(channel, size / wanted * i, reader, format);
                if (cut > cuts.getLast()) {
                    cuts.add(cut);
                }
            }
            cuts.add(size);
        }
        return new Parts(file, List.copyOf(cuts));
    }

    /** Where the first record after a position begins, -1 when none is near. */
    private static long cut(FileChannel channel, long position, Reader<?> reader, String format) throws IOException {
        var window = ByteBuffer.allocate(WINDOW);
        int read;
        do {
            read = channel.read(window, position + window.position());
        } while (read > 0 && window.hasRemaining());
        int start = reader.recordStart(format, window.array(), 0, window.position());
        return start < 0 ? -1 : position + start;
    }

    int count() {
        return cuts.size() - 1;
    }

    /** What was read, and the accumulator that holds all of it. */
    record Read<A>(Reading reading, A accumulator) {}

    /** Reads all parts, and does {@code beside} at the same time. */
    <A extends Accumulator<A, F>, F extends Record> Read<A> read(Kind<A, F> kind, Input input, Beside beside)
            throws IOException {
        try {
            // The first task reads nothing.
            var parts = IntStream.range(0, count() + 1)
                    .parallel()
                    .mapToObj(i -> i == 0 ? beside(beside, kind) : part(kind, input, i - 1))
                    .toList();
            var first = parts.get(1).accumulator();
            var readings = new ArrayList<>(List.of(parts.get(1).reading()));
            for (var part : parts.subList(2, parts.size())) {
                first.merge(part.accumulator());
                readings.add(part.reading());
            }
            return new Read<>(kind.reader().join(readings, first), first);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** What goes on while the parts are read. */
    interface Beside {
        void run() throws IOException;
    }

    private static <A extends Accumulator<A, F>, F extends Record> Read<A> beside(Beside beside, Kind<A, F> kind) {
        try {
            beside.run();
            return new Read<>(new Reading.Complete(), kind.accumulator().get());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <A extends Accumulator<A, F>, F extends Record> Read<A> part(Kind<A, F> kind, Input input, int number) {
        var accumulator = kind.accumulator().get();
        try (var stream = new Region(file, cuts.get(number), cuts.get(number + 1))) {
            var part = new Input(input.artifact(), input.name(), input.format(), stream);
            return new Read<>(kind.reader().read(part, accumulator), accumulator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bytes of a file from one position to before another. */
    private static final class Region extends InputStream {
        private final FileChannel channel;
        private final long end;
        private long at;

        Region(Path file, long from, long end) throws IOException {
            this.channel = FileChannel.open(file, StandardOpenOption.READ);
            this.at = from;
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 1 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int wanted = (int) Math.min(Math.min(length, MeteredStream.AT_ONCE), end - at);
            int read = wanted <= 0 ? -1 : channel.read(ByteBuffer.wrap(buffer, offset, wanted), at);
            at += Math.max(0, read);
            return read;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
