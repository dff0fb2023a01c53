package dev.perfadvisor.engine;

import dev.perfadvisor.engine.model.Result;
import dev.perfadvisor.engine.render.Document;
import dev.perfadvisor.engine.render.FactTable;
import dev.perfadvisor.engine.rules.FactLeaves;

/** The facts of a result to be looked up by their paths: every single one, with its unit and its place. */
public final class FactPages {

    private FactPages() {}

    /**
     * Those whose path begins with some words: {@code sql.statements[2].} for all of a statement, or nothing for all that there
     * are. As many as can be read at once, and how many more there are.
     */
    public static Document of(Result result, String prefix) {
        var facts = FactLeaves.of(result.facts()).stream()
                .filter(fact -> fact.path().startsWith(prefix))
                .toList();
        return new Document("Facts", FactTable.of(result, facts));
    }
}
