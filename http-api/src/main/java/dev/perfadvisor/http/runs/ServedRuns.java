package dev.perfadvisor.http.runs;

import dev.perfadvisor.engine.assistant.grounding.RunSource;
import dev.perfadvisor.engine.model.Artifact;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.engine.store.BaselineStore;
import dev.perfadvisor.engine.store.ServedArtifact;
import dev.perfadvisor.engine.store.StoreException;
import dev.perfadvisor.engine.store.jdbc.ServedArtifacts;
import dev.perfadvisor.http.analysis.Analyst;
import dev.perfadvisor.http.analysis.EvidenceReader;
import dev.perfadvisor.http.analysis.Turns;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

/** The runs of a case that is kept, for those who ask about it in a conversation; read where evidence is read. */
@Component
public class ServedRuns {

    /** Nobody waits longer for an answer in a conversation; what takes longer is for {@code /api/v1/comparisons}. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final ServedArtifacts artifacts;
    private final BaselineStore baselines;
    private final EvidenceReader reader;
    private final Turns turns;

    ServedRuns(ServedArtifacts artifacts, BaselineStore baselines, EvidenceReader reader, Turns turns) {
        this.artifacts = artifacts;
        this.baselines = baselines;
        this.reader = reader;
        this.turns = turns;
    }

    /**
     * Those of a case, and the baselines of its owner.
     *
     * @param caseId of a case that the owner has
     */
    public RunSource of(String owner, String caseId) {
        return new RunSource(
                () -> new OwnedBaselines(baselines, owner), (wanted, progress) -> read(caseId, wanted, progress));
    }

    /** A file inside of an archive is not to be had by itself. */
    private Optional<List<Given>> read(String caseId, List<Artifact> wanted, Progress progress) {
        var names = wanted.stream().map(Artifact::name).toList();
        var found = artifacts.of(caseId).stream()
                .filter(artifact -> names.contains(artifact.name()))
                .toList();
        return found.size() == wanted.size() ? Optional.of(facts(found, progress)) : Optional.empty();
    }

    private List<Given> facts(List<ServedArtifact> found, Progress progress) {
        var patience = new Patience(System.nanoTime() + LONGEST.toNanos(), progress);
        try {
            var facts = turns.inTurn(LONGEST, () -> reader.read(found, patience));
            var bytes = facts.getBytes(StandardCharsets.UTF_8);
            return List.of(new Given.OfStream("facts.json", () -> new ByteArrayInputStream(bytes)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the one who asked has left");
        } catch (CancellationException e) {
            if (!patience.isOver()) {
                throw e;
            }
            throw new StoreException("Reading a run took more than " + LONGEST.toSeconds() + " s.", e);
        } catch (ErrorResponseException e) {
            throw new StoreException("Too much waits to be read; ask again in a moment.", e);
        }
    }

    /** Ends a reading that takes too long, or that nobody waits for any more. */
    private record Patience(long end, Progress progress) implements Analyst.Watch {

        @Override
        public void read(long bytes) {}

        @Override
        public boolean isGone() {
            try {
                progress.read("", 0);
                return isOver();
            } catch (CancellationException e) {
                return true;
            }
        }

        boolean isOver() {
            return System.nanoTime() - end > 0;
        }
    }
}
