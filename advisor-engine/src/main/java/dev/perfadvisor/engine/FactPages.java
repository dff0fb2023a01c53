package dev.perfadvisor.engine;

import dev.perfadvisor.engine.model.Fact;
import dev.perfadvisor.engine.model.Result;
import dev.perfadvisor.engine.render.Document;
import dev.perfadvisor.engine.render.FactTable;
import dev.perfadvisor.engine.rules.FactLeaves;
import java.util.List;

/** The facts of a result to be looked up by their paths: every single one, with its unit and its place. */
public final class FactPages {

    private FactPages() {}

    /**
     * Those whose path begins with some words: {@code sql.statements[2].} for all of a statement, or nothing for all that there
     * are. Where there are more than can be read at once, how their paths go on.
     */
    public static Document of(Result result, String prefix) {
        return new Document("Facts", FactTable.of(result, prefix, beginning(result, prefix)));
    }

    /** How paths that begin so go on, each to its next dot or bracket. */
    public static List<String> next(Result result, String prefix) {
        return FactTable.next(prefix, beginning(result, prefix));
    }

    private static List<Fact> beginning(Result result, String prefix) {
        return FactLeaves.of(result.facts()).stream()
                .filter(fact -> fact.path().startsWith(prefix))
                .toList();
    }
}
