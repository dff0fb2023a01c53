package dev.perfadvisor.engine.compare;

import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts;
import dev.perfadvisor.engine.model.Comparison.TestRun;
import dev.perfadvisor.engine.model.Result;
import dev.perfadvisor.engine.model.Trait;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run with all that was read of it and what the rules say of it.
 *
 * @param label as the user knows it
 * @param traits what builds are told apart by, beside latency
 */
public record Run(String label, Result result, List<Trait.Values> traits) {

    /** In order of time; those that do not tell keep their place at the end. */
    public static List<Run> inOrder(List<Run> runs) {
        return runs.stream()
                .sorted(Comparator.comparing(Run::from, Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
    }

    Trait.@Nullable Values values(Trait trait) {
        return traits.stream()
                .filter(values -> values.trait().equals(trait))
                .findFirst()
                .orElse(null);
    }

    @Nullable LoadTestFacts load() {
        return result.facts().root("load", LoadTestFacts.class);
    }

    @Nullable Instant from() {
        var load = load();
        return load == null ? null : load.run().from();
    }

    /** New work a second, whether or not the system took it on; of requests where iterations are not known. */
    static @Nullable Double offered(LoadTestFacts load) {
        var run = load.run();
        var length = run.length();
        var iterations = run.iterations();
        if (iterations == null || length == null || length.isZero()) {
            return run.requestsPerSecond();
        }
        long dropped = run.droppedIterations() == null ? 0 : run.droppedIterations();
        return (iterations + dropped) / (length.toNanos() / 1e9);
    }

    TestRun summary() {
        var load = load();
        return load == null
                ? new TestRun(label, null, null, null, null, null)
                : new TestRun(
                        label,
                        load.run().from(),
                        load.run().length(),
                        load.run().requests(),
                        offered(load),
                        load.errors().failedRatio());
    }
}
