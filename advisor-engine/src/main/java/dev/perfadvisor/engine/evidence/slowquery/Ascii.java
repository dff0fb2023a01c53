package dev.perfadvisor.engine.evidence.slowquery;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Searching and reading numbers in bytes, without making strings of them. */
final class Ascii {

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Ascii() {}

    static byte[] of(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static boolean isDigit(int b) {
        return b >= '0' && b <= '9';
    }

    static boolean isLetter(int b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
    }

    static boolean startsWith(byte[] text, int from, int to, byte[] prefix) {
        if (to - from < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (text[from + i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    /** Where {@code part} begins in the range, -1 when it does not occur. */
    static int indexOf(byte[] text, int from, int to, byte[] part) {
        int last = to - part.length + 1;
        int i = indexOf(text, from, last, part[0]);
        while (i >= 0 && !startsWith(text, i, to, part)) {
            i = indexOf(text, i + 1, last, part[0]);
        }
        return i;
    }

    /** Where a byte occurs first in the range, -1 when it does not. */
    static int indexOf(byte[] text, int from, int to, int wanted) {
        long pattern = (wanted & 0xFFL) * ONES;
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            // A byte of the difference is zero where the wanted one is, and only that sets its highest bit here.
            long difference = (long) EIGHT.get(text, i) ^ pattern;
            long found = (difference - ONES) & ~difference & HIGH_BITS;
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        for (; i < to; i++) {
            if (text[i] == (byte) wanted) {
                return i;
            }
        }
        return -1;
    }

    static int skipBlanks(byte[] text, int from, int to) {
        int i = from;
        while (i < to && (text[i] == ' ' || text[i] == '\t' || text[i] == '\n' || text[i] == '\r')) {
            i++;
        }
        return i;
    }

    static int endOfDigits(byte[] text, int from, int to) {
        int i = from;
        while (i < to && isDigit(text[i])) {
            i++;
        }
        return i;
    }

    /** The whole number that begins here, -1 when none does or it is too large for any count. */
    static long number(byte[] text, int from, int to) {
        int end = endOfDigits(text, from, to);
        if (end == from || end - from > 18) {
            return -1;
        }
        long value = 0;
        for (int i = from; i < end; i++) {
            value = value * 10 + (text[i] - '0');
        }
        return value;
    }

    /** A decimal number of units as nanoseconds, {@code 57.650} of a million each as 57,650,000; -1 when it is none. */
    static long nanos(byte[] text, int from, int to, long nanosPerUnit) {
        int end = endOfDigits(text, from, to);
        long whole = number(text, from, to);
        if (whole < 0 || whole > Long.MAX_VALUE / 2 / nanosPerUnit) {
            return -1;
        }
        long value = whole * nanosPerUnit;
        if (end < to && text[end] == '.') {
            long unit = nanosPerUnit;
            for (int i = end + 1; i < to && isDigit(text[i]) && unit >= 10; i++) {
                unit /= 10;
                value += (text[i] - '0') * unit;
            }
        }
        return value;
    }

    static long hash(byte[] text, int from, int to) {
        return hash(0xcbf29ce484222325L, text, from, to);
    }

    /** Continues a hash; the result is spread over all bits by {@link #spread}. */
    static long hash(long seed, byte[] text, int from, int to) {
        long hash = seed;
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            hash = step(hash, (long) EIGHT.get(text, i));
        }
        long rest = (long) to - from;
        for (; i < to; i++) {
            rest = rest << 8 | (text[i] & 0xFF);
        }
        return step(hash, rest);
    }

    private static long step(long hash, long value) {
        long mixed = (hash ^ value) * 0x9E3779B97F4A7C15L;
        return mixed ^ (mixed >>> 29);
    }

    /** Eight bytes of a text as a number, those beyond {@code count} being zero. */
    static long word(byte[] text, int from, int count) {
        if (from + Long.BYTES <= text.length) {
            long all = (long) EIGHT.get(text, from);
            return count >= Long.BYTES ? all : all & ((1L << (count * 8)) - 1);
        }
        long value = 0;
        for (int i = Math.min(count, Long.BYTES) - 1; i >= 0; i--) {
            value = value << 8 | (text[from + i] & 0xFF);
        }
        return value;
    }

    static long spread(long hash) {
        long mixed = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }
}
