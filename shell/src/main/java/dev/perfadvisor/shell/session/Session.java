package dev.perfadvisor.shell.session;

import dev.perfadvisor.engine.model.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has been said and attached so far.
 *
 * @param problem all that was said about the problem, a line each
 * @param evidence files and directories, in the order attached
 * @param result the last answer, which {@code why}, {@code plan} and {@code export} are about; null before the first
 */
public record Session(
        String problem, List<Path> evidence, @Nullable Result result) {

    public Session {
        evidence = List.copyOf(evidence);
    }

    public static Session empty() {
        return new Session("", List.of(), null);
    }

    Session said(String text) {
        return new Session(problem.isEmpty() ? text : problem + "\n" + text, evidence, result);
    }

    Session attached(List<Path> paths) {
        var all = new ArrayList<>(evidence);
        paths.stream().filter(path -> !all.contains(path)).forEach(all::add);
        return new Session(problem, all, result);
    }

    Session answered(Result answer) {
        return new Session(problem, evidence, answer);
    }
}
