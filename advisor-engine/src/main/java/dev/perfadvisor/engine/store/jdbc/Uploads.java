package dev.perfadvisor.engine.store.jdbc;

import dev.perfadvisor.engine.store.Ids;
import dev.perfadvisor.engine.store.Once;
import dev.perfadvisor.engine.store.Quota;
import dev.perfadvisor.engine.store.Quota.Reservation;
import dev.perfadvisor.engine.store.Upload;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Artifacts on their way in, and what they take of the quota of their owner before they are here. */
public final class Uploads {

    private static final String COLUMNS =
            "select id, case_id, owner, name, bytes, reserved, resumable, changed_at from service_upload";

    /** An upload that goes on says so every five seconds; one that is resumable may wait for its client. */
    private static final Duration SILENCE = Duration.ofMinutes(1);

    /** Between an upload and the artifact that it has become, among what requests have made. */
    private static final String WHOLE = " is ";

    private static final String ALIVE = " (resumable or changed_at >= ?)";

    private final SharedDatabase database;
    private final Clock clock;
    private final Ids ids;

    public Uploads(SharedDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.ids = new Ids(clock);
    }

    /** What a client wants to hand in; {@code bytes} may be {@link Upload#UNKNOWN}. */
    public record Wish(String caseId, String owner, String name, long bytes, boolean resumable) {}

    /** Reserves room for an upload. */
    public Reservation reserve(Wish wish, Quota quota, @Nullable Once once) {
        var now = Sql.now(clock);
        return database.inTransaction(connection -> {
            lock(connection, wish.owner());
            var before = OnceTable.made(connection, once);
            if (before.isPresent()) {
                return find(connection, before.get())
                        .<Reservation>map(Quota.Granted::new)
                        .orElseGet(Quota.Gone::new);
            }
            var upload = new Upload(
                    ids.next(),
                    wish.caseId(),
                    wish.owner(),
                    wish.name(),
                    wish.bytes(),
                    Math.max(0, wish.bytes()),
                    wish.resumable(),
                    now);
            var refusal = refusal(connection, upload, quota);
            if (refusal.isPresent()) {
                return refusal.get();
            }
            insert(connection, upload);
            OnceTable.remember(connection, once, upload.id(), now);
            return new Quota.Granted(upload);
        });
    }

    /** An upload that is whole. */
    public record Whole(String upload, String artifact) {}

    /** What became of the upload that a request with a key has announced before, when it is whole. */
    public Optional<Whole> whole(Once once) {
        return database.relaxed(connection -> OnceTable.made(connection, once))
                .map(made -> made.split(WHOLE))
                .filter(made -> made.length == 2)
                .map(made -> new Whole(made[0], made[1]));
    }

    /** Has {@link #whole} tell of it. */
    static void becameWhole(Connection connection, Upload upload, String artifact) throws SQLException {
        OnceTable.became(connection, upload.owner(), upload.id(), upload.id() + WHOLE + artifact);
    }

    /** Of uploads in one request, those count that were heard of lately: the others died with their service. */
    private Optional<Reservation> refusal(Connection connection, Upload upload, Quota quota) throws SQLException {
        long underWay = Sql.number(
                connection,
                "select count(*) from service_upload where owner = ? and" + ALIVE,
                upload.owner(),
                aliveSince());
        if (underWay >= quota.uploads()) {
            return Optional.of(new Quota.Busy());
        }
        long held = Sql.number(connection, "select count(*) from service_artifact where case_id = ?", upload.caseId())
                + Sql.number(
                        connection,
                        "select count(*) from service_upload where case_id = ? and" + ALIVE,
                        upload.caseId(),
                        aliveSince());
        if (held >= quota.artifacts()) {
            return Optional.of(new Quota.TooMany());
        }
        long used = used(connection, upload.owner());
        return used + upload.reserved() > quota.bytes() ? Optional.of(new Quota.Full(used)) : Optional.empty();
    }

    /** Reserves more for an upload whose client did not say how large it is; says whether there is room. */
    public boolean extend(Upload upload, long bytes, Quota quota) {
        return database.relaxed(connection -> {
            lock(connection, upload.owner());
            if (used(connection, upload.owner()) + bytes > quota.bytes()) {
                return false;
            }
            return Sql.update(
                            connection,
                            "update service_upload set reserved = reserved + ?, changed_at = ? where id = ?",
                            bytes,
                            Sql.now(clock),
                            upload.id())
                    > 0;
        });
    }

    /** Bytes of an owner: those that are here, and those that are reserved. */
    public long used(String owner) {
        return database.relaxed(connection -> used(connection, owner));
    }

    private long used(Connection connection, String owner) throws SQLException {
        return Sql.number(
                        connection,
                        "select coalesce(sum(a.bytes), 0) from service_artifact a"
                                + " join service_case c on c.id = a.case_id where c.owner = ?",
                        owner)
                + Sql.number(
                        connection,
                        "select coalesce(sum(reserved), 0) from service_upload where owner = ? and" + ALIVE,
                        owner,
                        aliveSince());
    }

    private Instant aliveSince() {
        return clock.instant().minus(SILENCE);
    }

    public Optional<Upload> find(String owner, String caseId, String id) {
        return database.relaxed(connection -> find(connection, id))
                .filter(upload ->
                        upload.owner().equals(owner) && upload.caseId().equals(caseId));
    }

    /** Whether an upload is on its way in, whoever it belongs to. */
    public boolean isKnown(String id) {
        return database.relaxed(connection -> find(connection, id)).isPresent();
    }

    /** Says that an upload is still going on; says whether it is known. */
    public boolean touch(Upload upload) {
        return database.relaxed(connection -> Sql.update(
                        connection,
                        "update service_upload set changed_at = ? where id = ?",
                        Sql.now(clock),
                        upload.id())
                > 0);
    }

    /**
     * Takes no upload in one request to be going on any more: for a service that starts, when no other one uses its database. What
     * came of them is removed with all that nothing was heard of.
     */
    public void silenceAll() {
        database.relaxed(connection ->
                Sql.update(connection, "update service_upload set changed_at = ? where not resumable", Instant.EPOCH));
    }

    /** Gives the reservation back. */
    public void abandon(Upload upload) {
        database.relaxed(connection -> Sql.update(connection, "delete from service_upload where id = ?", upload.id()));
    }

    /** Uploads that nothing was heard of since a time. */
    public List<Upload> silentSince(Instant time, boolean resumable) {
        return database.relaxed(connection -> Sql.all(
                connection, COLUMNS + " where changed_at < ? and resumable = ?", Uploads::read, time, resumable));
    }

    private static void insert(Connection connection, Upload upload) throws SQLException {
        Sql.update(
                connection,
                "insert into service_upload (id, case_id, owner, name, bytes, reserved, resumable, changed_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                upload.id(),
                upload.caseId(),
                upload.owner(),
                upload.name(),
                upload.bytes(),
                upload.reserved(),
                upload.resumable(),
                upload.changedAt());
    }

    /** Reservations of one owner are made one after the other. */
    private static void lock(Connection connection, String owner) throws SQLException {
        var sql = "select 1 from service_quota where owner = ? for update";
        if (Sql.first(connection, sql, row -> 1, owner).isEmpty()) {
            Sql.update(connection, "insert into service_quota (owner) values (?)", owner);
        }
    }

    private static Optional<Upload> find(Connection connection, String id) throws SQLException {
        return Sql.first(connection, COLUMNS + " where id = ?", Uploads::read, id);
    }

    private static Upload read(ResultSet row) throws SQLException {
        return new Upload(
                row.getString("id"),
                row.getString("case_id"),
                row.getString("owner"),
                row.getString("name"),
                row.getLong("bytes"),
                row.getLong("reserved"),
                row.getBoolean("resumable"),
                Sql.instant(row, "changed_at"));
    }
}
