package dev.perfadvisor.engine.derive;

import dev.perfadvisor.engine.evidence.Timeline;
import dev.perfadvisor.engine.evidence.jfr.JfrFacts;
import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts;
import dev.perfadvisor.engine.evidence.problem.ProblemFacts;
import dev.perfadvisor.engine.evidence.slowquery.SlowQueryFacts;
import dev.perfadvisor.engine.model.Artifact;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All facts over several artifacts. */
public final class Deriver {

    private Deriver() {}

    /**
     * What the facts are derived from; null where there is no evidence of a kind.
     *
     * @param timeline all series of all artifacts
     */
    public record Basis(
            List<Artifact> artifacts,
            Timeline timeline,
            @Nullable JfrFacts jfr,
            @Nullable SlowQueryFacts sql,
            @Nullable LoadTestFacts load,
            ProblemFacts said) {}

    public static CrossFacts derive(Basis basis) {
        return new CrossFacts(
                basis.load() != null,
                WindowsFact.of(basis.artifacts()),
                RequestTimeFact.of(basis),
                CallsFact.of(basis),
                SpikesFact.of(basis.timeline()),
                target(basis));
    }

    /** Null when the user names no rate, or none was measured. */
    private static CrossFacts.@Nullable Target target(Basis basis) {
        var wanted = basis.said().requestsPerSecond();
        var measured = basis.load() == null ? null : basis.load().run().requestsPerSecond();
        return wanted == null || wanted <= 0 || measured == null ? null : new CrossFacts.Target(measured / wanted);
    }
}
