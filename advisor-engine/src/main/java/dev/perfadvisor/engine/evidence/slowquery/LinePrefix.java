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
    private long process;
    private int clientStart;
    private int clientEnd;

    /** Reads the prefix of a line; false when the line has none and goes on with the message before. */
    boolean read(byte[] text, int from, int to) {
        int most = Math.min(to, from + LONGEST);
        boolean timeFirst = PostgresTime.begins(text, from, most);
        time = timeFirst ? times.read(text, from, most) : PostgresTime.UNKNOWN;
        // Most prefixes begin with the time, which holds neither the severity nor the process.
        int rest = time == PostgresTime.UNKNOWN ? from : Math.max(times.end(), from + 19);
        int colon = severityEnd(text, rest, most);
        if (colon < 0) {
            return false;
        }
        messageStart = Math.min(to, colon + 3);
        clientStart = rest;
        clientEnd = colon;
        if (rest > from) {
            session(text, rest, rest, rest, colon);
        } else {
            time(text, from, colon);
        }
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

    /** Number of the server process, -1 when the prefix has none. */
    long process() {
        return process;
    }

    /** Where the part after the time begins, in which the client may be named. */
    int clientStart() {
        return clientStart;
    }

    int clientEnd() {
        return clientEnd;
    }

    boolean zonesKnown() {
        return times.zoneKnown();
    }

    /** Where the colon after the severity is, -1 when there is none. */
    private int severityEnd(byte[] text, int from, int to) {
        int i = Ascii.indexOf(text, Math.min(to, from), to, ':');
        while (i >= 0) {
            boolean ends = i - 3 >= from
                    && text[i - 1] >= '1'
                    && text[i - 1] <= 'Z'
                    && i + 1 < to
                    && text[i + 1] == ' '
                    && (i + 2 >= to || text[i + 2] == ' ');
            if (ends) {
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
            i = Ascii.indexOf(text, i + 1, to, ':');
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
        sessionKnown = true;
        session = marked(text, from, to);
        process = session;
        if (session < 0) {
            unmarked(text, from, timeStart, timeEnd, to);
        }
    }

    /** The number in {@code [12962]}, {@code [12962-1]} or {@code pid=12962}, whichever comes first; -1 without any. */
    private static long marked(byte[] text, int from, int to) {
        int bracket = Ascii.indexOf(text, from, to, '[');
        while (bracket >= 0) {
            int end = Ascii.endOfDigits(text, bracket + 1, to);
            boolean closed = end < to && (text[end] == ']' || text[end] == '-');
            if (closed && end > bracket + 1 && end - bracket <= 11) {
                long named = named(text, from, bracket);
                return named >= 0 ? named : Ascii.number(text, bracket + 1, end);
            }
            bracket = Ascii.indexOf(text, bracket + 1, to, '[');
        }
        return named(text, from, to);
    }

    private static long named(byte[] text, int from, int to) {
        int equals = Ascii.indexOf(text, from, to, '=');
        while (equals >= 0) {
            int end = Ascii.endOfDigits(text, equals + 1, to);
            if (isNamed(text, from, equals + 1) && end > equals + 1 && end - equals <= 11) {
                return Ascii.number(text, equals + 1, end);
            }
            equals = Ascii.indexOf(text, equals + 1, to, '=');
        }
        return -1;
    }

    /** The session id, a number that stands alone, or the port of the client. */
    private void unmarked(byte[] text, int from, int timeStart, int timeEnd, int to) {
        long alone = -1;
        long port = -1;
        long hex = 0;
        int i = from;
        while (i < to) {
            if (i == timeStart && timeEnd > timeStart) {
                i = timeEnd;
            } else if (Ascii.isDigit(text[i]) || isHex(text[i])) {
                int end = endOfHex(text, i, to);
                int digits = Ascii.endOfDigits(text, i, to);
                byte before = i > from ? text[i - 1] : (byte) ' ';
                byte after = digits < to ? text[digits] : (byte) ' ';
                boolean number = digits > i && digits - i <= 10;
                if (end < to
                        && text[end] == '.'
                        && end - i >= 6
                        && endOfHex(text, end + 1, to) > end + 1
                        && !isWord(before)) {
                    int idEnd = endOfHex(text, end + 1, to);
                    hex = Ascii.spread(Ascii.hash(text, i, idEnd));
                    process = hexNumber(text, end + 1, idEnd);
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
        process = hex != 0 ? process : alone;
    }

    private static long hexNumber(byte[] text, int from, int to) {
        long value = 0;
        for (int i = from; i < Math.min(to, from + 8); i++) {
            value = value * 16 + Character.digit(text[i], 16);
        }
        return value;
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
