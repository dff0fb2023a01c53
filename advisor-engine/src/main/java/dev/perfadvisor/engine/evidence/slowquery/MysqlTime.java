package dev.perfadvisor.engine.evidence.slowquery;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Times of MySQL's log: {@code 2026-11-22T07:01:39.123456Z}, {@code ...+02:00}, or {@code 261122  7:01:39} in local time. */
final class MysqlTime {

    static final long UNKNOWN = Long.MIN_VALUE;

    private static final long SECOND = 1_000_000_000L;

    private MysqlTime() {}

    /** Nanoseconds since the epoch; local times are taken as UTC, as the log does not say their zone. */
    static long read(byte[] text, int from, int to) {
        int at = Ascii.skipBlanks(text, from, to);
        int dateEnd = Ascii.endOfDigits(text, at, to);
        boolean compact = dateEnd - at == 6;
        long[] parts = new long[6];
        int count = 0;
        int i = at;
        if (compact) {
            long date = Ascii.number(text, at, to);
            parts[0] = 2000 + date / 10_000;
            parts[1] = date / 100 % 100;
            parts[2] = date % 100;
            count = 3;
            i = Ascii.skipBlanks(text, dateEnd, to);
        }
        while (count < 6 && i < to) {
            int end = Ascii.endOfDigits(text, i, to);
            if (end == i) {
                return UNKNOWN;
            }
            parts[count++] = Ascii.number(text, i, to);
            i = count < 6 ? end + 1 : end;
        }
        if (count < 6) {
            return UNKNOWN;
        }
        long fraction = i < to && text[i] == '.' ? fraction(text, i + 1, to) : 0;
        i = i < to && text[i] == '.' ? Ascii.endOfDigits(text, i + 1, to) : i;
        try {
            long seconds = LocalDateTime.of(
                            Math.toIntExact(parts[0]),
                            Math.toIntExact(parts[1]),
                            Math.toIntExact(parts[2]),
                            Math.toIntExact(parts[3]),
                            Math.toIntExact(parts[4]),
                            Math.toIntExact(parts[5]))
                    .toEpochSecond(ZoneOffset.UTC);
            return Math.abs(seconds) > Long.MAX_VALUE / SECOND - 1
                    ? UNKNOWN
                    : (seconds - offset(text, i, to)) * SECOND + fraction;
        } catch (DateTimeException | ArithmeticException _) {
            return UNKNOWN;
        }
    }

    private static long fraction(byte[] text, int from, int to) {
        long nanos = 0;
        long unit = SECOND;
        for (int i = from; i < to && Ascii.isDigit(text[i]) && unit >= 10; i++) {
            unit /= 10;
            nanos += (text[i] - '0') * unit;
        }
        return nanos;
    }

    /** {@code +02:00} as seconds. */
    private static long offset(byte[] text, int from, int to) {
        if (from + 5 >= to || (text[from] != '+' && text[from] != '-')) {
            return 0;
        }
        long hours = Ascii.number(text, from + 1, Math.min(to, from + 3));
        long minutes = Ascii.number(text, from + 4, Math.min(to, from + 6));
        long seconds = Math.max(0, hours) * 3600 + Math.max(0, minutes) * 60;
        return text[from] == '-' ? -seconds : seconds;
    }
}
