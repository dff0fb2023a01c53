package dev.perfadvisor.engine.scoring;

import dev.perfadvisor.engine.model.Cause;
import dev.perfadvisor.engine.model.Result;
import dev.perfadvisor.engine.render.Json;
import dev.perfadvisor.engine.rules.RuleBook;
import java.util.List;
import java.util.Locale;

/** Holds answers against labels. */
public final class Scorer {

    /** Causes whose advice is read; whoever has to scroll further has no advice. */
    private static final int ADVISED = 3;

    private final Misleading misleading;

    public Scorer(RuleBook book) {
        this.misleading = new Misleading(book);
    }

    /**
     * The score of one case.
     *
     * @param all causes with their votes, also those that the result does not name
     */
    public CaseScore score(String name, Label label, Result result, List<Cause> all) {
        var said = result.diagnosis();
        return new CaseScore(
                name, label, said.causes(), said.healthy(), advised(label, result), misleading.votes(label, said, all));
    }

    private static boolean advised(Label label, Result result) {
        var causes = result.diagnosis().causes().stream()
                .limit(ADVISED)
                .map(Json::tree)
                .toList();
        var advice = Json.write(List.of(causes, Json.tree(result.plan()))).toLowerCase(Locale.ROOT);
        return label.remedy().stream()
                .allMatch(words -> words.stream().anyMatch(word -> advice.contains(word.toLowerCase(Locale.ROOT))));
    }
}
