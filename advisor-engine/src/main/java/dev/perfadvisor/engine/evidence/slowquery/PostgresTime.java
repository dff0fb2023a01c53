package dev.perfadvisor.engine.evidence.slowquery;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;

/** Reads times as PostgreSQL writes them: {@code 2026-11-22 08:45:34.155 UTC}, {@code 2026-11-22 10:45:34 CEST}. */
final class PostgresTime {

    static final long UNKNOWN = Long.MIN_VALUE;

    private static final long SECOND = 1_000_000_000L;

    /** Abbreviations of zones that servers print, in minutes east of Greenwich. */
    private static final Map<String, Integer> ZONES = Map.ofEntries(
            Map.entry("UTC", 0),
            Map.entry("GMT", 0),
            Map.entry("Z", 0),
            Map.entry("UCT", 0),
            Map.entry("WET", 0),
            Map.entry("WEST", 60),
            Map.entry("BST", 60),
            Map.entry("CET", 60),
            Map.entry("MET", 60),
            Map.entry("CEST", 120),
            Map.entry("MEST", 120),
            Map.entry("EET", 120),
            Map.entry("SAST", 120),
            Map.entry("EEST", 180),
            Map.entry("MSK", 180),
            Map.entry("IST", 330),
            Map.entry("PKT", 300),
            Map.entry("WIB", 420),
            Map.entry("HKT", 480),
            Map.entry("JST", 540),
            Map.entry("KST", 540),
            Map.entry("AWST", 480),
            Map.entry("ACST", 570),
            Map.entry("AEST", 600),
            Map.entry("AEDT", 660),
            Map.entry("NZST", 720),
            Map.entry("NZDT", 780),
            Map.entry("NST", -210),
            Map.entry("NDT", -150),
            Map.entry("AST", -240),
            Map.entry("ADT", -180),
            Map.entry("EST", -300),
            Map.entry("EDT", -240),
            Map.entry("CST", -360),
            Map.entry("CDT", -300),
            Map.entry("MST", -420),
            Map.entry("MDT", -360),
            Map.entry("PST", -480),
            Map.entry("PDT", -420),
            Map.entry("AKST", -540),
            Map.entry("AKDT", -480),
            Map.entry("HST", -600));

    private long day = -1;
    private long dayStart;
    private long zoneHash = -1;
    private long zoneSeconds;
    private int end;
    private long usualEnd;
    private boolean zoneKnown = true;

    /** Whether a time begins here: {@code dddd-dd-dd dd:dd:dd}. */
    static boolean begins(byte[] text, int from, int to) {
        return to - from >= 19
                && digits(text, from, 4)
                && text[from + 4] == '-'
                && digits(text, from + 5, 2)
                && text[from + 7] == '-'
                && digits(text, from + 8, 2)
                && (text[from + 10] == ' ' || text[from + 10] == 'T')
                && digits(text, from + 11, 2)
                && text[from + 13] == ':'
                && digits(text, from + 14, 2)
                && text[from + 16] == ':'
                && digits(text, from + 17, 2);
    }

    /** The time that begins here in nanoseconds since the epoch; {@link #UNKNOWN} when there is no such day. */
    long read(byte[] text, int from, int to) {
        long date = two(text, from) * 1_000_000L
                + two(text, from + 2) * 10_000L
                + two(text, from + 5) * 100L
                + two(text, from + 8);
        if (date != day && !day(date)) {
            return UNKNOWN;
        }
        long seconds = dayStart + two(text, from + 11) * 3600L + two(text, from + 14) * 60L + two(text, from + 17);
        int at = from + 19;
        if (at + 8 < to && text[at] == '.' && Ascii.word(text, at + 4, 4) == usualEnd && usualEnd != 0) {
            end = at + 8;
            return (seconds - zoneSeconds) * SECOND
                    + (text[at + 1] * 100L + text[at + 2] * 10L + text[at + 3] - 111L * '0') * (SECOND / 1000);
        }
        long fraction = 0;
        if (at < to && (text[at] == '.' || text[at] == ',') && at + 1 < to && Ascii.isDigit(text[at + 1])) {
            long unit = SECOND / 10;
            for (at++; at < to && Ascii.isDigit(text[at]); at++) {
                fraction += (text[at] - '0') * unit;
                unit /= 10;
            }
        }
        int zone = at < to && text[at] == ' ' ? at + 1 : at;
        int zoneEnd = zone;
        while (zoneEnd < to && isZonePart(text[zoneEnd], zoneEnd - zone, text[zone])) {
            zoneEnd++;
        }
        zone(text, zone, zoneEnd);
        end = zoneEnd;
        // Milliseconds, a blank and three letters, and no letter after them: the next time is likely to end so, too.
        boolean usual = zoneEnd - from == 27 && text[from + 19] == '.' && text[from + 23] == ' ' && zone == from + 24;
        usualEnd = usual ? Ascii.word(text, from + 23, 4) : 0;
        return (seconds - zoneSeconds) * SECOND + fraction;
    }

    /** Where the time that was read last ends. */
    int end() {
        return end;
    }

    boolean zoneKnown() {
        return zoneKnown;
    }

    private boolean day(long date) {
        try {
            var start = LocalDate.of((int) (date / 10_000), (int) (date / 100 % 100), (int) (date % 100));
            if (start.getYear() < 1990 || start.getYear() > 2200) {
                return false;
            }
            dayStart = start.atStartOfDay().toEpochSecond(ZoneOffset.UTC);
            day = date;
            return true;
        } catch (DateTimeException _) {
            return false;
        }
    }

    /** {@code CEST}, {@code +02}, {@code -03:30}. */
    private static boolean isZonePart(byte c, int position, byte first) {
        boolean numeric = first == '+' || first == '-';
        if (!numeric) {
            return c >= 'A' && c <= 'Z';
        }
        return position == 0 || Ascii.isDigit(c) || (position == 3 && c == ':');
    }

    private void zone(byte[] text, int from, int to) {
        long hash = Ascii.hash(text, from, to);
        if (hash == zoneHash) {
            return;
        }
        zoneHash = hash;
        if (from < to && (text[from] == '+' || text[from] == '-')) {
            long hours = Math.max(0, Ascii.number(text, from + 1, Math.min(to, from + 3)));
            int minutesAt = from + 3 < to && text[from + 3] == ':' ? from + 4 : from + 3;
            long minutes = Math.max(0, Ascii.number(text, Math.min(minutesAt, to), to));
            zoneSeconds = (hours * 3600 + minutes % 60 * 60) * (text[from] == '-' ? -1 : 1);
            return;
        }
        Integer minutes = ZONES.get(new String(text, from, to - from, StandardCharsets.US_ASCII));
        zoneKnown &= minutes != null || from == to;
        zoneSeconds = minutes == null ? 0 : minutes * 60L;
    }

    private static boolean digits(byte[] text, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (!Ascii.isDigit(text[i])) {
                return false;
            }
        }
        return true;
    }

    private static long two(byte[] text, int from) {
        return (text[from] - '0') * 10L + (text[from + 1] - '0');
    }
}
