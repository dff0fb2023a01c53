package dev.perfadvisor.shell.session;

import dev.perfadvisor.engine.FactPages;
import dev.perfadvisor.engine.FlameGraphRequest;
import dev.perfadvisor.engine.conversation.Case;
import dev.perfadvisor.engine.model.Cause;
import dev.perfadvisor.engine.model.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The case that is talked about, and its evidence.
 *
 * @param evidence files and directories, in the order attached
 * @param number under which the case is kept; 0 while it is not
 */
public record Session(Case current, List<Path> evidence, long number) {

    public Session {
        evidence = List.copyOf(evidence);
    }

    public static Session empty() {
        return new Session(Case.empty(), List.of(), 0);
    }

    Session with(Case next) {
        return new Session(next, evidence, number);
    }

    Session numbered(long kept) {
        return new Session(current, evidence, kept);
    }

    /** All evidence, with paths that are new. */
    List<Path> with(List<Path> paths) {
        var all = new ArrayList<>(evidence);
        paths.stream().filter(path -> !all.contains(path)).forEach(all::add);
        return List.copyOf(all);
    }

    /** The last diagnosis, null before the first. */
    @Nullable Result result() {
        return current.result();
    }

    /** Ids of the causes of the last diagnosis. */
    public List<String> causes() {
        var result = current.result();
        return result == null
                ? List.of()
                : result.diagnosis().causes().stream().map(Cause::id).toList();
    }

    /** How the paths of facts that begin so go on. */
    public List<String> facts(String beginning) {
        var result = current.result();
        return result == null ? List.of() : FactPages.next(result, beginning);
    }

    /** What flame graphs can be drawn of. */
    public List<String> measures() {
        var result = current.result();
        return result == null ? FlameGraphRequest.measures() : FlameGraphRequest.measures(result);
    }
}
