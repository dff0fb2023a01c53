package dev.perfadvisor.engine.store.jdbc;

import dev.perfadvisor.engine.store.ApiKey;
import dev.perfadvisor.engine.store.Ids;
import dev.perfadvisor.engine.store.Once;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Keys of callers: {@code pa_<id>_<secret>}. The secret has 256 random bits and is kept as its SHA-256 only: what can not
 * be guessed needs no slow hash.
 */
public final class ApiKeys {

    private static final String PREFIX = "pa_";
    private static final int SECRET_BYTES = 32;

    private final SharedDatabase database;
    private final Clock clock;
    private final Ids ids;
    private final SecureRandom random = new SecureRandom();

    public ApiKeys(SharedDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.ids = new Ids(clock);
    }

    /** A key that was just made; its text is told this once, and empty when the request has made it before. */
    public record Made(String id, String text) {}

    public Made make(String owner, Set<String> scopes) {
        return make(owner, scopes, null);
    }

    /** The same for a request with a key of its own, which makes a key once. */
    public Made make(String owner, Set<String> scopes, @Nullable Once once) {
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        var secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var id = ids.next();
        return database.inTransaction(connection -> {
            var before = OnceTable.made(connection, once);
            if (before.isPresent()) {
                return new Made(before.get(), "");
            }
            Sql.update(
                    connection,
                    "insert into service_key (id, owner, hash, scopes, created_at, revoked_at) values (?, ?, ?, ?, ?, null)",
                    id,
                    owner,
                    hash(secret),
                    String.join(",", new TreeSet<>(scopes)),
                    Sql.now(clock));
            OnceTable.remember(connection, once, id, Sql.now(clock));
            return new Made(id, PREFIX + id + "_" + secret);
        });
    }

    /** The key of a text, when it is one and was not revoked. */
    public Optional<ApiKey> recognise(String text) {
        int secretAt = PREFIX.length() + 27;
        if (!text.startsWith(PREFIX) || text.length() <= secretAt || text.charAt(secretAt - 1) != '_') {
            return Optional.empty();
        }
        record Kept(ApiKey key, String hash) {}
        return database.relaxed(connection -> Sql.first(
                        connection,
                        "select id, owner, scopes, created_at, revoked_at, hash from service_key where id = ?",
                        row -> new Kept(read(row), row.getString("hash")),
                        text.substring(PREFIX.length(), secretAt - 1)))
                .filter(kept -> kept.key().revokedAt() == null && same(kept.hash(), hash(text.substring(secretAt))))
                .map(Kept::key);
    }

    /** All of them, the latest first. */
    public List<ApiKey> list() {
        return list("", Integer.MAX_VALUE);
    }

    /** The latest first: at most {@code limit} of those that come after the key {@code after}, empty for the first ones. */
    public List<ApiKey> list(String after, int limit) {
        return database.relaxed(connection -> Sql.all(
                connection,
                "select id, owner, scopes, created_at, revoked_at from service_key where id < ? order by id desc limit ?",
                ApiKeys::read,
                after.isEmpty() ? Ids.AFTER_ALL : after,
                limit));
    }

    /** Says whether there was one that was good. */
    public boolean revoke(String id) {
        return database.inTransaction(connection -> Sql.update(
                        connection,
                        "update service_key set revoked_at = ? where id = ? and revoked_at is null",
                        Sql.now(clock),
                        id)
                > 0);
    }

    private static ApiKey read(ResultSet row) throws SQLException {
        return new ApiKey(
                row.getString("id"),
                row.getString("owner"),
                Set.of(row.getString("scopes").split(",")),
                Sql.instant(row, "created_at"),
                Sql.instantOrNull(row, "revoked_at"));
    }

    private static boolean same(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    private static String hash(String secret) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
