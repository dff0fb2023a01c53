package dev.perfadvisor.engine.evidence.jfr;

import java.util.HashMap;
import org.jspecify.annotations.Nullable;

/**
 * Names of hosts that are looked up while a request is served. Flight Recorder has no event for it; a thread that waits for
 * the answer is in native code, and is sampled there as one that waits for a socket is.
 */
final class LookupTally {

    private static final String NATIVE = "jdk.NativeMethodSample";
    private static final int MOST_SITES = 500;

    private long samples;
    private long lookups;
    private final Bounded<String, long[]> sites = new Bounded<>(MOST_SITES, "(other)", () -> new long[1]);

    /** Adds a sample of native code. */
    void sampled(@Nullable Stack stack) {
        if (stack == null || !stack.servesRequest) {
            return;
        }
        samples++;
        if (stack.has(Category.NAME_LOOKUP)) {
            lookups++;
            sites.of(String.valueOf(stack.site()))[0]++;
        }
    }

    void merge(LookupTally later) {
        samples += later.samples;
        lookups += later.lookups;
        sites.merge(later.sites, (mine, theirs) -> mine[0] += theirs[0]);
    }

    ThreadFacts.@Nullable Lookups facts(RecordingTally recording) {
        if (!recording.observes(NATIVE) || samples == 0) {
            return null;
        }
        var bySite = new HashMap<String, Long>();
        sites.all().forEach((site, count) -> bySite.put(site, count[0]));
        return new ThreadFacts.Lookups(
                samples, (double) lookups / samples, Ranking.firstOrNull(bySite), recording.source(NATIVE));
    }
}
