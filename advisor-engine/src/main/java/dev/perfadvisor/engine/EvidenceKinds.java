package dev.perfadvisor.engine;

import dev.perfadvisor.engine.derive.CrossFacts;
import dev.perfadvisor.engine.evidence.EvidenceKind;
import dev.perfadvisor.engine.evidence.Kind;
import dev.perfadvisor.engine.evidence.jfr.JfrAccumulator;
import dev.perfadvisor.engine.evidence.jfr.JfrDetector;
import dev.perfadvisor.engine.evidence.jfr.JfrFacts;
import dev.perfadvisor.engine.evidence.jfr.JfrReader;
import dev.perfadvisor.engine.evidence.loadtest.LoadTestAccumulator;
import dev.perfadvisor.engine.evidence.loadtest.LoadTestDetector;
import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts;
import dev.perfadvisor.engine.evidence.loadtest.LoadTestReader;
import dev.perfadvisor.engine.evidence.problem.ProblemFacts;
import dev.perfadvisor.engine.evidence.slowquery.SlowQueryAccumulator;
import dev.perfadvisor.engine.evidence.slowquery.SlowQueryDetector;
import dev.perfadvisor.engine.evidence.slowquery.SlowQueryFacts;
import dev.perfadvisor.engine.evidence.slowquery.SlowQueryReader;
import dev.perfadvisor.engine.evidence.stored.StoredAccumulator;
import dev.perfadvisor.engine.evidence.stored.StoredDetector;
import dev.perfadvisor.engine.evidence.stored.StoredFacts;
import dev.perfadvisor.engine.evidence.stored.StoredReader;
import dev.perfadvisor.engine.model.Overview;
import dev.perfadvisor.engine.render.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The parts of every kind of evidence. A new kind is a package of four files, a constant of {@link EvidenceKind} and a
 * line here; the kinds themselves may not know each other, and {@code evidence} may not know the kinds.
 */
final class EvidenceKinds {

    /** Record types of facts, by the name that rules use. */
    static final Map<String, Class<? extends Record>> ROOTS = Map.of(
            "jfr", JfrFacts.class,
            "sql", SlowQueryFacts.class,
            "load", LoadTestFacts.class,
            "cross", CrossFacts.class,
            "said", ProblemFacts.class);

    private EvidenceKinds() {}

    /** Those and what no rule asks for, as facts are kept. */
    private static Map<String, Class<? extends Record>> kept() {
        var kept = new HashMap<String, Class<? extends Record>>(ROOTS);
        kept.put(Overview.ROOT, Overview.class);
        return kept;
    }

    static List<Kind<?, ?>> all() {
        return List.of(
                new Kind<>(EvidenceKind.JFR, new JfrDetector(), JfrAccumulator::new, new JfrReader(), JfrFacts.class),
                new Kind<>(
                        EvidenceKind.SLOW_QUERY,
                        new SlowQueryDetector(),
                        SlowQueryAccumulator::new,
                        new SlowQueryReader(),
                        SlowQueryFacts.class),
                new Kind<>(
                        EvidenceKind.LOAD_TEST,
                        new LoadTestDetector(),
                        LoadTestAccumulator::new,
                        new LoadTestReader(),
                        LoadTestFacts.class),
                new Kind<>(
                        EvidenceKind.STORED,
                        new StoredDetector(),
                        StoredAccumulator::new,
                        new StoredReader(Json.mapper(), kept()),
                        StoredFacts.class));
    }
}
