package dev.perfadvisor.shell.session;

import dev.perfadvisor.engine.FactPages;
import dev.perfadvisor.engine.FlameGraphRequest;
import dev.perfadvisor.engine.assistant.CaseMemory;
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
 * @param unkept what was said with a model, and what that took, while the case was not kept
 */
public record Session(Case current, List<Path> evidence, long number, CaseMemory unkept) {

    public Session {
        evidence = List.copyOf(evidence);
    }

    public static Session empty() {
        return of(Case.empty(), List.of(), 0);
    }

    /** One that begins with a case as it is. */
    static Session of(Case current, List<Path> evidence, long number) {
        return new Session(current, evidence, number, CaseMemory.empty());
    }

    Session with(Case next) {
        return with(next, evidence);
    }

    Session with(Case next, List<Path> paths) {
        return new Session(next, paths, number, unkept);
    }

    Session numbered(long kept) {
        return new Session(current, evidence, kept, unkept);
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
