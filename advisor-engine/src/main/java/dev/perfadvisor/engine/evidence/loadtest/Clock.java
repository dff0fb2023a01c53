package dev.perfadvisor.engine.evidence.loadtest;

/** Reads times that follow each other: most of them are in the same second as the one before. */
final class Clock {

    private static final int TO_SECONDS = "2026-11-22T07:36:02".length();
    private static final long SECOND = 1_000_000_000L;

    private final byte[] second = new byte[TO_SECONDS];
    private long secondNanos = Numerals.NONE;

    /** Nanoseconds since the epoch, see {@link Numerals#isoTime}. */
    long isoTime(byte[] text, int from, int to) {
        int length = to - from;
        boolean usual = length > TO_SECONDS + 1
                && length <= TO_SECONDS + 11
                && text[to - 1] == 'Z'
                && text[from + TO_SECONDS] == '.';
        if (!usual) {
            return Numerals.isoTime(text, from, to);
        }
        if (secondNanos == Numerals.NONE || !Bytes.at(second, text, from, to)) {
            long whole = Numerals.isoTime(text, from, to);
            if (whole == Numerals.NONE) {
                return Numerals.NONE;
            }
            System.arraycopy(text, from, second, 0, TO_SECONDS);
            secondNanos = whole - Math.floorMod(whole, SECOND);
            return whole;
        }
        long nanos = 0;
        int i = from + TO_SECONDS + 1;
        for (; i < to - 1; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return Numerals.isoTime(text, from, to);
            }
            nanos = nanos * 10 + digit;
        }
        for (int digits = i - from - TO_SECONDS - 1; digits < 9; digits++) {
            nanos *= 10;
        }
        return secondNanos + nanos;
    }
}
