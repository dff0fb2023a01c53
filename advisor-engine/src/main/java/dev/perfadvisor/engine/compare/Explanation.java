package dev.perfadvisor.engine.compare;

import dev.perfadvisor.engine.model.CauseChange;
import dev.perfadvisor.engine.model.ComparisonVerdict;
import dev.perfadvisor.engine.model.ComparisonVerdict.Better;
import dev.perfadvisor.engine.model.ComparisonVerdict.NoChange;
import dev.perfadvisor.engine.model.Difference;
import dev.perfadvisor.engine.model.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Says in a few sentences what came with a change of latency. */
final class Explanation {

    private static final int MOST = 3;

    private Explanation() {}

    static String of(ComparisonVerdict verdict, List<CauseChange> causes, List<Difference> differences) {
        var sentences = new ArrayList<String>();
        name(sentences, causes, CauseChange.Change.NEW, "New in the candidate: ");
        name(sentences, causes, CauseChange.Change.STRONGER, "Stronger in the candidate: ");
        name(sentences, causes, CauseChange.Change.GONE, "Gone in the candidate: ");
        if (sentences.isEmpty() && !(verdict instanceof NoChange) && !differences.isEmpty()) {
            sentences.add("No cause is new or gone by the rules; what differs most: "
                    + differences.stream().limit(MOST).map(Difference::title).collect(Collectors.joining("; ")) + ".");
        }
        if (sentences.isEmpty() && !(verdict instanceof NoChange) && !(verdict instanceof Better)) {
            var same = causes.stream().map(CauseChange::title).limit(MOST).collect(Collectors.joining("; "));
            sentences.add(
                    same.isEmpty()
                            ? "The evidence of either side names no cause."
                            : "Both sides have the same causes: " + same + ".");
        }
        return String.join(" ", sentences);
    }

    private static void name(
            List<String> sentences, List<CauseChange> causes, CauseChange.Change change, String beginning) {
        var named = causes.stream()
                .filter(cause -> cause.change() == change)
                .limit(MOST)
                .map(Explanation::named)
                .collect(Collectors.joining("; "));
        if (!named.isEmpty()) {
            sentences.add(beginning + named + ".");
        }
    }

    /** {@code One query per row (N+1) (db.n-plus-one, support 23 decibans)}. */
    private static String named(CauseChange cause) {
        var supports = cause.change() == CauseChange.Change.GONE ? cause.base() : cause.candidate();
        double most = supports.stream()
                .filter(Objects::nonNull)
                .mapToDouble(support -> support)
                .max()
                .orElse(0);
        return cause.title() + " (" + cause.id() + ", support " + Figures.plain(most) + " decibans)";
    }
}
