package dev.perfadvisor.http.access;

import dev.perfadvisor.engine.store.jdbc.ApiKeys;
import dev.perfadvisor.http.RefusedException;
import dev.perfadvisor.http.settings.Settings;
import org.springframework.stereotype.Component;

/** A server that nobody could log in to does not start. */
@Component
class Credentials {

    Credentials(ApiKeys keys, Settings settings) {
        boolean none = keys.list().stream().noneMatch(key -> key.revokedAt() == null);
        if (settings.access().keys() && none) {
            throw new RefusedException(
                    "Beyond a loopback address the server answers only to callers with keys, and there is none yet: make one"
                            + " by 'advisor serve keys add OWNER', or leave --bind out.");
        }
    }
}
