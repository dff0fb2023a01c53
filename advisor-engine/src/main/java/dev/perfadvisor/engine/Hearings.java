package dev.perfadvisor.engine;

import dev.perfadvisor.engine.diagnosis.Hearing;
import dev.perfadvisor.engine.evidence.jfr.JfrFacts;
import dev.perfadvisor.engine.evidence.problem.ProblemFacts;
import dev.perfadvisor.engine.evidence.slowquery.SlowQueryFacts;
import dev.perfadvisor.engine.model.Band;
import dev.perfadvisor.engine.model.FactTree;
import dev.perfadvisor.engine.model.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes of a user's words what the diagnosis is to weigh. */
final class Hearings {

    /** Shortest time after which silence says something. */
    private static final Duration LEAST_OBSERVED = Duration.ofSeconds(15);

    private final Map<String, Band> bands;

    Hearings(Map<String, Band> bands) {
        this.bands = bands;
    }

    Hearing of(Problem problem, ProblemFacts said, FactTree facts) {
        var platforms = new ArrayList<>(said.platform());
        var sql = facts.root("sql", SlowQueryFacts.class);
        if (sql != null) {
            platforms.add(sql.log().dialect());
        }
        return new Hearing(
                said.complaint(),
                complains(said) || tooLittle(facts),
                said.excluded().stream()
                        .map(id -> id.equals("disk") ? "io" : id)
                        .toList(),
                problem.doubted(),
                problem.answers(),
                platforms);
    }

    /** A few seconds of recording or log show nothing wrong whatever goes on. */
    private static boolean tooLittle(FactTree facts) {
        var jfr = facts.root("jfr", JfrFacts.class);
        var sql = facts.root("sql", SlowQueryFacts.class);
        boolean recorded = jfr != null && jfr.recording().length().compareTo(LEAST_OBSERVED) >= 0;
        boolean logged = sql != null && sql.log().length().compareTo(LEAST_OBSERVED) >= 0;
        return !recorded && !logged;
    }

    /** Words such as slow, or figures that the decision table does not accept. */
    private boolean complains(ProblemFacts said) {
        return said.topics().contains("performance")
                || beyond(said.p50(), "latency.p50")
                || beyond(said.p99(), "latency.p99")
                || beyond(said.latency(), "latency.p99");
    }

    private boolean beyond(@Nullable Duration claim, String band) {
        var limits = bands.get(band);
        return claim != null && limits != null && claim.toNanos() / 1e9 > limits.acceptable();
    }
}
