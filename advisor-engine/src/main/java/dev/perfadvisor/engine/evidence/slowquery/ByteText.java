package dev.perfadvisor.engine.evidence.slowquery;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Text as bytes in a buffer that is used again for the next one. Holds at most {@link #MOST}; what is beyond is cut. */
final class ByteText {

    /** No log line, statement or plan is kept beyond this. */
    static final int MOST = 1 << 20;

    private byte[] bytes = new byte[256];
    private int length;

    void clear() {
        length = 0;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    boolean isEmpty() {
        return length == 0;
    }

    byte last() {
        return length == 0 ? 0 : bytes[length - 1];
    }

    void append(int value) {
        if (length < MOST) {
            room(1);
            bytes[length++] = (byte) value;
        }
    }

    void append(byte[] source, int from, int to) {
        int count = Math.min(to - from, MOST - length);
        if (count > 0) {
            room(count);
            System.arraycopy(source, from, bytes, length, count);
            length += count;
        }
    }

    void append(ByteText other) {
        append(other.bytes, 0, other.length);
    }

    /** Drops all that is beyond the first {@code newLength} bytes. */
    void truncate(int newLength) {
        length = newLength;
    }

    /** Drops blanks, semicolons and line ends at the end. */
    void trimEnd() {
        while (length > 0 && isFiller(bytes[length - 1])) {
            length--;
        }
    }

    private static boolean isFiller(byte b) {
        return b == ';' || (b >= 0 && b <= ' ');
    }

    boolean startsWith(byte[] prefix) {
        return Ascii.startsWith(bytes, 0, length, prefix);
    }

    /** The first {@code most} bytes as text. */
    String toText(int most) {
        return new String(bytes, 0, Math.min(length, most), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return toText(length);
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, Math.min(MOST, bytes.length * 2)));
        }
    }
}
