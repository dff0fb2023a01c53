package dev.perfadvisor.engine.compare;

import dev.perfadvisor.engine.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What limits a comparison without ruling it out. */
final class Notes {

    private Notes() {}

    static List<String> of(List<Run> base, List<Run> candidate, Differences differences) {
        var notes = new ArrayList<String>();
        var all = Stream.concat(base.stream(), candidate.stream()).toList();
        if (all.stream().anyMatch(run -> run.load() != null && run.load().shape() == null)) {
            notes.add("Some runs are summaries without single requests: warm-up could not be told from steady state,"
                    + " and percentiles that a summary leaves out are not compared.");
        }
        if (Figure.leavesOutWarmUp(base, candidate)) {
            notes.add(
                    "Runs had to warm up: the percentiles of all requests are of the steady part of each run; those of"
                            + " endpoints are of the whole run.");
        }
        var last = base.getLast().from();
        var first = candidate.getFirst().from();
        if (last != null && first != null && base.size() > 1 && last.isBefore(first)) {
            notes.add("All runs of the base came before those of the candidate: a drift of the machine looks like a"
                    + " change of the program. Let the two take turns.");
        }
        notes.addAll(weaknesses(all));
        var statements = differences.statementsApart();
        if (statements != null) {
            notes.add(statements);
        }
        missing(base, candidate, notes);
        return List.copyOf(notes);
    }

    /** Slight faults of the tests. */
    static List<String> weaknesses(List<Run> runs) {
        return runs.stream()
                .flatMap(run -> Gate.faults(run, Severity.LOW).stream())
                .map(fault -> "The tests have a weakness: " + fault.title() + " (" + fault.rule() + ").")
                .distinct()
                .toList();
    }

    /** A kind of evidence that one side has and the other has not explains nothing. */
    private static void missing(List<Run> base, List<Run> candidate, List<String> notes) {
        for (var kind : Kind.values()) {
            boolean before = base.stream().allMatch(run -> has(run, kind));
            boolean after = candidate.stream().allMatch(run -> has(run, kind));
            if (before != after) {
                notes.add("Not every run of the %s has a %s, so that nothing in it is compared."
                        .formatted(before ? "candidate" : "base", kind.words));
            }
        }
    }

    private static boolean has(Run run, Kind kind) {
        return run.result().facts().root(kind.root) != null;
    }

    private enum Kind {
        RECORDING("jfr", "recording"),
        LOG("sql", "log of statements");

        private final String root;
        private final String words;

        Kind(String root, String words) {
            this.root = root;
            this.words = words;
        }
    }
}
