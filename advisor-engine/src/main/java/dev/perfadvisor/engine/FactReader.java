package dev.perfadvisor.engine;

import dev.perfadvisor.engine.evidence.EvidenceKind;
import dev.perfadvisor.engine.evidence.Gathered;
import dev.perfadvisor.engine.evidence.Intake;
import dev.perfadvisor.engine.evidence.Limits;
import dev.perfadvisor.engine.evidence.Taken;
import dev.perfadvisor.engine.evidence.problem.ProblemReader;
import dev.perfadvisor.engine.evidence.slowquery.SlowQueryFacts;
import dev.perfadvisor.engine.evidence.stored.StoredFacts;
import dev.perfadvisor.engine.model.Artifact;
import dev.perfadvisor.engine.model.FactTree;
import dev.perfadvisor.engine.model.FlameGraph;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.engine.render.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads evidence into facts without judging it, so that it needs no rules. Immutable, and safe to use from many threads.
 */
public final class FactReader {

    private static final ProblemReader NOTHING_SAID = new ProblemReader(Map.of());

    private final Intake intake = new Intake(EvidenceKinds.all(), Limits.standard());

    /** Artifacts and the facts that were read from them, without values of users' data. */
    public record Facts(List<Artifact> artifacts, FactTree tree) {

        /** As JSON that can be handed in again in place of the artifacts. */
        public String json() {
            return Json.of(StoredFacts.SCHEMA, artifacts, tree);
        }

        /** Whether artifacts were given and none of them could be read. */
        public boolean nothingRead() {
            return !artifacts.isEmpty()
                    && artifacts.stream().allMatch(a -> a.reading().status().equals("rejected"));
        }
    }

    /** A flame graph and what it was made from; no graph without a recording. */
    public record Drawn(List<Artifact> artifacts, @Nullable FlameGraph graph) {}

    /** Reads evidence. What can not be read is told in the artifacts and keeps nothing else from being read. */
    public Gathered read(List<Given> evidence, Progress progress) {
        return Gathering.gather(take(evidence, progress));
    }

    /** Reads evidence without bringing it together, for {@link Gathering#gather}. */
    List<Taken> take(List<Given> evidence, Progress progress) {
        return intake.take(evidence, progress);
    }

    /** Reads what is of these kinds among the evidence, as if the rest were not there. */
    Gathered read(List<Given> evidence, Set<EvidenceKind> kinds, Progress progress) {
        return Gathering.gather(take(evidence, progress).stream()
                .filter(taken ->
                        taken.kind() != null && kinds.contains(taken.kind().kind()))
                .toList());
    }

    /** What the evidence holds. */
    public Facts facts(List<Given> evidence, Progress progress) {
        return facts(read(evidence, progress));
    }

    /** The same of evidence that was read before. */
    public Facts facts(Gathered evidence) {
        return new Facts(evidence.artifacts(), shareable(Gathering.facts(evidence, NOTHING_SAID.read(""))));
    }

    /**
     * Where time, memory or locks are spent in recordings.
     *
     * @throws IllegalArgumentException when there is no such measure
     */
    public Drawn flameGraph(List<Given> evidence, FlameGraphRequest request, Progress progress) {
        var measure = request.measure()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + request.of() + "' is none of " + FlameGraphRequest.measures()));
        var taken = take(evidence, progress);
        var artifacts = taken.stream().map(Taken::artifact).toList();
        var recording = Gathering.recording(taken);
        return new Drawn(artifacts, recording == null ? null : recording.flameGraph(measure, request::wants));
    }

    /** Facts leave this machine, in mails and bug reports. */
    private static FactTree shareable(FactTree facts) {
        var roots = new TreeMap<>(facts.roots());
        roots.computeIfPresent(EvidenceKind.SLOW_QUERY.id(), (_, sql) -> ((SlowQueryFacts) sql).withoutLiterals());
        roots.remove("said");
        return FactTree.of(roots);
    }
}
