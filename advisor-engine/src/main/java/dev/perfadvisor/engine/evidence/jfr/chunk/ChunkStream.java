package dev.perfadvisor.engine.evidence.jfr.chunk;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream into chunks. A finished chunk ends where its header says, or before if another chunk starts inside of it;
 * one that is not finished where the next plausible header or the stream ends. What is between chunks is passed over.
 *
 * <p>Each chunk has a buffer of its own, which grows only as bytes arrive and can be given back for another one. A chunk
 * beyond the size that may be held in memory goes to a file, of which a window is read.
 */
public final class ChunkStream implements AutoCloseable {

    /** Bytes of a chunk that are held in memory unless something else is said. Flight Recorder's have some 12 MB. */
    public static final int USUAL = 32 << 20;

    private static final int STEP = 1 << 18;

    private final int most;
    private final ArrayDeque<byte[]> spare = new ArrayDeque<>();
    private final List<Damage> damages = new ArrayList<>();
    private final List<Spool> spools = new ArrayList<>();
    private InputStream in;
    private byte[] data = new byte[STEP + Bytes.PADDING];
    private int filled;
    private long base;
    private boolean ended;

    /** A stream of chunks of which up to {@link #USUAL} bytes are held in memory. */
    public ChunkStream(InputStream in) {
        this(in, USUAL);
    }

    /** @param most bytes of a chunk that may be held in memory, at least 1 MB */
    public ChunkStream(InputStream in, int most) {
        this.in = in;
        this.most = Math.max(1 << 20, most);
    }

    /**
     * The bytes of one chunk.
     *
     * @param offset where it starts in the file
     */
    public record Slice(ChunkHeader header, Bytes bytes, long offset) {

        /** Number of bytes that there are of it. */
        public int length() {
            return bytes.length();
        }
    }

    /** What was passed over so far, in the order of the file. */
    public List<Damage> damages() {
        return List.copyOf(damages);
    }

    /** Gives the buffer of a chunk back: its bytes are not valid any more. */
    public void reuse(Slice slice) {
        if (slice.bytes.inMemory()) {
            spare.push(slice.bytes.data());
        }
    }

    /** Deletes the files of large chunks, whose bytes are not valid any more. Does not close the stream. */
    @Override
    public void close() throws IOException {
        for (var spool : spools) {
            spool.close();
        }
    }

    /** The next chunk, null at the end. */
    public @Nullable Slice next() throws IOException {
        while (findMagic()) {
            if (!fill(ChunkHeader.SIZE)) {
                damages.add(new Damage(base, filled, "the header of a chunk is cut"));
                return null;
            }
            var header = ChunkHeader.parse(data, 0);
            if (header.knownVersion() && header.ticksPerSecond() > 0) {
                return slice(header);
            }
            var cause = header.knownVersion()
                    ? "the header of a chunk gives no clock"
                    : "version " + header.version() + " of the format is not known";
            damages.add(new Damage(base, ChunkHeader.SIZE, cause));
            drop(4);
        }
        return null;
    }

    /** Moves the next magic to the front of the buffer. */
    private boolean findMagic() throws IOException {
        long from = base;
        while (fill(4)) {
            int at = 0;
            while (at + 4 <= filled && !ChunkHeader.magicAt(data, at, filled)) {
                at++;
            }
            boolean found = at + 4 <= filled;
            drop(at);
            if (found) {
                passedOver(from);
                return true;
            }
        }
        drop(filled);
        passedOver(from);
        return false;
    }

    private void passedOver(long from) {
        if (base > from) {
            damages.add(new Damage(from, base - from, (base - from) + " bytes are not part of a chunk"));
        }
    }

    /** Takes the chunk at the front of the buffer. */
    private Slice slice(ChunkHeader header) throws IOException {
        int end = header.finished() && header.size() <= most ? namedEnd(header) : nextHeader(header, Integer.MAX_VALUE);
        return end < 0 ? spooled(header) : taken(header, end);
    }

    private int namedEnd(ChunkHeader header) throws IOException {
        int size = (int) header.size();
        if (!fill(size)) {
            return nextHeader(header, Integer.MAX_VALUE);
        }
        boolean alone = !fill(size + 4);
        return alone || ChunkHeader.magicAt(data, size, filled) ? size : nextHeader(header, size);
    }

    /**
     * Where another chunk starts, the stream ends, or the last place is that it can end; -1 when that is beyond what may be held in memory. Flight Recorder
     * repeats the header of a chunk in its checkpoints; those tell the same start as the chunk does.
     */
    private int nextHeader(ChunkHeader current, int last) throws IOException {
        int at = ChunkHeader.SIZE;
        while (true) {
            boolean more = fill(Math.max(filled, at + ChunkHeader.SIZE) + STEP);
            at = header(current, data, at, filled);
            if (at + ChunkHeader.SIZE <= filled || at >= last) {
                return Math.min(at, last);
            }
            if (!more) {
                return Math.min(filled, last);
            }
            if (filled > most) {
                return -1;
            }
        }
    }

    /** The first place from a position on where another chunk starts, or the first one where too few bytes follow. */
    static int header(ChunkHeader current, byte[] data, int from, int filled) {
        int at = from;
        while (at + ChunkHeader.SIZE <= filled) {
            if (data[at] == 'F'
                    && ChunkHeader.plausibleAt(data, at, filled)
                    && !ChunkHeader.parse(data, at).sameStart(current)) {
                return at;
            }
            at++;
        }
        return at;
    }

    private Slice taken(ChunkHeader header, int end) {
        var slice = new Slice(header, Bytes.of(data, end), base);
        var next = spare.isEmpty() ? new byte[STEP + Bytes.PADDING] : spare.pop();
        int left = filled - end;
        if (left + Bytes.PADDING > next.length) {
            next = new byte[left + STEP + Bytes.PADDING];
        }
        System.arraycopy(data, end, next, 0, left);
        Arrays.fill(data, end, Math.min(data.length, end + Bytes.PADDING), (byte) 0);
        data = next;
        filled = left;
        base += end;
        return slice;
    }

    /** Takes a chunk that is too large for the buffer: all that is left goes to a file, and what is not its own comes back. */
    private Slice spooled(ChunkHeader header) throws IOException {
        var spool = Spool.of(data, filled, in, header, damages, base, most);
        spools.add(spool);
        var slice = new Slice(header, spool.bytes(), base);
        base += spool.length();
        in = spool.rest();
        filled = spool.next().length;
        System.arraycopy(spool.next(), 0, data, 0, filled);
        ended = false;
        return slice;
    }

    private boolean fill(int target) throws IOException {
        while (filled < target && !ended) {
            if (filled + Bytes.PADDING >= data.length) {
                int wanted = Math.min(Math.max(target, 2 * filled), most + 2 * STEP);
                data = Arrays.copyOf(data, Math.max(wanted, filled + STEP) + Bytes.PADDING);
            }
            int wanted = Math.min(Math.min(target, filled + STEP), data.length - Bytes.PADDING) - filled;
            int read = in.readNBytes(data, filled, wanted);
            filled += read;
            ended = read < wanted;
        }
        return filled >= target;
    }

    private void drop(int bytes) {
        System.arraycopy(data, bytes, data, 0, filled - bytes);
        filled -= bytes;
        base += bytes;
    }
}
