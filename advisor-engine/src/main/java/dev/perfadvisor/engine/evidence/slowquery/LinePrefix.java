package dev.perfadvisor.engine.evidence.slowquery;

import dev.perfadvisor.engine.evidence.slowquery.PostgresRecord.Severity;
import org.jspecify.annotations.Nullable;

/**
 * Finds its way in lines with any {@code log_line_prefix}: the severity ends the prefix, the time looks like none else,
 * and the process is the number in brackets, else the session id, else a number that stands alone, else the client port.
 *
 * <pre>{@code
 * 2026-11-22 08:45:38.729 UTC [12962] app@shop LOG:  duration: 57.650 ms  ...
 * 2026-11-22 07:15:57 UTC:127.0.0.1(34318):app@shop:[16048]:LOG:  duration: ...
 * }</pre>
 */
final class LinePrefix {

    private static final int LONGEST = 600;

    private final PostgresTime times = new PostgresTime();
    private @Nullable Severity severity;
    private int messageStart;
    private long time;
    private boolean sessionKnown;
    private long session;

    /** Reads the prefix of a line; false when the line has none and goes on with the message before. */
    boolean read(byte[] text, int from, int to) {
        int colon = severityEnd(text, from, Math.min(to, from + LONGEST));
        if (colon < 0) {
            return false;
        }
        messageStart = Math.min(to, colon + 3);
        time(text, from, colon);
        return true;
    }

    Severity severity() {
        return severity == null ? Severity.LOG : severity;
    }

    int messageStart() {
        return messageStart;
    }

    long time() {
        return time;
    }

    boolean sessionKnown() {
        return sessionKnown;
    }

    long session() {
        return session;
    }

    boolean zonesKnown() {
        return times.zoneKnown();
    }

    /** Where the colon after the severity is, -1 when there is none. */
    private int severityEnd(byte[] text, int from, int to) {
        for (int i = from + 3; i < to; i++) {
            boolean ends =
                    text[i] == ':' && text[i - 1] >= '1' && text[i - 1] <= 'Z' && i + 1 < to && text[i + 1] == ' ';
            if (ends && (i + 2 >= to || text[i + 2] == ' ')) {
                int start = i;
                while (start > from
                        && ((text[start - 1] >= 'A' && text[start - 1] <= 'Z') || Ascii.isDigit(text[start - 1]))) {
                    start--;
                }
                severity = Severity.WORDS.find(text, start, i);
                if (severity != null) {
                    return i;
                }
            }
        }
        return -1;
    }

    private void time(byte[] text, int from, int to) {
        time = PostgresTime.UNKNOWN;
        int timeStart = from;
        int timeEnd = from;
        for (int i = from; i + 19 <= to && time == PostgresTime.UNKNOWN; i++) {
            if (PostgresTime.begins(text, i, to)) {
                time = times.read(text, i, to);
                timeStart = i;
                timeEnd = Math.max(times.end(), i + 19);
            }
        }
        session(text, from, timeStart, timeEnd, to);
    }

    private void session(byte[] text, int from, int timeStart, int timeEnd, int to) {
        long alone = -1;
        long port = -1;
        long hex = 0;
        int i = from;
        sessionKnown = true;
        while (i < to) {
            if (i == timeStart && timeEnd > timeStart) {
                i = timeEnd;
            } else if (Ascii.isDigit(text[i]) || isHex(text[i])) {
                int end = endOfHex(text, i, to);
                int digits = Ascii.endOfDigits(text, i, to);
                byte before = i > from ? text[i - 1] : (byte) ' ';
                byte after = digits < to ? text[digits] : (byte) ' ';
                boolean number = digits > i && digits - i <= 10;
                if (number && ((before == '[' && (after == ']' || after == '-')) || isNamed(text, from, i))) {
                    session = Ascii.number(text, i, digits);
                    return;
                }
                if (end < to
                        && text[end] == '.'
                        && end - i >= 6
                        && endOfHex(text, end + 1, to) > end + 1
                        && !isWord(before)) {
                    int idEnd = endOfHex(text, end + 1, to);
                    hex = Ascii.spread(Ascii.hash(text, i, idEnd));
                    i = idEnd;
                    continue;
                }
                boolean bounded = !isWord(before) && before != '.' && before != '-' && !isWord(after) && after != '.';
                if (number && bounded && before == '(' && after == ')') {
                    port = Ascii.number(text, i, digits);
                } else if (number && bounded && alone < 0) {
                    alone = Ascii.number(text, i, digits);
                }
                i = Math.max(end, i + 1);
            } else {
                i++;
            }
        }
        sessionKnown = hex != 0 || alone >= 0 || port >= 0;
        session = hex != 0 ? hex : alone >= 0 ? alone : port;
    }

    /** {@code pid=12962}. */
    private static boolean isNamed(byte[] text, int from, int at) {
        return at - 4 >= from
                && text[at - 1] == '='
                && text[at - 2] == 'd'
                && text[at - 3] == 'i'
                && text[at - 4] == 'p';
    }

    private static boolean isHex(byte c) {
        return Ascii.isDigit(c) || (c >= 'a' && c <= 'f');
    }

    private static boolean isWord(byte c) {
        return Ascii.isDigit(c) || Ascii.isLetter(c) || c == '_';
    }

    private static int endOfHex(byte[] text, int from, int to) {
        int i = from;
        while (i < to && isHex(text[i])) {
            i++;
        }
        return i;
    }
}
