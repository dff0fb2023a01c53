package dev.perfadvisor.http.access;

import dev.perfadvisor.http.settings.Settings;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** How often callers may call this instance. Those that were not seen for long are forgotten: they have a full bucket again. */
@Component
class RateLimits {

    private static final int MOST_KNOWN = 10_000;
    /** Keys that are none may be tried by one address so often a minute. */
    private static final int FAILURES = 60;

    private final int rate;
    private final int burst;
    private final Map<String, Bucket> buckets = Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_KNOWN;
        }
    });

    RateLimits(Settings settings) {
        this.rate = settings.access().rate();
        this.burst = settings.access().burst();
    }

    /** Seconds that the owner has to wait; 0 when the request may go on. */
    long ofOwner(String owner) {
        return wait(
                "owner " + owner,
                () -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(burst).refillGreedy(rate, Duration.ofSeconds(1)))
                        .build());
    }

    /** Seconds that an address has to wait that came with a key that is none; 0 when it may go on. */
    long ofFailure(String address) {
        return wait(
                "failures " + address,
                () -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(FAILURES).refillGreedy(FAILURES, Duration.ofMinutes(1)))
                        .build());
    }

    private long wait(String name, Supplier<Bucket> full) {
        var probe = buckets.computeIfAbsent(name, _ -> full.get()).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? 0
                : 1 + Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds();
    }
}
