package dev.perfadvisor.shell.oneshot;

import dev.perfadvisor.engine.Comparisons.RunEvidence;
import dev.perfadvisor.engine.compare.Run;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.shell.Surroundings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs named on the command line: a file or a directory each. */
final class RunFiles {

    private RunFiles() {}

    /** @throws UsageException when one of them is not there */
    static List<RunEvidence> of(List<String> names, Surroundings surroundings) {
        for (var name : names) {
            if (!name.equals("-") && !Files.exists(Path.of(name))) {
                throw new UsageException("There is no run '" + name + "'.");
            }
        }
        var given = Evidence.of(names, surroundings);
        return given.stream()
                .map(one -> new RunEvidence(one.name(), List.of(one)))
                .toList();
    }

    static List<Given> evidence(List<RunEvidence> runs) {
        return runs.stream().flatMap(run -> run.evidence().stream()).toList();
    }

    /** Tells what was not read to its end. */
    static void complain(List<Run> runs, Target target, Surroundings surroundings) {
        runs.forEach(run -> target.complain(run.result().artifacts(), surroundings));
    }

    /** Whether nothing of any run could be read. */
    static boolean nothingRead(List<Run> runs) {
        return runs.stream().allMatch(run -> run.result().nothingRead());
    }
}
