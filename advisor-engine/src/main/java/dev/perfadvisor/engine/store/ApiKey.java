package dev.perfadvisor.engine.store;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key of a caller's, without its secret.
 *
 * @param owner whom it stands for; several keys may stand for one, so that keys can be replaced one by one
 * @param scopes {@code read}, {@code write}, {@code admin}
 * @param revokedAt when it ceased to be good, null while it is good
 */
public record ApiKey(
        String id,
        String owner,
        Set<String> scopes,
        Instant createdAt,
        @Nullable Instant revokedAt) {

    public ApiKey {
        scopes = Set.copyOf(scopes);
    }
}
