package dev.perfadvisor.engine.evidence.jfr.chunk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one chunk. A chunk of the usual size is in memory as a whole; of a large one a window is, which moves over
 * the file that holds it. Places are positions in the chunk; {@link #index} makes them indexes of {@link #data}.
 */
public final class Bytes {

    /** Most bytes of a window. */
    private static final int LARGEST_WINDOW = 8 << 20;

    private static final int SMALLEST_WINDOW = 1 << 18;

    /** Bytes kept in front of the place that a window was moved for, for those who step back a little. */
    private static final int BEHIND = 1 << 16;

    /** Bytes behind the last one that may be read, so that values need not be checked one by one. */
    static final int PADDING = 2048;

    private final byte[] data;
    private final int length;
    private final int window;
    private final @Nullable FileChannel file;
    private final long start;
    private int base;
    private int end;

    private Bytes(byte[] data, int length, int window, @Nullable FileChannel file, long start) {
        this.data = data;
        this.length = length;
        this.window = window;
        this.file = file;
        this.start = start;
        this.end = file == null ? length : 0;
    }

    /** Bytes that are in memory from index 0 on. */
    static Bytes of(byte[] data, int length) {
        return new Bytes(data, length, length, null, 0);
    }

    /**
     * Bytes of a file from an offset on.
     *
     * @param most bytes that may be in memory, about
     */
    static Bytes of(FileChannel file, long start, int length, int most) {
        int window = Math.clamp(most / 2, SMALLEST_WINDOW, LARGEST_WINDOW);
        return new Bytes(new byte[window + BEHIND + PADDING], length, window, file, start);
    }

    /** Number of bytes of the chunk. */
    public int length() {
        return length;
    }

    /** A copy of all of them. */
    public byte[] toArray() {
        return file == null ? Arrays.copyOf(data, length) : copy(0, length);
    }

    /** Most bytes that can be ahead of a place in a window. */
    int window() {
        return window;
    }

    boolean inMemory() {
        return file == null;
    }

    byte[] data() {
        return data;
    }

    /** Position of the first byte of the window. */
    int base() {
        return base;
    }

    /** Position behind the last byte of the window. */
    int end() {
        return end;
    }

    /**
     * The index of a position, with the bytes ahead of it in the window: as many as asked for, at most {@link #window}, or
     * those up to the end.
     */
    int index(int position, int ahead) {
        if (position < base || (end < length && position + (long) ahead > end)) {
            load(position);
        }
        return position - base;
    }

    private void load(int position) {
        base = Math.max(0, position - BEHIND);
        int most = Math.min(window + BEHIND, length - base);
        end = base + read(base, data, most);
        Arrays.fill(data, end - base, end - base + PADDING, (byte) 0);
    }

    /** A cursor at a position, with at least as many bytes ahead of it as {@link #index} gives. */
    Cursor cursor(int position, int ahead, boolean compressed) {
        int at = index(position, ahead);
        return new Cursor(data, at, end - base, base, compressed);
    }

    /** A copy of some bytes, fewer when the file has become shorter. */
    byte[] copy(int position, int count) {
        if (file == null) {
            return Arrays.copyOfRange(data, position, position + count);
        }
        var copy = new byte[count];
        int read = read(position, copy, count);
        return read == count ? copy : Arrays.copyOf(copy, read);
    }

    private int read(int position, byte[] into, int count) {
        var buffer = ByteBuffer.wrap(into, 0, count);
        try {
            int read = 0;
            while (buffer.hasRemaining() && file != null && read >= 0) {
                read = file.read(buffer, start + position + buffer.position());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return buffer.position();
    }
}
