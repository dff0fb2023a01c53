package dev.perfadvisor.engine.evidence.slowquery;

import dev.perfadvisor.engine.evidence.slowquery.PostgresRecord.Severity;
import dev.perfadvisor.engine.evidence.slowquery.Problems.Cause;
import java.io.IOException;

/**
 * Reads PostgreSQL's csvlog. Fields may hold line ends within quotes, quotes are doubled. Of the 23 to 26 fields those
 * read are: 1 time, 2 user, 3 database, 4 process, 5 client, 6 session, 12 severity, 14 message, 15 detail, 19 context,
 * 20 statement.
 */
final class PostgresCsvLog {

    private static final int TIME = 1;
    private static final int USER = 2;
    private static final int DATABASE = 3;
    private static final int PROCESS = 4;
    private static final int HOST = 5;
    private static final int SESSION = 6;
    private static final int SEVERITY = 12;
    private static final int MESSAGE = 14;
    private static final int DETAIL = 15;
    private static final int CONTEXT = 19;
    private static final int STATEMENT = 20;

    private final Lines lines;
    private final PostgresMessages messages;
    private final Problems problems;
    private final PostgresTime times = new PostgresTime();
    private final PostgresRecord message = new PostgresRecord();
    private final ByteText text = new ByteText();
    private final ByteText field = new ByteText();
    private boolean quotesOpen;
    private long firstLine;
    private long records;

    PostgresCsvLog(Lines lines, PostgresMessages messages, Problems problems) {
        this.lines = lines;
        this.messages = messages;
        this.problems = problems;
    }

    /** Reads all lines and tells how many messages there were. */
    long read() throws IOException {
        while (lines.next()) {
            byte[] bytes = lines.bytes();
            boolean lost = quotesOpen && beginsRecord(bytes, lines.from(), lines.to());
            if (lost) {
                problems.add(Cause.BAD_RECORD, firstLine);
                quotesOpen = false;
            }
            append(bytes, lines.from(), lines.to());
        }
        if (quotesOpen) {
            problems.add(Cause.CUT_LINE, firstLine);
        }
        if (!times.zoneKnown()) {
            problems.add(Cause.UNKNOWN_ZONE, 1);
        }
        return records;
    }

    /** A line that begins like a record inside of quotes: the quote before has lost its partner. */
    static boolean beginsRecord(byte[] bytes, int from, int to) {
        return PostgresTime.begins(bytes, from, to)
                && Ascii.indexOf(bytes, from + 19, Math.min(to, from + 40), ',') >= 0;
    }

    private void append(byte[] bytes, int from, int to) {
        if (quotesOpen) {
            text.append('\n');
        } else {
            text.clear();
            firstLine = lines.number();
        }
        text.append(bytes, from, to);
        for (int i = from; i < to; i++) {
            quotesOpen ^= bytes[i] == '"';
        }
        if (!quotesOpen && !text.isEmpty()) {
            record();
        }
    }

    private void record() {
        message.clear();
        message.line = firstLine;
        int fields = fields();
        boolean bad = fields < STATEMENT || message.time == PostgresTime.UNKNOWN;
        if (!lines.terminated()) {
            // The last field may be a number that goes on.
            problems.add(Cause.CUT_LINE, firstLine);
        } else if (bad) {
            problems.add(Cause.BAD_RECORD, firstLine);
        }
        if (bad) {
            return;
        }
        records++;
        messages.accept(message);
    }

    /** Goes over the fields and tells how many there are. */
    private int fields() {
        byte[] bytes = text.bytes();
        int to = text.length();
        int number = 0;
        int at = 0;
        while (at <= to) {
            number++;
            int end;
            if (at < to && bytes[at] == '"') {
                end = quoted(bytes, at + 1, to, target(number));
            } else {
                end = Ascii.indexOf(bytes, at, to, ',');
                end = end < 0 ? to : end;
                plain(number, bytes, at, end);
            }
            switch (number) {
                case SEVERITY -> severity(bytes, at, end);
                case USER, DATABASE, HOST -> message.client.text.append(0);
                default -> {}
            }
            at = end + 1;
        }
        return number;
    }

    private ByteText target(int number) {
        field.clear();
        return switch (number) {
            case MESSAGE -> message.message;
            case DETAIL -> message.detail;
            case STATEMENT -> message.statement;
            case CONTEXT -> message.context;
            case USER, DATABASE, HOST -> message.client.text;
            default -> field;
        };
    }

    /** Reads a field in quotes and tells where the comma after it is. */
    private static int quoted(byte[] bytes, int from, int to, ByteText into) {
        int at = from;
        while (true) {
            int quote = Ascii.indexOf(bytes, at, to, '"');
            if (quote < 0) {
                into.append(bytes, at, to);
                return to;
            }
            into.append(bytes, at, quote);
            if (quote + 1 >= to || bytes[quote + 1] != '"') {
                return quote + 1;
            }
            into.append('"');
            at = quote + 2;
        }
    }

    private void plain(int number, byte[] bytes, int from, int to) {
        switch (number) {
            case TIME ->
                message.time =
                        PostgresTime.begins(bytes, from, to) ? times.read(bytes, from, to) : PostgresTime.UNKNOWN;
            case PROCESS -> {
                message.process = Ascii.number(bytes, from, to);
                message.session = message.process;
                message.sessionKnown = message.session >= 0;
            }
            case SESSION -> {
                if (to > from) {
                    message.session = Ascii.spread(Ascii.hash(bytes, from, to));
                    message.sessionKnown = true;
                }
            }
            case MESSAGE -> message.message.append(bytes, from, to);
            case DETAIL -> message.detail.append(bytes, from, to);
            case STATEMENT -> message.statement.append(bytes, from, to);
            case CONTEXT -> message.context.append(bytes, from, to);
            case USER, DATABASE, HOST -> message.client.text.append(bytes, from, to);
            default -> {}
        }
    }

    private void severity(byte[] bytes, int from, int to) {
        Severity severity = Severity.WORDS.find(bytes, from, to);
        message.severity = severity == null ? Severity.LOG : severity;
    }
}
