package dev.perfadvisor.engine.evidence.jfr.chunk;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A chunk that is too large to be held in memory, in a temporary file that is gone when this is closed. */
final class Spool implements AutoCloseable {

    /** Most bytes of a chunk; positions in it are ints. */
    private static final int LARGEST = Integer.MAX_VALUE - (1 << 20);

    private static final int STEP = 1 << 20;

    private final FileChannel file;
    private final int length;
    private final int most;
    private final byte[] next;
    private final InputStream rest;

    private Spool(FileChannel file, int length, int most, byte[] next, InputStream rest) {
        this.file = file;
        this.length = length;
        this.most = most;
        this.next = next;
        this.rest = rest;
    }

    /**
     * Takes a chunk.
     *
     * @param head its first bytes
     * @param in what follows
     * @param damages takes what is cut off a chunk beyond all bounds
     * @param offset of the chunk in its file
     * @param most bytes of it that may be in memory
     */
    static Spool of(
            byte[] head, int filled, InputStream in, ChunkHeader header, List<Damage> damages, long offset, int most)
            throws IOException {
        var path = Files.createTempFile("advisor-chunk", ".jfr");
        var file = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        boolean made = false;
        try {
            write(file, head, filled);
            boolean sized = header.finished() && header.size() <= LARGEST;
            long wanted = sized ? header.size() : LARGEST;
            boolean more = copy(in, file, wanted);
            int ends = (int) file.size();
            var magic = more ? in.readNBytes(4) : new byte[0];
            if (!sized || file.size() < wanted || (magic.length > 0 && !ChunkHeader.magicAt(magic, 0, magic.length))) {
                ends = nextHeader(file, header, most);
            }
            if (!sized && more && ends == LARGEST) {
                damages.add(new Damage(offset + ends, 0, "a chunk of over " + LARGEST + " bytes is not read further"));
            }
            boolean whole = ends == file.size();
            var rest = whole ? in : new SequenceInputStream(behind(file, ends, magic), new Unclosed(in));
            made = true;
            return new Spool(file, ends, most, whole ? magic : new byte[0], rest);
        } finally {
            if (!made) {
                file.close();
            }
        }
    }

    private static void write(FileChannel file, byte[] bytes, int count) throws IOException {
        var buffer = ByteBuffer.wrap(bytes, 0, count);
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
    }

    /** Copies until the file has as many bytes as wanted; whether there may be more. */
    private static boolean copy(InputStream in, FileChannel file, long wanted) throws IOException {
        var buffer = new byte[STEP];
        while (file.size() < wanted) {
            int most = (int) Math.min(buffer.length, wanted - file.size());
            int read = in.readNBytes(buffer, 0, most);
            write(file, buffer, read);
            if (read < most) {
                return false;
            }
        }
        return true;
    }

    /** Where another chunk starts in the file, or its end. */
    private static int nextHeader(FileChannel file, ChunkHeader header, int most) throws IOException {
        var bytes = Bytes.of(file, 0, (int) file.size(), most);
        int at = ChunkHeader.SIZE;
        while (at + ChunkHeader.SIZE <= bytes.length()) {
            int index = bytes.index(at, ChunkHeader.SIZE);
            int filled = bytes.end() - bytes.base();
            int found = ChunkStream.header(header, bytes.data(), index, filled) + bytes.base();
            if (found + ChunkHeader.SIZE <= bytes.end() || bytes.end() == bytes.length()) {
                return found + ChunkHeader.SIZE <= bytes.end() ? found : bytes.length();
            }
            at = found;
        }
        return bytes.length();
    }

    /** The bytes of the file from a position on, and what was read behind it; the file stays open for the chunk. */
    private static InputStream behind(FileChannel file, int position, byte[] next) throws IOException {
        file.position(position);
        var bytes = new Unclosed(Channels.newInputStream(file));
        return new SequenceInputStream(bytes, new ByteArrayInputStream(next));
    }

    Bytes bytes() {
        return Bytes.of(file, 0, length, most);
    }

    int length() {
        return length;
    }

    /** The bytes behind the chunk that were read already. */
    byte[] next() {
        return next;
    }

    /** What follows those in the stream. */
    InputStream rest() {
        return rest;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** A sequence of streams closes each at its end; these are still needed then. */
    private static final class Unclosed extends FilterInputStream {

        Unclosed(InputStream in) {
            super(in);
        }

        @Override
        public void close() {}
    }
}
