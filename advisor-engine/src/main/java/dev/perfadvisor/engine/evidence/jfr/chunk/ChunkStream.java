package dev.perfadvisor.engine.evidence.jfr.chunk;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream into chunks. A finished chunk ends where its header says, or before if another chunk starts inside of it;
 * one that is not finished where the next plausible header or the stream ends. What is between chunks is passed over.
 *
 * <p>The buffer is reused from chunk to chunk and grows only as bytes arrive. Of a chunk of more than
 * {@value #LARGEST} bytes only so many are read.
 */
public final class ChunkStream {

    /** Most bytes of a chunk that are held. Flight Recorder starts a new chunk after some 12 MB. */
    public static final int LARGEST = 256 << 20;

    private static final int STEP = 1 << 18;

    private final InputStream in;
    private final List<Damage> damages = new ArrayList<>();
    private byte[] data = new byte[STEP];
    private int filled;
    private int taken;
    private long base;
    private boolean ended;

    public ChunkStream(InputStream in) {
        this.in = in;
    }

    /**
     * The bytes of one chunk, valid until the next one is asked for.
     *
     * @param data holds the chunk from index 0 on
     * @param length bytes of the chunk
     * @param offset where it starts in the file
     */
    @SuppressWarnings("ArrayRecordComponent") // a window into the reused buffer, never compared
    public record Slice(ChunkHeader header, byte[] data, int length, long offset) {}

    /** What was passed over so far, in the order of the file. */
    public List<Damage> damages() {
        return List.copyOf(damages);
    }

    /** The next chunk, null at the end. */
    public @Nullable Slice next() throws IOException {
        drop(taken);
        while (findMagic()) {
            if (!fill(ChunkHeader.SIZE)) {
                damages.add(new Damage(base, filled, "the header of a chunk is cut"));
                return null;
            }
            var header = ChunkHeader.parse(data, 0);
            if (header.knownVersion() && header.ticksPerSecond() > 0) {
                taken = end(header);
                return new Slice(header, data, taken, base);
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

    /** Where the chunk at the front of the buffer ends. */
    private int end(ChunkHeader header) throws IOException {
        boolean sized = header.finished() && header.size() <= LARGEST;
        if (sized && fill((int) header.size())) {
            int size = (int) header.size();
            boolean alone = !fill(size + 4);
            return alone || ChunkHeader.magicAt(data, size, filled) ? size : nextHeader(header, size);
        }
        return nextHeader(header, LARGEST);
    }

    /** Flight Recorder repeats the header of a chunk in its checkpoints; those tell the same start as the chunk does. */
    private int nextHeader(ChunkHeader current, int most) throws IOException {
        int at = ChunkHeader.SIZE;
        while (true) {
            boolean more = filled < most && fill(Math.min(most, Math.max(filled, at + ChunkHeader.SIZE) + STEP));
            while (at + ChunkHeader.SIZE <= Math.min(filled, most)) {
                if (data[at] == 'F'
                        && ChunkHeader.plausibleAt(data, at, filled)
                        && !ChunkHeader.parse(data, at).sameStart(current)) {
                    return at;
                }
                at++;
            }
            if (!more) {
                return Math.min(filled, most);
            }
        }
    }

    private boolean fill(int target) throws IOException {
        while (filled < target && !ended) {
            if (filled == data.length) {
                data = Arrays.copyOf(data, (int) Math.min(Math.max(LARGEST + STEP, target), 2L * data.length));
            }
            int wanted = Math.min(Math.min(target, filled + STEP), data.length) - filled;
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
        taken = 0;
    }
}
