package dev.perfadvisor.engine.render;

import dev.perfadvisor.engine.model.Fact;
import dev.perfadvisor.engine.model.Figures;
import dev.perfadvisor.engine.model.Result;
import dev.perfadvisor.engine.render.Document.Block;
import dev.perfadvisor.engine.render.Document.Paragraph;
import dev.perfadvisor.engine.render.Document.Table;
import java.util.List;

/** Facts by path, one a row, each with its place and to be linked to by {@code fact-PATH}. */
public final class FactTable {

    private static final int MOST = 300;

    /** Characters of a value: a statement is read in full here. */
    private static final int LONGEST = 4000;

    private FactTable() {}

    /** The first of the facts, and a word on the others. */
    public static List<Block> of(Result result, List<Fact> facts) {
        var places = new Places(result);
        var shown = facts.stream().limit(MOST).toList();
        return List.of(
                new Paragraph(count(facts.size())),
                new Table(
                        List.of("Fact", "Value", "From"),
                        shown.stream()
                                .map(fact -> List.of(fact.path(), value(fact), places.of(fact)))
                                .toList(),
                        List.of(),
                        shown.stream().map(fact -> "fact-" + fact.path()).toList()));
    }

    private static String count(int facts) {
        return switch (facts) {
            case 0 -> "No fact has a path that begins so.";
            case 1 -> "One fact.";
            default ->
                Figures.words(facts, "") + " facts"
                        + (facts > MOST ? ", of which the first " + MOST + " are shown; say more of the path." : ".");
        };
    }

    private static String value(Fact fact) {
        return Places.cut(Figures.words(fact.value(), fact.unit()), LONGEST);
    }
}
