package dev.perfadvisor.engine.evidence.slowquery;

import dev.perfadvisor.engine.evidence.slowquery.PostgresRecord.Severity;
import dev.perfadvisor.engine.evidence.slowquery.Problems.Cause;
import java.io.IOException;

/** Reads PostgreSQL's log as it goes to stderr: a message and its details on lines of their own, more lines tabbed. */
final class PostgresStderrLog {

    private final Lines lines;
    private final PostgresMessages messages;
    private final Problems problems;
    private final LinePrefix prefix = new LinePrefix();
    private final PostgresRecord message = new PostgresRecord();
    private final ByteText ignored = new ByteText();
    private ByteText current = ignored;
    private boolean inMessage;
    private long records;

    PostgresStderrLog(Lines lines, PostgresMessages messages, Problems problems) {
        this.lines = lines;
        this.messages = messages;
        this.problems = problems;
    }

    /** Reads all lines and tells how many messages there were. */
    long read() throws IOException {
        while (lines.next()) {
            line(lines.bytes(), lines.from(), lines.to());
        }
        if (!lines.terminated()) {
            problems.add(Cause.CUT_LINE, lines.number());
        }
        flush();
        if (!prefix.zonesKnown()) {
            problems.add(Cause.UNKNOWN_ZONE, 1);
        }
        return records;
    }

    private void line(byte[] text, int from, int to) {
        if (to > from && text[from] == '\t') {
            proceed(text, from + 1, to);
        } else if (!prefix.read(text, from, to)) {
            if (Ascii.indexOf(text, from, to, 0) >= 0) {
                problems.add(Cause.BINARY, lines.number());
            }
            proceed(text, from, to);
        } else if (prefix.severity().follows()) {
            detail(text, to);
        } else {
            flush();
            begin(text, to);
        }
    }

    private void begin(byte[] text, int to) {
        records++;
        inMessage = true;
        message.line = lines.number();
        message.severity = prefix.severity();
        message.time = prefix.time();
        message.sessionKnown = prefix.sessionKnown();
        message.session = prefix.session();
        message.process = prefix.process();
        message.client.form = ClientText.Form.PREFIX;
        message.client.text.append(text, prefix.clientStart(), prefix.clientEnd());
        current = message.message;
        current.append(text, prefix.messageStart(), to);
    }

    /** A detail of another session than the message before has lost its own. */
    private void detail(byte[] text, int to) {
        boolean own = inMessage && (!prefix.sessionKnown() || prefix.session() == message.session);
        boolean statement = prefix.severity() == Severity.STATEMENT;
        boolean detail = prefix.severity() == Severity.DETAIL;
        boolean context = prefix.severity() == Severity.CONTEXT;
        ignored.clear();
        current = !own
                ? ignored
                : statement ? message.statement : detail ? message.detail : context ? message.context : ignored;
        current.append(text, prefix.messageStart(), to);
    }

    private void proceed(byte[] text, int from, int to) {
        if (!current.isEmpty()) {
            current.append('\n');
        }
        current.append(text, from, to);
    }

    private void flush() {
        if (inMessage) {
            messages.accept(message);
        }
        message.clear();
        ignored.clear();
        current = ignored;
        inMessage = false;
    }
}
