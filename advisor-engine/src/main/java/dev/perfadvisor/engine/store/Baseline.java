package dev.perfadvisor.engine.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Runs that were kept under a name, to hold later ones against.
 *
 * @param name as the user calls it
 * @param version 1 for the first that was kept under the name, one more for each that follows
 * @param savedAt when it was kept
 * @param test fingerprint of the test: runs of the same test have the same one
 * @param environment what the user says of the system and the machine, such as {@code build} = {@code 4711}
 * @param runs at least one, in order of time
 */
public record Baseline(
        String name,
        int version,
        Instant savedAt,
        String test,
        SortedMap<String, String> environment,
        List<KeptRun> runs) {

    /**
     * One run.
     *
     * @param label the name of its file, or what the user calls it
     * @param facts what was read of it, as JSON in the form {@code advisor.facts/1}
     */
    public record KeptRun(String label, String facts) {}

    /** A baseline without what was measured, for lists. */
    public record Entry(
            String name, int version, Instant savedAt, String test, Map<String, String> environment, int runs) {}
}
