package dev.perfadvisor.engine.evidence.slowquery;

import dev.perfadvisor.engine.evidence.slowquery.PostgresRecord.Severity;
import dev.perfadvisor.engine.evidence.slowquery.Problems.Cause;
import java.io.IOException;

/** Reads PostgreSQL's jsonlog: one object a line, as {@code {"timestamp":"...","pid":1,"error_severity":"LOG",...}}. */
final class PostgresJsonLog {

    private enum Key {
        TIMESTAMP,
        PID,
        SESSION_ID,
        ERROR_SEVERITY,
        MESSAGE,
        DETAIL,
        CONTEXT,
        USER,
        DBNAME,
        REMOTE_HOST,
        STATEMENT;

        static final Words<Key> WORDS = new Words<>(Key.class);
    }

    private final Lines lines;
    private final PostgresMessages messages;
    private final Problems problems;
    private final PostgresTime times = new PostgresTime();
    private final PostgresRecord message = new PostgresRecord();
    private final ByteText scratch = new ByteText();
    private final ByteText user = new ByteText();
    private final ByteText database = new ByteText();
    private final ByteText host = new ByteText();
    private byte[] text = new byte[0];
    private int at;
    private int to;
    private long records;

    PostgresJsonLog(Lines lines, PostgresMessages messages, Problems problems) {
        this.lines = lines;
        this.messages = messages;
        this.problems = problems;
    }

    /** Reads all lines and tells how many messages there were. */
    long read() throws IOException {
        while (lines.next()) {
            if (lines.to() > lines.from()) {
                line();
            }
        }
        if (!times.zoneKnown()) {
            problems.add(Cause.UNKNOWN_ZONE, 1);
        }
        return records;
    }

    private void line() {
        text = lines.bytes();
        at = lines.from();
        to = lines.to();
        message.clear();
        message.line = lines.number();
        user.clear();
        database.clear();
        host.clear();
        if (object() && message.time != PostgresTime.UNKNOWN) {
            records++;
            client();
            messages.accept(message);
        } else {
            problems.add(lines.terminated() ? Cause.BAD_RECORD : Cause.CUT_LINE, lines.number());
        }
    }

    private void client() {
        ByteText client = message.client.text;
        client.append(user);
        client.append(0);
        client.append(database);
        client.append(0);
        client.append(host);
    }

    /** Reads the object of the line; false when it is none. */
    private boolean object() {
        if (!take('{')) {
            return false;
        }
        while (!take('}')) {
            int keyStart = Ascii.skipBlanks(text, at, to) + 1;
            if (!string(scratch)) {
                return false;
            }
            Key key = Key.WORDS.find(text, keyStart, at - 1);
            boolean known = take(':') && value(key);
            if (!known || (!take(',') && (at >= to || text[at] != '}'))) {
                return false;
            }
        }
        return true;
    }

    private boolean value(@org.jspecify.annotations.Nullable Key key) {
        at = Ascii.skipBlanks(text, at, to);
        int start = at;
        if (at >= to) {
            return false;
        }
        if (text[at] != '"') {
            while (at < to && text[at] != ',' && text[at] != '}') {
                at++;
            }
            if (key == Key.PID) {
                message.process = Ascii.number(text, start, at);
                message.session = message.sessionKnown ? message.session : message.process;
                message.sessionKnown |= message.session >= 0;
            }
            return text[start] != '{' && text[start] != '[';
        }
        boolean whole = string(key == null ? scratch : target(key));
        if (whole && key != null) {
            note(key, start + 1, at - 1);
        }
        return whole;
    }

    private ByteText target(Key key) {
        return switch (key) {
            case MESSAGE -> message.message;
            case DETAIL -> message.detail;
            case STATEMENT -> message.statement;
            case CONTEXT -> message.context;
            case USER -> user;
            case DBNAME -> database;
            case REMOTE_HOST -> host;
            default -> scratch;
        };
    }

    private void note(Key key, int from, int end) {
        switch (key) {
            case TIMESTAMP ->
                message.time =
                        PostgresTime.begins(text, from, end) ? times.read(text, from, end) : PostgresTime.UNKNOWN;
            case SESSION_ID -> {
                message.session = Ascii.spread(Ascii.hash(text, from, end));
                message.sessionKnown = true;
            }
            case ERROR_SEVERITY -> {
                Severity severity = Severity.WORDS.find(text, from, end);
                message.severity = severity == null ? Severity.LOG : severity;
            }
            default -> {}
        }
    }

    /** Reads a string with its escapes; false when it does not end. */
    private boolean string(ByteText into) {
        into.clear();
        if (!take('"')) {
            return false;
        }
        int from = at;
        while (at < to) {
            byte c = text[at];
            if (c == '"') {
                into.append(text, from, at);
                at++;
                return true;
            }
            if (c == '\\') {
                into.append(text, from, at);
                escape(into);
                from = at;
            } else {
                at++;
            }
        }
        return false;
    }

    private void escape(ByteText into) {
        int c = at + 1 < to ? text[at + 1] : 0;
        at += 2;
        switch (c) {
            case 'n' -> into.append('\n');
            case 't' -> into.append('\t');
            case 'r' -> into.append('\r');
            case 'b', 'f' -> into.append(' ');
            case 'u' -> {
                // The server escapes control characters only; letters are written as they are.
                int code = at + 4 <= to ? hex(at) : '?';
                into.append(code >= 0 && code < 0x80 ? code : '?');
                at += 4;
            }
            default -> into.append(c);
        }
        at = Math.min(at, to);
    }

    private int hex(int from) {
        int code = 0;
        for (int i = from; i < from + 4; i++) {
            code = code * 16 + Character.digit(text[i], 16);
        }
        return code;
    }

    private boolean take(int wanted) {
        at = Ascii.skipBlanks(text, at, to);
        if (at < to && text[at] == wanted) {
            at++;
            return true;
        }
        return false;
    }
}
