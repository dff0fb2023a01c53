package dev.perfadvisor.engine;

import dev.perfadvisor.engine.derive.CrossFacts;
import dev.perfadvisor.engine.derive.Deriver;
import dev.perfadvisor.engine.derive.OverviewFact;
import dev.perfadvisor.engine.evidence.Accumulator;
import dev.perfadvisor.engine.evidence.EvidenceKind;
import dev.perfadvisor.engine.evidence.Gathered;
import dev.perfadvisor.engine.evidence.Taken;
import dev.perfadvisor.engine.evidence.Timeline;
import dev.perfadvisor.engine.evidence.jfr.JfrAccumulator;
import dev.perfadvisor.engine.evidence.jfr.JfrFacts;
import dev.perfadvisor.engine.evidence.jfr.Measure;
import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts;
import dev.perfadvisor.engine.evidence.problem.ProblemFacts;
import dev.perfadvisor.engine.evidence.slowquery.SlowQueryFacts;
import dev.perfadvisor.engine.evidence.stored.StoredFacts;
import dev.perfadvisor.engine.model.Artifact;
import dev.perfadvisor.engine.model.FactTree;
import dev.perfadvisor.engine.model.FlameGraph;
import dev.perfadvisor.engine.model.Overview;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Brings the facts of all artifacts together: those of a kind are merged in order of time, then the rest is derived. */
final class Gathering {

    /** What the flame graphs of a report show. */
    private static final List<Measure> DRAWN = List.of(Measure.CPU, Measure.ALLOCATION, Measure.LOCK);

    private Gathering() {}

    /** Merges what was read. The accumulators are not used afterwards. */
    static Gathered gather(List<Taken> all) {
        var taken = once(all);
        var roots = new TreeMap<String, Record>();
        var timeline = new Timeline();
        var graphs = new ArrayList<FlameGraph>();
        byKind(taken).forEach((kind, accumulators) -> {
            var merged = merge(accumulators);
            timeline.merge(merged.timeline());
            roots.put(kind.id(), merged.facts());
            if (merged instanceof JfrAccumulator recording) {
                DRAWN.forEach(measure -> graphs.add(recording.flameGraph(measure, _ -> true)));
            }
        });
        var artifacts = taken.stream().map(Taken::artifact).toList();
        var overview = OverviewFact.of(artifacts, timeline, graphs);
        if (!timeline.names().isEmpty() || !graphs.isEmpty()) {
            roots.put(Overview.ROOT, overview);
        }
        return new Gathered(artifacts, roots, timeline);
    }

    /** The recordings among the evidence as one, null when there is none. */
    static @Nullable JfrAccumulator recording(List<Taken> taken) {
        var recordings = byKind(once(taken)).get(EvidenceKind.JFR);
        return recordings == null ? null : (JfrAccumulator) merge(recordings);
    }

    /** A file that is handed in beside its directory, or under another name, is one all the same. */
    private static List<Taken> once(List<Taken> taken) {
        var names = new HashMap<String, String>();
        return taken.stream()
                .map(one -> {
                    var artifact = one.artifact();
                    var first =
                            one.accumulator() == null ? null : names.putIfAbsent(artifact.sha256(), artifact.name());
                    return first == null ? one : one.again(first);
                })
                .toList();
    }

    private static Map<EvidenceKind, List<Accumulator<?, ?>>> byKind(List<Taken> taken) {
        var byKind = new EnumMap<EvidenceKind, List<Accumulator<?, ?>>>(EvidenceKind.class);
        taken.stream()
                .sorted(Comparator.comparing((Taken t) -> start(t.artifact())))
                .forEach(t -> {
                    if (t.kind() != null && t.accumulator() != null) {
                        byKind.computeIfAbsent(t.kind().kind(), _ -> new ArrayList<>())
                                .add(t.accumulator());
                    }
                });
        return byKind;
    }

    private static Instant start(Artifact artifact) {
        var from = artifact.from();
        return from == null ? Instant.MAX : from;
    }

    /** All of a list come from the same kind, which the compiler can not know. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Accumulator<?, ?> merge(List<Accumulator<?, ?>> accumulators) {
        Accumulator first = accumulators.getFirst();
        accumulators.subList(1, accumulators.size()).forEach(later -> first.merge((Accumulator) later));
        return first;
    }

    /** All facts: those that were read, those derived from them, and what was said. */
    static FactTree facts(Gathered gathered, ProblemFacts said) {
        var roots = new TreeMap<>(gathered.roots());
        var stored = roots.remove(EvidenceKind.STORED.id());
        boolean fresh = !roots.isEmpty();
        if (stored instanceof StoredFacts(var kept)) {
            kept.forEach(roots::putIfAbsent);
        }
        if (fresh || !roots.containsKey("cross")) {
            roots.put("cross", derived(gathered, roots, said));
        }
        roots.put("said", said);
        return FactTree.of(roots);
    }

    private static CrossFacts derived(Gathered gathered, Map<String, Record> roots, ProblemFacts said) {
        return Deriver.derive(new Deriver.Basis(
                gathered.artifacts(),
                gathered.timeline(),
                root(roots, "jfr", JfrFacts.class),
                root(roots, "sql", SlowQueryFacts.class),
                root(roots, "load", LoadTestFacts.class),
                said));
    }

    private static <R extends Record> @Nullable R root(Map<String, Record> roots, String name, Class<R> type) {
        return type.cast(roots.get(name));
    }
}
