package dev.perfadvisor.engine.store.jdbc;

import dev.perfadvisor.engine.store.ArtifactStore;
import dev.perfadvisor.engine.store.Ids;
import dev.perfadvisor.engine.store.Once;
import dev.perfadvisor.engine.store.ServedArtifact;
import dev.perfadvisor.engine.store.StoreException;
import dev.perfadvisor.engine.store.Upload;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Artifacts of cases. A content that several of them have is kept once; whoever adds or removes its file holds the row of
 * the content, so that a content that an artifact names is there.
 */
public final class ServedArtifacts {

    private static final String COLUMNS =
            "select id, case_id, name, bytes, sha256, received_at, status, readings from service_artifact";

    private final SharedDatabase database;
    private final ArtifactStore store;
    private final Clock clock;
    private final Ids ids;

    public ServedArtifacts(SharedDatabase database, ArtifactStore store, Clock clock) {
        this.database = database;
        this.store = store;
        this.clock = clock;
        this.ids = new Ids(clock);
    }

    /** What becomes of an artifact of the same name. */
    public enum SameName {
        /** It goes. */
        REPLACE,
        /** It stays, and the new one gets a number behind its name. */
        KEEP
    }

    /** In the order in which they came. */
    public List<ServedArtifact> of(String caseId) {
        return database.relaxed(connection -> of(connection, caseId));
    }

    /** At most {@code limit} of those that came after the artifact {@code after}, empty for the first ones. */
    public List<ServedArtifact> of(String caseId, String after, int limit) {
        return database.relaxed(connection -> Sql.all(
                connection,
                COLUMNS + " where case_id = ? and id > ? order by id limit ?",
                ServedArtifacts::read,
                caseId,
                after,
                limit));
    }

    public Optional<ServedArtifact> find(String caseId, String id) {
        return database.relaxed(connection ->
                Sql.first(connection, COLUMNS + " where case_id = ? and id = ?", ServedArtifacts::read, caseId, id));
    }

    /** What a request with a key has made before. */
    public Optional<String> made(Once once) {
        return database.relaxed(connection -> OnceTable.made(connection, once));
    }

    /** Whether the key of a request has come before, be it with the same request or not. */
    public boolean isKnown(Once once) {
        return database.relaxed(connection -> OnceTable.isKnown(connection, once));
    }

    /** Says that all of a request is done that has made several artifacts. */
    public void complete(Once once) {
        database.inTransaction(connection -> {
            if (OnceTable.made(connection, once).isEmpty()) {
                OnceTable.remember(connection, once, "", Sql.now(clock));
            }
            return true;
        });
    }

    /**
     * Makes a whole upload an artifact of its case, and adds the job that reads the evidence anew. One with the same name and
     * content stays as it is, and so does what was read.
     *
     * @throws Upload.GoneException when it was given up, or its case deleted, meanwhile
     */
    public Once.Made accept(Upload upload, String sha256, long bytes, SameName rule, @Nullable Once once) {
        ensureContent(sha256, bytes);
        bring(upload, sha256);
        return database.inTransaction(connection -> {
            var before = OnceTable.made(connection, once);
            if (before.isPresent()) {
                drop(upload);
                finish(connection, upload);
                return new Once.Made(before.get(), false);
            }
            lockContent(connection, sha256, bytes);
            hold(connection, upload);
            keep(upload, sha256);
            var made = insert(connection, upload, sha256, bytes, rule);
            OnceTable.remember(connection, once, made.id(), Sql.now(clock));
            Uploads.becameWhole(connection, upload, made.id());
            finish(connection, upload);
            return made;
        });
    }

    /** Before rows are held: it may be sent over a network. */
    private void bring(Upload upload, String sha256) {
        try {
            store.bring(upload.id(), sha256);
        } catch (IOException e) {
            throw notKept(e);
        }
    }

    /** Holds the row of the case, so that names are given one after the other, and that of the upload. */
    private static void hold(Connection connection, Upload upload) throws SQLException {
        boolean there = isHeld(connection, "service_case", upload.caseId())
                && isHeld(connection, "service_upload", upload.id());
        if (!there) {
            throw new Upload.GoneException();
        }
    }

    private static boolean isHeld(Connection connection, String table, String id) throws SQLException {
        return Sql.first(connection, "select 1 from " + table + " where id = ? for update", row -> 1, id)
                .isPresent();
    }

    private void drop(Upload upload) {
        try {
            store.drop(upload.id());
        } catch (IOException e) {
            throw notKept(e);
        }
    }

    private void keep(Upload upload, String sha256) {
        try {
            store.keep(upload.id(), sha256);
        } catch (IOException e) {
            throw notKept(e);
        }
    }

    private static StoreException notKept(IOException problem) {
        return new StoreException("The artifact can not be kept: " + problem.getMessage() + ".", problem);
    }

    private Once.Made insert(Connection connection, Upload upload, String sha256, long bytes, SameName rule)
            throws SQLException {
        var same = byName(connection, upload.caseId(), upload.name());
        if (same.isPresent() && same.get().sha256().equals(sha256)) {
            return new Once.Made(same.get().id(), false);
        }
        evidenceChanged(connection, upload.caseId());
        if (same.isPresent() && rule == SameName.REPLACE) {
            Sql.update(
                    connection,
                    "delete from service_artifact where id = ?",
                    same.get().id());
        }
        var id = ids.next();
        var now = Sql.now(clock);
        Sql.update(
                connection,
                "insert into service_artifact (id, case_id, name, bytes, sha256, received_at, status, readings)"
                        + " values (?, ?, ?, ?, ?, ?, ?, '')",
                id,
                upload.caseId(),
                rule == SameName.REPLACE ? upload.name() : freeName(connection, upload.caseId(), upload.name()),
                bytes,
                sha256,
                now,
                ServedArtifact.WAITING);
        EventTable.add(connection, upload.caseId(), "artifact", "{\"received\":\"" + id + "\"}", now);
        return new Once.Made(id, true);
    }

    private static String freeName(Connection connection, String caseId, String name) throws SQLException {
        var free = name;
        for (int i = 2; byName(connection, caseId, free).isPresent(); i++) {
            free = name + " (" + i + ")";
        }
        return free;
    }

    private static Optional<ServedArtifact> byName(Connection connection, String caseId, String name)
            throws SQLException {
        return Sql.first(connection, COLUMNS + " where case_id = ? and name = ?", ServedArtifacts::read, caseId, name);
    }

    /** Takes an artifact out of its case, and adds the job that reads the evidence anew; says whether it was there. */
    public boolean delete(String caseId, String id) {
        return database.inTransaction(connection -> {
            boolean was =
                    Sql.update(connection, "delete from service_artifact where case_id = ? and id = ?", caseId, id) > 0;
            if (was) {
                evidenceChanged(connection, caseId);
                EventTable.add(connection, caseId, "artifact", "{\"deleted\":\"" + id + "\"}", Sql.now(clock));
            }
            return was;
        });
    }

    /** Says what was read of an artifact. */
    public void read(String id, String status, String readings) {
        database.relaxed(connection -> Sql.update(
                connection, "update service_artifact set status = ?, readings = ? where id = ?", status, readings, id));
    }

    /** Whether the content of a SHA-256 is kept, or about to be. */
    public boolean isContent(String sha256) {
        return database.relaxed(connection -> isContent(connection, sha256));
    }

    private static boolean isContent(Connection connection, String sha256) throws SQLException {
        return Sql.number(connection, "select count(*) from service_content where sha256 = ?", sha256) > 0;
    }

    /** Removes the contents that no artifact has, and says how many. */
    public int sweep() {
        var unused = database.relaxed(connection -> Sql.all(
                connection,
                "select sha256 from service_content c"
                        + " where not exists (select 1 from service_artifact a where a.sha256 = c.sha256)",
                row -> row.getString(1)));
        int removed = 0;
        for (var sha256 : unused) {
            removed += removeUnused(sha256) ? 1 : 0;
        }
        return removed;
    }

    private boolean removeUnused(String sha256) {
        return database.relaxed(connection -> {
            var held = Sql.first(
                    connection, "select 1 from service_content where sha256 = ? for update", row -> 1, sha256);
            if (held.isEmpty()
                    || Sql.number(connection, "select count(*) from service_artifact where sha256 = ?", sha256) > 0) {
                return false;
            }
            // That nobody needs it any more may be in memory only: what is on disk is what a killed service finds
            // again.
            database.settle();
            try {
                store.remove(sha256);
            } catch (IOException e) {
                throw new StoreException("The artifact can not be removed: " + e.getMessage() + ".", e);
            }
            return Sql.update(connection, "delete from service_content where sha256 = ?", sha256) > 0;
        });
    }

    /** In a transaction of its own: two that add the same content at once do not fail each other. */
    private void ensureContent(String sha256, long bytes) {
        try {
            database.relaxed(connection -> insertContent(connection, sha256, bytes));
        } catch (StoreException e) {
            if (!isContent(sha256)) {
                throw e;
            }
        }
    }

    private static int insertContent(Connection connection, String sha256, long bytes) throws SQLException {
        return Sql.update(
                connection,
                "insert into service_content (sha256, bytes) select cast(? as varchar(64)), cast(? as bigint)"
                        + " where not exists (select 1 from service_content where sha256 = ?)",
                sha256,
                bytes,
                sha256);
    }

    private static void lockContent(Connection connection, String sha256, long bytes) throws SQLException {
        var sql = "select 1 from service_content where sha256 = ? for update";
        // A sweep may have removed it meanwhile.
        if (Sql.first(connection, sql, row -> 1, sha256).isEmpty()) {
            insertContent(connection, sha256, bytes);
        }
    }

    private void evidenceChanged(Connection connection, String caseId) throws SQLException {
        Sql.update(
                connection,
                "update service_case set evidence = evidence + 1, revision = revision + 1, failure = '',"
                        + " changed_at = ? where id = ?",
                Sql.now(clock),
                caseId);
        JobTable.add(connection, caseId);
    }

    private static void finish(Connection connection, Upload upload) throws SQLException {
        Sql.update(connection, "delete from service_upload where id = ?", upload.id());
    }

    private static List<ServedArtifact> of(Connection connection, String caseId) throws SQLException {
        return Sql.all(connection, COLUMNS + " where case_id = ? order by id", ServedArtifacts::read, caseId);
    }

    private static ServedArtifact read(ResultSet row) throws SQLException {
        Instant receivedAt = Sql.instant(row, "received_at");
        return new ServedArtifact(
                row.getString("id"),
                row.getString("case_id"),
                row.getString("name"),
                row.getLong("bytes"),
                row.getString("sha256"),
                receivedAt,
                row.getString("status"),
                row.getString("readings"));
    }
}
