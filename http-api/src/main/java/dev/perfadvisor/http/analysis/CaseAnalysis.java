package dev.perfadvisor.http.analysis;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.Version;
import dev.perfadvisor.engine.store.Message;
import dev.perfadvisor.engine.store.ServedArtifact;
import dev.perfadvisor.engine.store.ServedCase;
import dev.perfadvisor.engine.store.jdbc.ServedArtifacts;
import dev.perfadvisor.engine.store.jdbc.ServedCases;
import dev.perfadvisor.http.cases.CaseDesk;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads the evidence of one case and answers the case from it. */
@Component
class CaseAnalysis {

    private final Advisor advisor;
    private final ServedCases cases;
    private final ServedArtifacts artifacts;
    private final EvidenceReader reader;
    private final CaseDesk desk;
    private final Measures measures;
    private final Version version;
    private final JsonMapper json;

    CaseAnalysis(
            Advisor advisor,
            ServedCases cases,
            ServedArtifacts artifacts,
            EvidenceReader reader,
            CaseDesk desk,
            Measures measures,
            Version version,
            JsonMapper json) {
        this.advisor = advisor;
        this.cases = cases;
        this.artifacts = artifacts;
        this.reader = reader;
        this.desk = desk;
        this.measures = measures;
        this.version = version;
        this.json = json;
    }

    /**
     * Does nothing when the evidence has changed since, or the user gave it up: there is another job then, or none.
     *
     * @param evidence which state of it is meant
     * @param lastTry whether nobody tries again when this fails
     * @param ending whether the instance ends
     * @throws IllegalStateException when it ends before the reading does
     */
    void run(String caseId, long evidence, boolean lastTry, BooleanSupplier ending) throws InterruptedException {
        try (var _ = MDC.putCloseable("case", caseId)) {
            if (wanted(caseId, evidence).isEmpty()) {
                return;
            }
            var all = artifacts.of(caseId);
            var watch = new CaseWatch(caseId, evidence, all, lastTry, ending);
            String facts;
            try (var reading = measures.reading()) {
                facts = reader.read(all, watch);
                reading.done(kinds(caseId));
            } catch (CancellationException e) {
                if (ending.getAsBoolean()) {
                    throw new IllegalStateException("the instance ends", e);
                }
                return;
            }
            conclude(
                    caseId,
                    evidence,
                    facts,
                    all.stream().map(ServedArtifact::name).toList());
        }
    }

    /** As the engine names them. */
    private Set<String> kinds(String caseId) {
        var kinds = new TreeSet<String>();
        for (var artifact : artifacts.of(caseId)) {
            if (!artifact.readings().isEmpty()) {
                json.readTree(artifact.readings())
                        .forEach(one -> kinds.add(one.path("kind").asString("unknown")));
            }
        }
        return kinds;
    }

    /** A message may come in between; then it is answered from the case as it is after it. */
    private void conclude(String caseId, long evidence, String facts, List<String> names) {
        while (true) {
            var found = wanted(caseId, evidence);
            if (found.isEmpty()) {
                return;
            }
            var turn = measures.ruling(() -> advisor.attachFacts(desk.open(found.get()), facts, names));
            var after = desk.afterReading(found.get(), turn.next());
            boolean isNews = !found.get().isReadOnceMore()
                    || !after.verdict().equals(found.get().verdict());
            var said = isNews ? List.of(desk.said(turn.reply())) : List.<Message>of();
            if (cases.conclude(found.get(), after, said, version.toString())) {
                return;
            }
        }
    }

    private Optional<ServedCase> wanted(String caseId, long evidence) {
        return cases.find(caseId)
                .filter(found -> found.evidence() == evidence && found.analysis() == ServedCase.Analysis.PENDING);
    }

    /** Tells the case how far its reading is, twice a second. */
    private final class CaseWatch implements Analyst.Watch {

        private static final Duration PAUSE = Duration.ofMillis(500);

        private final String caseId;
        private final long evidence;
        private final long total;
        private final boolean lastTry;
        private final BooleanSupplier ending;
        private final AtomicLong read = new AtomicLong();
        private final AtomicLong toldAt = new AtomicLong(System.nanoTime());

        CaseWatch(String caseId, long evidence, List<ServedArtifact> all, boolean lastTry, BooleanSupplier ending) {
            this.caseId = caseId;
            this.evidence = evidence;
            this.lastTry = lastTry;
            this.total = all.stream().mapToLong(ServedArtifact::bytes).sum();
            this.ending = ending;
        }

        @Override
        public void read(long bytes) {
            long sum = read.addAndGet(bytes);
            long last = toldAt.get();
            long now = System.nanoTime();
            if (now - last > PAUSE.toNanos() && toldAt.compareAndSet(last, now)) {
                cases.progress(caseId, "{\"read\":" + sum + ",\"bytes\":" + total + "}");
            }
        }

        @Override
        public boolean isGone() {
            return ending.getAsBoolean() || wanted(caseId, evidence).isEmpty();
        }

        @Override
        public boolean isLastTry() {
            return lastTry;
        }
    }
}
