package dev.perfadvisor.engine.evidence.jfr.chunk;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A position in the bytes of a chunk, and the encodings of single values. Integers are LEB128 of at most nine bytes
 * (seven bits a byte, least first; the ninth holds eight), or fixed and big-endian when the chunk is not compressed.
 *
 * <p>Reading past the limit throws {@link MalformedChunkException}.
 */
public final class Cursor {

    /** Most bytes of a LEB128 number. */
    static final int LONGEST = 9;

    private static final int UTF_8 = 3;
    private static final int LATIN_1 = 5;

    private final byte[] data;
    private final boolean compressed;
    private final int origin;
    private int position;
    private int limit;

    /**
     * @param data holds the chunk, which starts at index 0
     * @param position of the next byte
     * @param limit index behind the last byte that may be read
     * @param compressed whether integers are LEB128
     */
    public Cursor(byte[] data, int position, int limit, boolean compressed) {
        this(data, position, limit, 0, compressed);
    }

    /** @param origin position in the chunk of index 0 */
    Cursor(byte[] data, int position, int limit, int origin, boolean compressed) {
        this.data = data;
        this.position = position;
        this.limit = Math.min(limit, data.length);
        this.origin = origin;
        this.compressed = compressed;
    }

    /** A second cursor over the same bytes. */
    public Cursor at(int newPosition, int newLimit) {
        return new Cursor(data, newPosition, newLimit, origin, compressed);
    }

    /** Index of the next byte. */
    public int position() {
        return position;
    }

    /** Position in the chunk of the next byte: the index, unless a window of a large chunk is in memory. */
    public int place() {
        return origin + position;
    }

    public void position(int newPosition) {
        position = newPosition;
    }

    /** Moves to where a value begins, as {@link Layout} gives it: where metadata tell another type, it is no position. */
    public void moveTo(long start) {
        if (start < 0 || start > limit) {
            throw new MalformedChunkException(place(), "a value is of another type than expected");
        }
        position = (int) start;
    }

    public int limit() {
        return limit;
    }

    public void limit(int newLimit) {
        limit = newLimit;
    }

    /** The bytes that it moves over, for those who decode many values at once. */
    byte[] data() {
        return data;
    }

    public boolean compressed() {
        return compressed;
    }

    /** Bytes up to the limit. */
    public int remaining() {
        return limit - position;
    }

    /** One byte as 0..255. */
    public int readByte() {
        if (position >= limit) {
            throw beyond();
        }
        return data[position++] & 0xFF;
    }

    /** A long, int, short or char that is compressed in this chunk; otherwise {@code width} fixed bytes, signed. */
    public long readInteger(int width) {
        return compressed ? readVarint() : fixed(width);
    }

    /** An int, which is often a length or a number of elements. */
    public int readInt() {
        return (int) readInteger(4);
    }

    /** A long, which is often the key of a constant or a type. */
    public long readLong() {
        return readInteger(8);
    }

    /** An int that counts elements of at least one byte each, so that it can not exceed the bytes that are left. */
    public int readCount() {
        int at = place();
        long count = readInt();
        if (count < 0 || count > remaining()) {
            throw new MalformedChunkException(at, "a count of " + count + " goes beyond its event");
        }
        return (int) count;
    }

    private long readVarint() {
        int p = position;
        if (p < limit && data[p] >= 0) {
            position = p + 1;
            return data[p];
        }
        return readLongVarint();
    }

    private long readLongVarint() {
        long value = 0;
        for (int i = 0; i < LONGEST - 1; i++) {
            long b = readByte();
            value |= (b & 0x7F) << (7 * i);
            if (b < 0x80) {
                return value;
            }
        }
        return value | ((long) readByte() << 56);
    }

    /** Moves behind a LEB128 number without reading it. */
    public void skipInteger(int width) {
        if (!compressed) {
            skip(width);
            return;
        }
        int p = position;
        int last = Math.min(limit, p + LONGEST);
        while (p < last) {
            if (data[p++] >= 0 || p == position + LONGEST) {
                position = p;
                return;
            }
        }
        throw beyond();
    }

    /** Big-endian number of 1 to 8 bytes, signed. */
    public long fixed(int width) {
        if (remaining() < width) {
            throw beyond();
        }
        long value = data[position];
        for (int i = 1; i < width; i++) {
            value = (value << 8) | (data[position + i] & 0xFF);
        }
        position += width;
        return value;
    }

    public void skip(int bytes) {
        if (bytes < 0 || bytes > remaining()) {
            throw beyond();
        }
        position += bytes;
    }

    /**
     * A string with its encoding in front: 0 null, 1 empty, 2 key of a constant, 3 UTF-8, 4 chars, 5 Latin-1.
     *
     * @param constants resolves encoding 2
     */
    public @Nullable String readString(Constants constants) {
        return switch (readByte()) {
            case 0 -> null;
            case 1 -> "";
            case 2 -> constants.string(readLong());
            case UTF_8 -> text(readCount(), true);
            case 4 -> chars(readCount());
            case LATIN_1 -> text(readCount(), false);
            default -> throw new MalformedChunkException(place() - 1, "unknown string encoding");
        };
    }

    /** Where the string at a position ends that has its bytes within and fewer than 128 of them; -1 for others. */
    int endOfShortString(int at) {
        if (at + 1 >= limit || (data[at] != UTF_8 && data[at] != LATIN_1) || data[at + 1] < 0) {
            return -1;
        }
        int end = at + 2 + data[at + 1];
        return end <= limit ? end : -1;
    }

    /** Moves behind a string. */
    public void skipString() {
        switch (readByte()) {
            case 0, 1 -> {}
            case 2 -> skipInteger(8);
            case UTF_8, LATIN_1 -> skip(readCount());
            case 4 -> {
                for (int left = readCount(); left > 0; left--) {
                    skipInteger(2);
                }
            }
            default -> throw new MalformedChunkException(place() - 1, "unknown string encoding");
        }
    }

    private String text(int length, boolean utf8) {
        var text = new String(data, position, length, utf8 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
        position += length;
        return text;
    }

    private String chars(int length) {
        var chars = new char[length];
        for (int i = 0; i < length; i++) {
            chars[i] = (char) readInteger(2);
        }
        return new String(chars);
    }

    /** Checks what was read without a look at the limit. */
    void requireWithin() {
        if (position > limit) {
            throw beyond();
        }
    }

    private MalformedChunkException beyond() {
        return new MalformedChunkException(place(), "a value goes beyond its event");
    }
}
