package dev.perfadvisor.engine.evidence.slowquery;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What others wrap lines of a database's log in, and how to take them out. One line of a wrapping may hold several of the
 * log, or a part of one.
 *
 * <pre>{@code
 * {"@timestamp":"...","@message":"2026-11-22 07:10:26 UTC:...:LOG:  duration: ..."}          CloudWatch
 *   "textPayload": "2026-11-22 07:10:26.176 UTC [8618]: ... LOG:  duration: ...",             Google Cloud
 * {"time":"...","properties":{"message":"2026-11-22 07:10:26 UTC-...-LOG:  duration: ..."}}  Azure
 * Nov 22 07:10:26 db1 postgres[8618]: [3-2] #011WHERE id = 7                                  syslog
 * <190>1 2026-11-22T07:10:26Z host app postgres.8618 - [3-1] LOG:  duration: ...              logplex
 * }</pre>
 */
@SuppressWarnings("ImmutableEnumChecker") // the bytes of the key are never written
enum Envelope {
    CLOUDWATCH("@message"),
    GOOGLE("textPayload"),
    AZURE("message"),
    SYSLOG("");

    private static final String SEPARATOR = "+";
    private static final byte[] TAB = Ascii.of("#011");
    private static final byte[] LINE_END = Ascii.of("#012");
    private static final int LONGEST_HEAD = 300;

    private final byte[] key;

    Envelope(String key) {
        this.key = Ascii.of("\"" + key + "\"");
    }

    /** The format of what is in the envelope, with the envelope's name before it. */
    String format(String inner) {
        return name().toLowerCase(Locale.ROOT) + SEPARATOR + inner;
    }

    /** The envelope that a format names, empty when it is a plain one. */
    static Optional<Envelope> of(String format) {
        for (Envelope envelope : values()) {
            if (format.startsWith(envelope.format(""))) {
                return Optional.of(envelope);
            }
        }
        return Optional.empty();
    }

    /** The format without its envelope. */
    static String inner(String format) {
        return format.substring(format.indexOf(SEPARATOR) + 1);
    }

    /** The lines that are wrapped in these. */
    List<String> unwrapped(List<String> lines) {
        var out = new ByteText();
        for (String line : lines) {
            byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
            unwrap(bytes, 0, bytes.length, out);
        }
        return new String(out.bytes(), 0, out.length(), StandardCharsets.ISO_8859_1)
                .lines()
                .toList();
    }

    /** Appends what is wrapped in a line, with a line end after each line of it. */
    void unwrap(byte[] line, int from, int to, ByteText out) {
        if (this == SYSLOG) {
            syslog(line, from, to, out);
        } else {
            json(line, from, to, out);
        }
    }

    /** All values of the key, wherever they stand: exports write an object a line, one over many lines, or all in one. */
    private void json(byte[] line, int from, int to, ByteText out) {
        int at = Ascii.indexOf(line, from, to, key);
        while (at >= 0) {
            int value = Ascii.skipBlanks(line, at + key.length, to);
            int next = at + key.length;
            if (value < to && line[value] == ':') {
                value = Ascii.skipBlanks(line, value + 1, to);
                if (value < to && line[value] == '"') {
                    next = JsonString.read(line, value, to, out);
                    if (out.last() != '\n') {
                        out.append('\n');
                    }
                }
            }
            at = Ascii.indexOf(line, next, to, key);
        }
    }

    /**
     * The number of the server process is that of the sender, and so is the time, where the line does not bring its own;
     * {@code [3-2]} is the second part of the third message.
     */
    private static void syslog(byte[] line, int from, int to, ByteText out) {
        int part = part(line, from, Math.min(to, from + LONGEST_HEAD));
        if (part < 0) {
            return;
        }
        int dash = Ascii.indexOf(line, part, to, '-');
        int close = Ascii.indexOf(line, dash, to, ']');
        boolean first = Ascii.number(line, dash + 1, close) == 1;
        int text = close + 1 < to && line[close + 1] == ' ' ? close + 2 : close + 1;
        if (!first) {
            out.append('\t');
        } else {
            if (!PostgresTime.begins(line, text, to)) {
                time(line, from, part, out);
            }
            process(line, from, part, out);
        }
        text = !first && Ascii.startsWith(line, text, to, TAB) ? text + TAB.length : text;
        unescaped(line, text, to, out);
        out.append('\n');
    }

    /** Where {@code [3-2]} begins after the sender, -1 when the line has none. A prefix may hold {@code [8618-2]}, too. */
    private static int part(byte[] line, int from, int to) {
        int open = Ascii.indexOf(line, from, to, '[');
        while (open >= 0) {
            int dash = Ascii.endOfDigits(line, open + 1, to);
            int close = dash < to && line[dash] == '-' ? Ascii.endOfDigits(line, dash + 1, to) : -1;
            boolean sent = open - 3 >= from
                    && line[open - 1] == ' '
                    && (line[open - 3] == ']' || line[open - 2] == '-' || line[open - 2] == ']');
            if (sent && close > dash + 1 && close < to && line[close] == ']') {
                return open;
            }
            open = Ascii.indexOf(line, open + 1, to, '[');
        }
        return -1;
    }

    /** {@code 2026-11-22T07:10:26.176Z}; the older form {@code Nov 22 07:10:26} leaves the year out and tells no time. */
    private static void time(byte[] line, int from, int to, ByteText out) {
        for (int i = from; i + 19 < to; i++) {
            boolean begins = line[i + 10] == 'T' && PostgresTime.begins(line, i, to);
            if (begins) {
                int end = Ascii.indexOf(line, i, to, ' ');
                out.append(line, i, i + 10);
                out.append(' ');
                out.append(line, i + 11, end < 0 ? to : end);
                out.append(' ');
                return;
            }
        }
    }

    /** From {@code postgres[8618]} or {@code postgres 8618 -}. */
    private static void process(byte[] line, int from, int to, ByteText out) {
        int open = Ascii.indexOf(line, from, to, '[');
        int number = open < 0 ? -1 : Ascii.endOfDigits(line, open + 1, to);
        boolean bracketed = number > open + 1 && number < to && line[number] == ']';
        int at = bracketed ? open + 1 : numberAlone(line, from, to);
        if (at >= 0) {
            out.append('[');
            out.append(line, at, Ascii.endOfDigits(line, at, to));
            out.append(']');
            out.append(' ');
        }
    }

    private static int numberAlone(byte[] line, int from, int to) {
        int found = -1;
        for (int i = from + 1; i < to; i++) {
            int end = Ascii.endOfDigits(line, i, to);
            boolean alone = end > i && (line[i - 1] == ' ' || line[i - 1] == '.') && end < to && line[end] == ' ';
            found = alone ? i : found;
            i = Math.max(i, end);
        }
        return found;
    }

    private static void unescaped(byte[] line, int from, int to, ByteText out) {
        int at = from;
        while (at < to) {
            if (Ascii.startsWith(line, at, to, TAB)) {
                out.append('\t');
                at += TAB.length;
            } else if (Ascii.startsWith(line, at, to, LINE_END)) {
                out.append('\n');
                out.append('\t');
                at += LINE_END.length;
            } else {
                out.append(line[at]);
                at++;
            }
        }
    }
}
