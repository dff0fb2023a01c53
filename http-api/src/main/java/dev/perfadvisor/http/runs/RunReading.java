package dev.perfadvisor.http.runs;

import dev.perfadvisor.engine.Comparisons.RunEvidence;
import dev.perfadvisor.engine.store.ServedArtifact;
import dev.perfadvisor.engine.store.jdbc.ServedArtifacts;
import dev.perfadvisor.http.Problems;
import dev.perfadvisor.http.access.Caller;
import dev.perfadvisor.http.analysis.Analyst;
import dev.perfadvisor.http.analysis.EvidenceReader;
import dev.perfadvisor.http.cases.CaseDesk;
import dev.perfadvisor.http.runs.JudgedRuns.RunFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Finds the artifacts of runs, and reads them where evidence is read. */
@Component
class RunReading {

    private static final int MOST_RUNS = 100;

    private final CaseDesk desk;
    private final ServedArtifacts artifacts;
    private final EvidenceReader reader;

    RunReading(CaseDesk desk, ServedArtifacts artifacts, EvidenceReader reader) {
        this.desk = desk;
        this.artifacts = artifacts;
        this.reader = reader;
    }

    /** Facts of runs, in the place of their evidence. */
    List<RunEvidence> evidence(Caller caller, @Nullable List<RunRef> runs) throws InterruptedException {
        return read(caller, runs).stream()
                .map(run -> new RunEvidence(run.label(), List.of(run.given())))
                .toList();
    }

    /** Facts of runs. */
    List<RunFacts> read(Caller caller, @Nullable List<RunRef> runs) throws InterruptedException {
        if (runs == null || runs.isEmpty() || runs.size() > MOST_RUNS) {
            throw Problems.problem(
                    HttpStatus.BAD_REQUEST,
                    "no-runs",
                    "No runs",
                    "Name 1 to " + MOST_RUNS + " runs, each by its caseId.");
        }
        var read = new ArrayList<RunFacts>();
        for (var run : runs) {
            var found = find(caller, run.caseId(), run.artifacts());
            var facts = reader.read(found, Analyst.Watch.blind());
            checkRead(found);
            var label = run.label() == null || run.label().isBlank() ? names(found) : run.label();
            read.add(new RunFacts(label, names(found), facts));
        }
        return read;
    }

    /** The artifacts that are meant, of which there is at least one. */
    List<ServedArtifact> find(Caller caller, @Nullable String caseId, @Nullable List<String> wanted) {
        var kept = desk.find(caller, caseId == null ? "" : caseId);
        var all = artifacts.of(kept.id());
        var found = wanted == null || wanted.isEmpty()
                ? all
                : all.stream().filter(one -> wanted.contains(one.id())).toList();
        if (found.isEmpty() || (wanted != null && found.size() < wanted.size())) {
            throw Problems.problem(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "no-such-evidence",
                    "No such evidence",
                    "The case " + kept.id() + " does not have the artifacts that are named, or none at all.");
        }
        return found;
    }

    private void checkRead(List<ServedArtifact> found) {
        boolean nothing = found.stream()
                .allMatch(one -> artifacts.find(one.caseId(), one.id()).stream()
                        .allMatch(read -> read.status().equals("rejected")));
        if (nothing) {
            throw Problems.problem(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "unreadable-evidence",
                    "Unreadable evidence",
                    "Nothing of the run '" + names(found) + "' could be read; its artifacts say why.");
        }
    }

    private static String names(List<ServedArtifact> found) {
        return found.stream().map(ServedArtifact::name).collect(Collectors.joining(", "));
    }
}
