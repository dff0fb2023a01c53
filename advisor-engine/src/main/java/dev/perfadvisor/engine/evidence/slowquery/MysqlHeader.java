package dev.perfadvisor.engine.evidence.slowquery;

import org.jspecify.annotations.Nullable;

/** The figures in the header lines of an entry: names that end with a colon, each followed by a value. */
@SuppressWarnings("EnumOrdinal") // an array by constant: a map would be asked for each word of the log
final class MysqlHeader {

    private static final long SECOND = 1_000_000_000L;

    private enum Name {
        THREAD_ID,
        SCHEMA,
        QC_HIT,
        QUERY_TIME,
        LOCK_TIME,
        ROWS_SENT,
        ROWS_EXAMINED,
        ROWS_AFFECTED,
        BYTES_SENT,
        PAGES_ACCESSED,
        PAGES_READ_TIME,
        FULL_SCAN,
        FULL_JOIN,
        TMP_TABLES,
        TMP_TABLE_ON_DISK,
        TMP_DISK_TABLES,
        FILESORT,
        FILESORT_ON_DISK,
        MERGE_PASSES,
        SORT_MERGE_PASSES,
        SELECT_FULL_JOIN,
        TMP_TABLE_SIZES,
        CREATED_TMP_DISK_TABLES,
        READ_FIRST,
        READ_RND_NEXT,
        INNODB_REC_LOCK_WAIT,
        INNODB_IO_R_OPS,
        INNODB_PAGES_DISTINCT,
        INNODB_TRX_ID,
        LAST_ERRNO,
        ERRNO,
        KILLED,
        LOG_SLOW_RATE_TYPE,
        STORED_ROUTINE,
        BYTES_RECEIVED;

        static final Words<Name> WORDS = new Words<>(Name.class);
    }

    private static final Name[] NAMES = Name.values();

    private final @Nullable Name[] followers = new @Nullable Name[NAMES.length + 1];
    private final Execution entry;
    private final SlowQueryAccumulator into;
    private long duration;
    private boolean durationSeen;
    private boolean mariadb;
    private boolean user;
    private long time;
    private long readFirst;
    private long readNext;
    private long recordLockWait;

    MysqlHeader(Execution entry, SlowQueryAccumulator into) {
        this.entry = entry;
        this.into = into;
    }

    /** Whether a line of figures begins here, after its {@code # }. */
    static boolean begins(byte[] text, int from, int to) {
        int end = from;
        while (end < to && text[end] != ':' && text[end] != ' ') {
            end++;
        }
        return end < to && text[end] == ':' && Name.WORDS.find(text, from, end) != null;
    }

    /** {@code Query_time: 0.000660  Lock_time: 0.000348  Rows_sent: 50}. */
    void figures(byte[] text, int from, int to) {
        int at = Ascii.skipBlanks(text, from, to);
        Name name = null;
        Name before = null;
        while (at < to) {
            int end = at + 1;
            while (end < to && text[end] != ' ') {
                end++;
            }
            if (text[end - 1] == ':') {
                name = name(before, text, at, end - 1);
                before = name;
            } else if (name != null) {
                figure(name, text, at, end);
                name = null;
            }
            at = Ascii.skipBlanks(text, end, to);
        }
    }

    /** The name, which most often is the one that followed the one before in the last entry. */
    private @Nullable Name name(@Nullable Name before, byte[] text, int from, int to) {
        int place = before == null ? NAMES.length : before.ordinal();
        Name likely = followers[place];
        if (likely != null && Name.WORDS.is(likely, text, from, to)) {
            return likely;
        }
        Name name = Name.WORDS.find(text, from, to);
        followers[place] = name;
        return name;
    }

    private void figure(Name name, byte[] text, int from, int to) {
        switch (name) {
            case SCHEMA -> entry.client.schema.append(text, from, to);
            case THREAD_ID -> session(Ascii.number(text, from, to));
            case QC_HIT -> mariadb();
            case QUERY_TIME -> {
                duration = Ascii.nanos(text, from, to, SECOND);
                durationSeen = true;
            }
            case LOCK_TIME -> entry.lockNanos = Ascii.nanos(text, from, to, SECOND);
            case INNODB_REC_LOCK_WAIT -> recordLockWait = Math.max(0, Ascii.nanos(text, from, to, SECOND));
            case ROWS_SENT -> entry.rowsSent = Ascii.number(text, from, to);
            case ROWS_EXAMINED -> entry.rowsExamined = Ascii.number(text, from, to);
            case ROWS_AFFECTED -> entry.rowsAffected = Ascii.number(text, from, to);
            case FULL_SCAN -> {
                entry.fullScan |= yes(text, from);
                into.log().flags();
            }
            case FULL_JOIN -> {
                entry.fullJoin |= yes(text, from);
                into.log().fullJoins();
            }
            case SELECT_FULL_JOIN -> entry.fullJoin |= Ascii.number(text, from, to) > 0;
            case MERGE_PASSES, SORT_MERGE_PASSES -> entry.sortPasses = Ascii.number(text, from, to);
            case TMP_TABLE_SIZES -> entry.tempBytes = Ascii.number(text, from, to);
            case TMP_TABLE_ON_DISK, FILESORT_ON_DISK -> entry.tempOnDisk |= yes(text, from);
            case CREATED_TMP_DISK_TABLES, TMP_DISK_TABLES -> entry.tempOnDisk |= Ascii.number(text, from, to) > 0;
            case READ_FIRST -> {
                readFirst = Ascii.number(text, from, to);
                into.log().flags();
            }
            case READ_RND_NEXT -> readNext = Ascii.number(text, from, to);
            default -> {}
        }
        entry.fullScan |= readFirst > 0 && readNext > 0;
    }

    private static boolean yes(byte[] text, int at) {
        return text[at] == 'Y' || text[at] == 'y';
    }

    private void mariadb() {
        mariadb = true;
        into.log().mariadb();
    }

    void session(long id) {
        if (id >= 0) {
            entry.session = id;
            entry.sessionKnown = true;
        }
    }

    void user() {
        user = true;
    }

    void time(long nanos) {
        time = nanos;
    }

    boolean hasUser() {
        return user;
    }

    boolean hasTime() {
        return time != MysqlTime.UNKNOWN;
    }

    long time() {
        return time;
    }

    boolean isMariadb() {
        return mariadb;
    }

    boolean hasDuration() {
        return durationSeen;
    }

    /** Whether a figure that is needed can not be read. */
    boolean invalid() {
        return durationSeen && duration < 0;
    }

    long duration() {
        entry.lockNanos = entry.lockNanos < 0 ? entry.lockNanos : entry.lockNanos + recordLockWait;
        return duration;
    }

    void clear() {
        duration = 0;
        durationSeen = false;
        mariadb = false;
        user = false;
        time = MysqlTime.UNKNOWN;
        readFirst = 0;
        readNext = 0;
        recordLockWait = 0;
    }
}
