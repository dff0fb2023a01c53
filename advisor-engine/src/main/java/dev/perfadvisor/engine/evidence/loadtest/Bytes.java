package dev.perfadvisor.engine.evidence.loadtest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Looks for bytes and compares them, eight at a time. */
final class Bytes {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long QUOTES = '"' * ONES;
    private static final long PRIME = 0x9E3779B97F4A7C15L;

    private Bytes() {}

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /** Place of the first such byte in {@code bytes[from..to)}, {@code to} when there is none. */
    static int find(byte value, byte[] bytes, int from, int to) {
        long pattern = value * ONES;
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            long match = zeros((long) LONG.get(bytes, i) ^ pattern);
            if (match != 0) {
                return i + (Long.numberOfTrailingZeros(match) >>> 3);
            }
        }
        while (i < to && bytes[i] != value) {
            i++;
        }
        return i;
    }

    /**
     * Writes the places of all separators in {@code bytes[from..to)} into {@code ends}, and {@code to} as the last one; the number of
     * fields, or -1 when there are more than {@code ends} holds or one of them may be quoted.
     */
    static int split(byte separator, byte[] bytes, int from, int to, int[] ends) {
        long pattern = separator * ONES;
        int fields = 0;
        long quotes = 0;
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            long word = (long) LONG.get(bytes, i);
            quotes |= zeros(word ^ QUOTES);
            for (long match = exactZeros(word ^ pattern); match != 0; match &= match - 1) {
                if (fields == ends.length - 1) {
                    return -1;
                }
                ends[fields++] = i + (Long.numberOfTrailingZeros(match) >>> 3);
            }
        }
        for (; i < to; i++) {
            quotes |= bytes[i] == '"' ? 1 : 0;
            if (bytes[i] == separator) {
                if (fields == ends.length - 1) {
                    return -1;
                }
                ends[fields++] = i;
            }
        }
        ends[fields] = to;
        return quotes == 0 ? fields + 1 : -1;
    }

    /** How many such bytes there are. */
    static int count(byte value, byte[] bytes, int from, int to) {
        long pattern = value * ONES;
        int count = 0;
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            count += Long.bitCount(exactZeros((long) LONG.get(bytes, i) ^ pattern));
        }
        for (; i < to; i++) {
            count += bytes[i] == value ? 1 : 0;
        }
        return count;
    }

    /** Whether these bytes stand at a place and end before {@code to}. */
    static boolean at(byte[] wanted, byte[] bytes, int from, int to) {
        return from >= 0
                && from + wanted.length <= to
                && Arrays.equals(wanted, 0, wanted.length, bytes, from, from + wanted.length);
    }

    static boolean same(byte[] one, byte[] bytes, int from, int to) {
        return Arrays.equals(one, 0, one.length, bytes, from, to);
    }

    static long hash(byte[] bytes, int from, int to) {
        long hash = (to - from) * PRIME;
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            hash = Long.rotateLeft((hash ^ (long) LONG.get(bytes, i)) * PRIME, 29);
        }
        for (; i < to; i++) {
            hash = Long.rotateLeft((hash ^ bytes[i]) * PRIME, 29);
        }
        return (hash ^ (hash >>> 32)) * PRIME;
    }

    /** A high bit at the first byte that is zero; bits after it may be wrong. */
    private static long zeros(long word) {
        return (word - ONES) & ~word & HIGHS;
    }

    /** A high bit at each byte that is zero. */
    private static long exactZeros(long word) {
        return ~(((word & ~HIGHS) + ~HIGHS) | word | ~HIGHS);
    }
}
