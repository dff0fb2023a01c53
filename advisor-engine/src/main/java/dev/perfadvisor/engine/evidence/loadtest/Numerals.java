package dev.perfadvisor.engine.evidence.loadtest;

import java.nio.charset.StandardCharsets;

/** Numbers and times as k6 writes them, read from bytes without making objects. */
final class Numerals {

    /** What is returned for bytes that are no such number. */
    static final long NONE = Long.MIN_VALUE;

    private static final long MILLION = 1_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 86_400L;
    private static final long MOST_WHOLE = 1_000_000_000_000L;
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 2199;
    private static final int LONGEST_FLOAT = 40;

    private Numerals() {}

    /** A number of 0 to 10^12 times a million: {@code 7.534795} is 7534795, as nanoseconds are to milliseconds. */
    static long millionths(byte[] text, int from, int to) {
        long whole = 0;
        int i = from;
        while (i < to && isDigit(text[i]) && whole < MOST_WHOLE) {
            whole = whole * 10 + (text[i] - '0');
            i++;
        }
        if (i == from) {
            return NONE;
        }
        long result = whole * MILLION;
        if (i < to && text[i] == '.') {
            long weight = MILLION / 10;
            for (i++; i < to && isDigit(text[i]); i++) {
                int digit = text[i] - '0';
                result += weight > 0 ? digit * weight : 0;
                weight = nextWeight(weight, digit);
                result += weight == ROUND_UP ? 1 : 0;
            }
        }
        if (i < to) {
            return fromFloat(text, from, to);
        }
        return whole >= MOST_WHOLE ? NONE : result;
    }

    private static final long ROUND_UP = -1;
    private static final long DONE = -2;

    /** After the sixth decimal comes the one that rounds, and after that nothing counts. */
    private static long nextWeight(long weight, int digit) {
        if (weight > 0) {
            return weight / 10;
        }
        return weight == 0 && digit >= 5 ? ROUND_UP : DONE;
    }

    /** Numbers with an exponent: {@code 1e-05}. */
    private static long fromFloat(byte[] text, int from, int to) {
        if (to - from > LONGEST_FLOAT) {
            return NONE;
        }
        for (int i = from; i < to; i++) {
            if (!isDigit(text[i]) && ".eE+-".indexOf(text[i]) < 0) {
                return NONE;
            }
        }
        try {
            return millionths(Double.parseDouble(new String(text, from, to - from, StandardCharsets.US_ASCII)));
        } catch (NumberFormatException _) {
            return NONE;
        }
    }

    static long millionths(double number) {
        return number >= 0 && number < MOST_WHOLE ? Math.round(number * MILLION) : NONE;
    }

    /** Nanoseconds since the epoch of {@code 2026-11-22T07:36:02.620424459Z} or {@code ...+01:00}. */
    static long isoTime(byte[] text, int from, int to) {
        if (to - from < 20) {
            return NONE;
        }
        int year = digits(text, from, 4);
        int month = digits(text, from + 5, 2);
        int day = digits(text, from + 8, 2);
        int hour = digits(text, from + 11, 2);
        int minute = digits(text, from + 14, 2);
        int second = digits(text, from + 17, 2);
        boolean sane = year >= FIRST_YEAR && year <= LAST_YEAR && month >= 1 && month <= 12 && day >= 1 && day <= 31;
        boolean separated = text[from + 4] == '-' && text[from + 7] == '-' && text[from + 13] == ':';
        if (!sane || !separated || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) {
            return NONE;
        }
        int i = from + 19;
        long nanos = 0;
        if (text[i] == '.') {
            long weight = SECOND / 10;
            for (i++; i < to && isDigit(text[i]); i++) {
                nanos += (text[i] - '0') * weight;
                weight /= 10;
            }
        }
        long offset = offset(text, i, to);
        long ofDay = hour * 3600L + minute * 60L + second;
        return offset == NONE ? NONE : (epochDay(year, month, day) * DAY + ofDay - offset) * SECOND + nanos;
    }

    /** Nanoseconds since the epoch of a Unix time in seconds, milli-, micro- or nanoseconds, told by its size, or ISO. */
    static long anyTime(byte[] text, int from, int to) {
        long number = 0;
        for (int i = from; i < to; i++) {
            if (!isDigit(text[i])) {
                long time = isoTime(text, from, to);
                return time == NONE ? localTime(text, from, to) : time;
            }
            if (i - from >= 19) {
                return NONE;
            }
            number = number * 10 + (text[i] - '0');
        }
        if (number <= 0) {
            return NONE;
        }
        long unit = SECOND;
        for (long limit = 10_000_000_000L; number >= limit && unit > 1; limit *= 1000) {
            unit /= 1000;
        }
        return number > Long.MAX_VALUE / unit ? NONE : number * unit;
    }

    /** {@code 2026/11/22 07:36:02.620}, without a time zone; it is taken for UTC. */
    private static long localTime(byte[] text, int from, int to) {
        if (to - from < 19 || to - from > 29) {
            return NONE;
        }
        var iso = new byte[to - from + 1];
        System.arraycopy(text, from, iso, 0, to - from);
        iso[4] = iso[4] == '/' ? (byte) '-' : iso[4];
        iso[7] = iso[7] == '/' ? (byte) '-' : iso[7];
        iso[19] = iso[19] == ',' ? (byte) '.' : iso[19];
        iso[to - from] = 'Z';
        return isoTime(iso, 0, iso.length);
    }

    /** Nanoseconds of a number of seconds, {@code 0.0059}, or of other units of so many nanoseconds. */
    static long nanos(byte[] text, int from, int to, long unitNanos) {
        long millionths = millionths(text, from, to);
        return millionths == NONE || millionths > Long.MAX_VALUE / Math.max(1, unitNanos / MILLION)
                ? NONE
                : unitNanos >= MILLION
                        ? millionths * (unitNanos / MILLION)
                        : Math.round(millionths * (double) unitNanos / MILLION);
    }

    /** A whole number of at most 18 digits. */
    static long whole(byte[] text, int from, int to) {
        long number = 0;
        if (from >= to || to - from > 18) {
            return NONE;
        }
        for (int i = from; i < to; i++) {
            if (!isDigit(text[i])) {
                return NONE;
            }
            number = number * 10 + (text[i] - '0');
        }
        return number;
    }

    /** Seconds east of Greenwich: {@code Z}, {@code +01:00}. */
    private static long offset(byte[] text, int from, int to) {
        if (to - from == 1 && text[from] == 'Z') {
            return 0;
        }
        if (to - from != 6 || (text[from] != '+' && text[from] != '-')) {
            return NONE;
        }
        int hours = digits(text, from + 1, 2);
        int minutes = digits(text, from + 4, 2);
        if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
            return NONE;
        }
        long seconds = hours * 3600L + minutes * 60L;
        return text[from] == '-' ? -seconds : seconds;
    }

    /** Days of the Gregorian calendar, counted in years that begin in March so that the leap day is the last. */
    private static long epochDay(int year, int month, int day) {
        int marchYear = month > 2 ? year : year - 1;
        int monthFromMarch = (month + 9) % 12;
        long daysBeforeYear = 365L * marchYear + marchYear / 4 - marchYear / 100 + marchYear / 400;
        return daysBeforeYear + (monthFromMarch * 306 + 5) / 10 + day - 1 - 719_468;
    }

    private static int digits(byte[] text, int from, int count) {
        int number = 0;
        for (int i = from; i < from + count; i++) {
            if (!isDigit(text[i])) {
                return -1;
            }
            number = number * 10 + (text[i] - '0');
        }
        return number;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
