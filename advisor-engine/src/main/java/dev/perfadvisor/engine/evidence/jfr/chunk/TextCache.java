package dev.perfadvisor.engine.evidence.jfr.chunk;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Strings of one chunk that come again and again, such as paths and hosts, as small numbers: equal strings have the same
 * one. Remembers the bytes of the last string of each of some thousand hashes, so that most are neither decoded nor looked
 * up again.
 */
public final class TextCache {

    /** The number of the empty string, which also stands for no string. */
    public static final int EMPTY = 0;

    private static final int SLOTS = 1 << 12;

    /** Longer strings are rare ones. */
    private static final int LONGEST = 512;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] @Nullable [] bytes = new byte[SLOTS][];
    private final int[] remembered = new int[SLOTS];
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> texts = new ArrayList<>();

    public TextCache() {
        number("");
    }

    /** The string with a number. */
    public String text(int number) {
        return texts.get(number);
    }

    /** The number of a string. */
    public int number(@Nullable String text) {
        return numbers.computeIfAbsent(Objects.requireNonNullElse(text, ""), added -> {
            texts.add(added);
            return texts.size() - 1;
        });
    }

    /**
     * Reads the string at the cursor, which stops behind it.
     *
     * @param constants of the same chunk
     * @return its number
     */
    public int read(Cursor in, Constants constants) {
        int from = in.position();
        int to = in.endOfShortString(from);
        if (to < 0) {
            in.skipString();
            to = in.position();
        } else {
            in.position(to);
        }
        if (to - from > LONGEST) {
            in.position(from);
            return number(in.readString(constants));
        }
        int slot = slot(in.data(), from, to);
        var known = bytes[slot];
        if (known != null && Arrays.equals(known, 0, known.length, in.data(), from, to)) {
            return remembered[slot];
        }
        in.position(from);
        int number = number(in.readString(constants));
        bytes[slot] = Arrays.copyOfRange(in.data(), from, to);
        remembered[slot] = number;
        return number;
    }

    /** Reads the string at the cursor, which stops behind it; long ones are not remembered. */
    public String string(Cursor in, Constants constants) {
        int from = in.position();
        in.skipString();
        boolean rare = in.position() - from > LONGEST;
        in.position(from);
        return rare ? Objects.requireNonNullElse(in.readString(constants), "") : text(read(in, constants));
    }

    private static int slot(byte[] data, int from, int to) {
        long hash = (long) to - from;
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            hash = Long.rotateLeft(hash ^ (long) LONGS.get(data, at), 23) * 0x9E3779B97F4A7C15L;
        }
        for (; at < to; at++) {
            hash = (hash ^ data[at]) * 0x9E3779B97F4A7C15L;
        }
        return (int) (hash >>> 40) & (SLOTS - 1);
    }
}
