package dev.perfadvisor.engine.store.jdbc;

import dev.perfadvisor.engine.store.CaseEvent;
import dev.perfadvisor.engine.store.Ids;
import dev.perfadvisor.engine.store.Message;
import dev.perfadvisor.engine.store.Once;
import dev.perfadvisor.engine.store.ServedCase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cases of the service, what was said in them and what happened. Whoever asks names the owner: a case of somebody else's
 * is not there.
 */
public final class ServedCases {

    private static final int MOST_CHARS = 1000;
    private static final String COLUMNS =
            "select id, owner, title, verdict, created_at, changed_at, revision, evidence, analysed, cancelled, failure,"
                    + " judged_by, events, contents, facts is not null as apart from service_case";

    private static final String NOTHING_COMES =
            " and not exists (select 1 from service_upload u where u.case_id = service_case.id)";

    private final SharedDatabase database;
    private final Clock clock;
    private final Ids ids;

    public ServedCases(SharedDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.ids = new Ids(clock);
    }

    /**
     * What a case holds at one time, to be replaced by what follows from it.
     *
     * @param facts of its evidence, which are not in the contents; null when they are as they were
     */
    public record State(
            String title,
            String verdict,
            String contents,
            @Nullable String facts) {}

    /**
     * Makes a case.
     *
     * @param said what was said in it already
     */
    public Once.Made create(String owner, State state, List<Message> said, @Nullable Once once) {
        var id = ids.next();
        var now = Sql.now(clock);
        return database.inTransaction(connection -> {
            var before = OnceTable.made(connection, once);
            if (before.isPresent()) {
                return new Once.Made(before.get(), false);
            }
            Sql.update(
                    connection,
                    "insert into service_case (id, owner, title, verdict, created_at, changed_at, revision, evidence,"
                            + " analysed, cancelled, failure, events, contents, facts)"
                            + " values (?, ?, ?, ?, ?, ?, 1, 0, 0, 0, '', 0, ?, ?)",
                    id,
                    owner,
                    Sql.cut(state.title(), MOST_CHARS),
                    Sql.cut(state.verdict(), MOST_CHARS),
                    now,
                    now,
                    state.contents(),
                    state.facts());
            for (var message : said) {
                MessageTable.add(connection, id, message);
            }
            OnceTable.remember(connection, once, id, now);
            return new Once.Made(id, true);
        });
    }

    /** The latest first: at most {@code limit} of those that come after the case {@code after}, empty for the first ones. */
    public List<ServedCase> list(String owner, String after, int limit) {
        var before = after.isEmpty() ? Ids.AFTER_ALL : after;
        return database.relaxed(connection -> Sql.all(
                connection,
                COLUMNS + " where owner = ? and id < ? order by id desc limit ?",
                ServedCases::read,
                owner,
                before,
                limit));
    }

    public Optional<ServedCase> find(String owner, String id) {
        return database.relaxed(connection ->
                Sql.first(connection, COLUMNS + " where owner = ? and id = ?", ServedCases::read, owner, id));
    }

    /** For jobs, which work for all owners. */
    public Optional<ServedCase> find(String id) {
        return database.relaxed(connection -> Sql.first(connection, COLUMNS + " where id = ?", ServedCases::read, id));
    }

    /** The facts of the evidence of a case, which are kept beside its contents; empty when it has changed since it was read. */
    public Optional<String> facts(ServedCase kept) {
        return database.relaxed(connection -> Sql.first(
                connection,
                "select facts from service_case where id = ? and revision = ? and facts is not null",
                row -> row.getString(1),
                kept.id(),
                kept.revision()));
    }

    /** How many cases wait to be read, or are being read. */
    public long pendingCount() {
        return database.relaxed(connection -> Sql.number(
                connection,
                "select count(*) from service_case"
                        + " where evidence <> analysed and evidence <> cancelled and failure = ''"));
    }

    /** Ids of cases in which nothing has changed since a time and into which nothing is on its way, for retention. */
    public List<String> untouchedSince(Instant time) {
        return database.relaxed(connection -> Sql.all(
                connection,
                "select id from service_case where changed_at < ?" + NOTHING_COMES,
                row -> row.getString(1),
                time));
    }

    /**
     * Deletes a case with all that is in it. Contents that nobody needs now stay, and so does what came of its uploads.
     *
     * @return the uploads that were on their way into it; empty when there was no such case
     */
    public Optional<List<String>> delete(String owner, String id) {
        return database.inTransaction(connection -> {
            var uploads = uploads(connection, id);
            boolean was = Sql.update(connection, "delete from service_case where owner = ? and id = ?", owner, id) > 0;
            return was ? Optional.of(uploads) : Optional.empty();
        });
    }

    /**
     * Deletes a case, whoever it belongs to, in which nothing has changed since a time and into which nothing is on its way.
     *
     * @return whether it did: it may have changed since {@link #untouchedSince} named it
     */
    public boolean deleteUntouched(String id, Instant since) {
        return database.inTransaction(connection -> Sql.update(
                        connection,
                        "delete from service_case where id = ? and changed_at < ?" + NOTHING_COMES,
                        id,
                        since)
                > 0);
    }

    private static List<String> uploads(Connection connection, String id) throws SQLException {
        return Sql.all(connection, "select id from service_upload where case_id = ?", row -> row.getString(1), id);
    }

    /**
     * Replaces what a case holds by what follows from it.
     *
     * @param before the case as it was read
     * @param said what was said to come to it
     * @return the numbers of the messages; empty when the case has changed since it was read, and nothing was done
     */
    public Optional<List<Message>> advance(ServedCase before, State after, List<Message> said, @Nullable Once once) {
        var now = Sql.now(clock);
        return database.inTransaction(connection -> {
            if (!replace(connection, before, after)) {
                return Optional.empty();
            }
            var numbered = new ArrayList<Message>();
            for (var message : said) {
                numbered.add(MessageTable.add(connection, before.id(), message));
            }
            OnceTable.remember(
                    connection,
                    once,
                    numbered.isEmpty() ? "" : String.valueOf(numbered.getLast().number()),
                    now);
            EventTable.add(connection, before.id(), "message", "{\"messages\":" + numbered.size() + "}", now);
            return Optional.of(List.copyOf(numbered));
        });
    }

    /** What a request with a key has made in {@link #advance} before. */
    public Optional<String> made(Once once) {
        return database.relaxed(connection -> OnceTable.made(connection, once));
    }

    /**
     * Says that the evidence of a case was read.
     *
     * @param said what the advisor says of it
     * @param judgedBy the build and rules that did it
     * @return whether it was done; not when the case has changed since it was read
     */
    public boolean conclude(ServedCase before, State after, List<Message> said, String judgedBy) {
        var now = Sql.now(clock);
        return database.inTransaction(connection -> {
            if (!replace(connection, before, after)) {
                return false;
            }
            for (var message : said) {
                MessageTable.add(connection, before.id(), message);
            }
            Sql.update(
                    connection,
                    "update service_case set analysed = ?, failure = '', judged_by = ? where id = ?",
                    before.evidence(),
                    judgedBy,
                    before.id());
            EventTable.dropProgress(connection, before.id());
            EventTable.add(connection, before.id(), "analysis", "{\"state\":\"done\"}", now);
            return true;
        });
    }

    /** Says that the evidence of a case can not be read, and why; new evidence starts it again. */
    public void fail(ServedCase before, String why) {
        var now = Sql.now(clock);
        database.inTransaction(connection -> {
            var sql = "update service_case set failure = ?, revision = revision + 1, changed_at = ?"
                    + " where id = ? and evidence = ?";
            if (Sql.update(connection, sql, Sql.cut(why, MOST_CHARS), now, before.id(), before.evidence()) > 0) {
                EventTable.dropProgress(connection, before.id());
                EventTable.add(connection, before.id(), "analysis", "{\"state\":\"failed\"}", now);
            }
            return true;
        });
    }

    /**
     * Adds the job that reads the evidence of a case once more, and says whether it did: not when the case has changed since it
     * was read.
     */
    public boolean readOnceMore(ServedCase before) {
        return database.inTransaction(connection -> {
            boolean due = Sql.update(
                            connection,
                            "update service_case set analysed = -evidence, revision = revision + 1"
                                    + " where id = ? and revision = ? and evidence = analysed and evidence > 0",
                            before.id(),
                            before.revision())
                    > 0;
            if (due) {
                JobTable.add(connection, before.id());
            }
            return due;
        });
    }

    /** Gives up the reading that is going on or waits, and says whether there was one. */
    public boolean cancel(String owner, String id) {
        var now = Sql.now(clock);
        return database.inTransaction(connection -> {
            var sql = "update service_case set cancelled = evidence, revision = revision + 1, changed_at = ?"
                    + " where owner = ? and id = ? and evidence <> analysed and evidence <> cancelled and failure = ''";
            boolean was = Sql.update(connection, sql, now, owner, id) > 0;
            if (was) {
                EventTable.dropProgress(connection, id);
                EventTable.add(connection, id, "analysis", "{\"state\":\"cancelled\"}", now);
            }
            return was;
        });
    }

    /** Messages after a number, in order. */
    public List<Message> messages(String id, long after, int limit) {
        return database.relaxed(connection -> MessageTable.after(connection, id, after, limit));
    }

    /** Events after a number, in order. */
    public List<CaseEvent> events(String id, long after) {
        return database.relaxed(connection -> EventTable.after(connection, id, after));
    }

    /** Tells how far something has come. */
    public void progress(String id, String data) {
        var now = Sql.now(clock);
        database.relaxed(connection -> {
            EventTable.add(connection, id, "progress", data, now);
            return true;
        });
    }

    private boolean replace(Connection connection, ServedCase before, State after) throws SQLException {
        boolean done = Sql.update(
                        connection,
                        "update service_case set title = ?, verdict = ?, contents = ?, changed_at = ?,"
                                + " revision = revision + 1 where id = ? and revision = ?",
                        Sql.cut(after.title(), MOST_CHARS),
                        Sql.cut(after.verdict(), MOST_CHARS),
                        after.contents(),
                        Sql.now(clock),
                        before.id(),
                        before.revision())
                > 0;
        if (done && after.facts() != null) {
            Sql.update(connection, "update service_case set facts = ? where id = ?", after.facts(), before.id());
        }
        return done;
    }

    private static ServedCase read(ResultSet row) throws SQLException {
        return new ServedCase(
                row.getString("id"),
                row.getString("owner"),
                row.getString("title"),
                row.getString("verdict"),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "changed_at"),
                row.getLong("revision"),
                row.getLong("evidence"),
                row.getLong("analysed"),
                row.getLong("cancelled"),
                row.getString("failure"),
                row.getString("judged_by"),
                row.getLong("events"),
                row.getString("contents"),
                row.getBoolean("apart"));
    }
}
