package dev.perfadvisor.engine.evidence.slowquery;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Lines of a stream, one at a time, in a buffer that is used again. What a line has beyond a mebibyte is skipped. */
final class Lines {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final int CHUNK = 256 * 1024;

    private final InputStream stream;
    private byte[] buffer = new byte[CHUNK];
    private int next;
    private int filled;
    private boolean ended;
    private int from;
    private int to;
    private long number;
    private boolean terminated = true;
    private final @Nullable Envelope envelope;
    private final ByteText unwrapped = new ByteText();
    private int served;
    private byte[] bytes = buffer;

    Lines(InputStream stream) {
        this(stream, null);
    }

    /** @param envelope what the lines are wrapped in, null when in nothing */
    Lines(InputStream stream, @Nullable Envelope envelope) {
        this.stream = stream;
        this.envelope = envelope;
    }

    /** Goes to the next line; false at the end. Lines in an envelope have the number of the one that they came in. */
    boolean next() throws IOException {
        if (envelope == null) {
            boolean any = nextRaw();
            bytes = buffer;
            return any;
        }
        while (served >= unwrapped.length()) {
            unwrapped.clear();
            served = 0;
            if (!nextRaw()) {
                return false;
            }
            envelope.unwrap(buffer, from, to, unwrapped);
        }
        bytes = unwrapped.bytes();
        from = served;
        to = Ascii.indexOf(bytes, from, unwrapped.length(), '\n');
        to = to < 0 ? unwrapped.length() : to;
        served = to + 1;
        return true;
    }

    private boolean nextRaw() throws IOException {
        int searched = next;
        while (true) {
            int end = Ascii.indexOf(buffer, searched, filled, '\n');
            if (end >= 0) {
                take(next, end, true);
                next = end + 1;
                return true;
            }
            searched = filled;
            if (ended) {
                return rest();
            }
            if (filled - next >= ByteText.MOST) {
                return cutLine();
            }
            searched -= next;
            fill();
        }
    }

    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    /** End of the line, without its line end. */
    int to() {
        return to;
    }

    /** Number of the line, from 1; the number of lines once the end was reached. */
    long number() {
        return number;
    }

    /** Whether the line had a line end: a last line without one may be cut. */
    boolean terminated() {
        return terminated;
    }

    private void take(int start, int end, boolean withEnd) {
        // A byte order mark is no part of the first line.
        boolean marked = number == 0 && Ascii.startsWith(buffer, start, end, BYTE_ORDER_MARK);
        from = marked ? start + BYTE_ORDER_MARK.length : start;
        to = end > start && buffer[end - 1] == '\r' ? end - 1 : end;
        terminated = withEnd;
        number++;
    }

    private boolean rest() {
        if (next == filled) {
            return false;
        }
        take(next, filled, false);
        next = filled;
        return true;
    }

    private boolean cutLine() throws IOException {
        byte[] kept = Arrays.copyOfRange(buffer, next, filled);
        int end = -1;
        while (end < 0 && !ended) {
            next = filled;
            fill();
            end = Ascii.indexOf(buffer, next, filled, '\n');
        }
        byte[] after = end < 0 ? new byte[0] : Arrays.copyOfRange(buffer, end + 1, filled);
        buffer = new byte[Math.max(kept.length + after.length, CHUNK)];
        System.arraycopy(kept, 0, buffer, 0, kept.length);
        System.arraycopy(after, 0, buffer, kept.length, after.length);
        next = kept.length;
        filled = kept.length + after.length;
        take(0, kept.length, end >= 0);
        return true;
    }

    /** Moves what is not taken yet to the front and reads more behind it. */
    private void fill() throws IOException {
        System.arraycopy(buffer, next, buffer, 0, filled - next);
        filled -= next;
        next = 0;
        if (buffer.length - filled < CHUNK / 2) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = stream.read(buffer, filled, buffer.length - filled);
        if (read < 0) {
            ended = true;
        } else {
            filled += read;
        }
    }
}
