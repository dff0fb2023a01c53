package dev.perfadvisor.engine.evidence.slowquery;

import dev.perfadvisor.engine.evidence.slowquery.Problems.Cause;
import java.io.IOException;

/**
 * Reads the slow log of MySQL, MariaDB and Percona Server.
 *
 * <pre>{@code
 * # Time: 261122  7:01:39
 * # User@Host: app[app] @ localhost [127.0.0.1]
 * # Thread_id: 9  Schema: shop  QC_hit: No
 * # Query_time: 0.000660  Lock_time: 0.000348  Rows_sent: 50  Rows_examined: 50
 * use `shop`;
 * SET timestamp=1795330899;
 * SELECT id FROM orders ORDER BY id DESC LIMIT 50;
 * }</pre>
 */
final class MysqlSlowLog {

    private static final long SECOND = 1_000_000_000L;
    private static final byte[] TIME = Ascii.of("# Time: ");
    private static final byte[] USER = Ascii.of("# User@Host: ");
    private static final byte[] EXPLAIN = Ascii.of("# explain: ");
    private static final byte[] ADMINISTRATOR = Ascii.of("# administrator command: ");
    private static final byte[] SET_TIMESTAMP = Ascii.of("SET timestamp=");
    private static final byte[] USE = Ascii.of("use ");
    private static final byte[] VERSION = Ascii.of(", Version: ");
    private static final byte[] STARTED = Ascii.of("started with:");
    private static final byte[] ID = Ascii.of(" Id: ");

    private final Lines lines;
    private final SlowQueryAccumulator into;
    private final Problems problems;
    private final Execution entry = new Execution();
    private final MysqlHeader header;
    private final MariaExplain explain = new MariaExplain();
    private boolean inEntry;
    private boolean inStatement;
    private boolean timestampSeen;
    /** Seconds since the epoch as SET timestamp says: the start of the statement. */
    private long timestamp;

    private int bannerLines;
    private boolean cleared;
    private long records;

    MysqlSlowLog(Lines lines, SlowQueryAccumulator into, Problems problems) {
        this.lines = lines;
        this.into = into;
        this.problems = problems;
        this.header = new MysqlHeader(entry, into);
    }

    /** Reads all lines and tells how many entries and banners there were. */
    long read() throws IOException {
        clear();
        while (lines.next()) {
            line(lines.bytes(), lines.from(), lines.to());
        }
        end();
        flush();
        return records;
    }

    /** The server ends each statement with a semicolon, so that one without it, or a header without one, was cut. */
    private void end() {
        byte last = lines.to() > lines.from() ? lines.bytes()[lines.to() - 1] : 0;
        if (bannerLines > 0) {
            problems.add(Cause.CUT_LINE, lines.number());
        } else if (inEntry && entry.sql.isEmpty()) {
            problems.add(Cause.CUT_ENTRY, lines.number());
        } else if (inEntry && last != ';') {
            problems.add(Cause.CUT_STATEMENT, entry.line);
        } else if (!lines.terminated() && last != ';') {
            problems.add(Cause.CUT_LINE, lines.number());
        }
    }

    private void line(byte[] text, int from, int to) {
        if (bannerLines > 0) {
            bannerLines--;
            return;
        }
        Header kind = to - from > 2 && text[from] == '#' && text[from + 1] == ' ' ? kind(text, from, to) : Header.NONE;
        if (kind != Header.NONE) {
            header(kind, text, from, to);
        } else if (isBanner(text, from, to)) {
            flush();
            records++;
            bannerLines = 2;
        } else if (to > from && !(to - from == 1 && text[from] == '#' && !inStatement)) {
            statement(text, from, to);
        }
    }

    private enum Header {
        TIME,
        USER,
        EXPLAIN,
        ADMINISTRATOR,
        FIGURES,
        /** A comment line inside a statement also begins with {@code #}. */
        NONE
    }

    private static Header kind(byte[] text, int from, int to) {
        Header likely = switch (text[from + 2]) {
            case 'T' -> Ascii.startsWith(text, from, to, TIME) ? Header.TIME : Header.FIGURES;
            case 'U' -> Ascii.startsWith(text, from, to, USER) ? Header.USER : Header.FIGURES;
            case 'e' -> Ascii.startsWith(text, from, to, EXPLAIN) ? Header.EXPLAIN : Header.FIGURES;
            case 'a' -> Ascii.startsWith(text, from, to, ADMINISTRATOR) ? Header.ADMINISTRATOR : Header.FIGURES;
            default -> Header.FIGURES;
        };
        return likely != Header.FIGURES || MysqlHeader.begins(text, from + 2, to) ? likely : Header.NONE;
    }

    private void header(Header kind, byte[] text, int from, int to) {
        if (kind == Header.ADMINISTRATOR) {
            entry.sql.clear();
            entry.sql.append(text, from + 2, to);
            inStatement = true;
            flush();
            return;
        }
        boolean begins = kind == Header.TIME || kind == Header.USER;
        boolean hasUser = header.hasUser() && kind == Header.USER;
        if (inStatement || hasUser || (begins && header.hasDuration())) {
            flush();
        }
        begin();
        switch (kind) {
            case TIME -> header.time(MysqlTime.read(text, from + TIME.length, to));
            case USER -> user(text, from, to);
            case EXPLAIN -> explain.line(text, from + EXPLAIN.length, to);
            default -> header.figures(text, from + 2, to);
        }
    }

    private void user(byte[] text, int from, int to) {
        header.user();
        entry.client.form = ClientText.Form.MYSQL;
        int id = Ascii.indexOf(text, from, to, ID);
        entry.client.text.append(text, from + USER.length, id < 0 ? to : id);
        if (id >= 0) {
            header.session(Ascii.number(text, Ascii.skipBlanks(text, id + ID.length, to), to));
        }
    }

    private void begin() {
        if (!inEntry) {
            inEntry = true;
            entry.line = lines.number();
        }
        cleared = false;
    }

    private void statement(byte[] text, int from, int to) {
        if (!inEntry) {
            problems.add(Cause.NO_HEADER, lines.number());
            return;
        }
        if (!inStatement && !timestampSeen && Ascii.startsWith(text, from, to, SET_TIMESTAMP)) {
            timestampSeen = true;
            timestamp = Ascii.nanos(text, from + SET_TIMESTAMP.length, to, SECOND);
            return;
        }
        boolean use = Ascii.startsWith(text, from, to, USE) && text[to - 1] == ';';
        if (!inStatement && use && !timestampSeen) {
            entry.client.schema.clear();
            entry.client.schema.append(text, from + USE.length, to - 1);
            return;
        }
        inStatement = true;
        if (!entry.sql.isEmpty()) {
            entry.sql.append('\n');
        }
        entry.sql.append(text, from, to);
    }

    private static boolean isBanner(byte[] text, int from, int to) {
        return to > from
                && (text[to - 1] == ':' || text[to - 1] == ' ')
                && Ascii.indexOf(text, from, Math.min(to, from + 400), VERSION) >= 0
                && Ascii.indexOf(text, from, to, STARTED) >= 0;
    }

    /** Adds the entry, when it has a duration. */
    private void flush() {
        if (cleared) {
            return;
        }
        if (header.invalid()) {
            problems.add(Cause.BAD_FIGURE, entry.line);
        } else if (inEntry && header.hasDuration()) {
            add();
        }
        clear();
    }

    private void add() {
        records++;
        entry.sql.trimEnd();
        entry.nanos = header.duration();
        if (timestampSeen && timestamp > 0 && (header.isMariadb() || !header.hasTime())) {
            entry.end = timestamp + entry.nanos;
            entry.fineTime = timestamp % SECOND != 0;
        } else if (header.hasTime()) {
            entry.end = header.isMariadb() ? header.time() + entry.nanos : header.time();
            entry.fineTime = header.time() % SECOND != 0;
        }
        StatementTally tally = into.add(entry);
        if (!explain.isEmpty()) {
            tally.plans.add(explain.read(tally.shape, entry, tally.plans.plans() == 0));
        }
    }

    private void clear() {
        entry.clear();
        header.clear();
        explain.clear();
        inEntry = false;
        inStatement = false;
        timestampSeen = false;
        timestamp = 0;
        cleared = true;
    }
}
