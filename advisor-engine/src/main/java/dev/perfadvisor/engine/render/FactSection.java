package dev.perfadvisor.engine.render;

import dev.perfadvisor.engine.model.Fact;
import dev.perfadvisor.engine.model.Figures;
import dev.perfadvisor.engine.model.Result;
import dev.perfadvisor.engine.render.Document.Block;
import dev.perfadvisor.engine.render.Document.Folded;
import dev.perfadvisor.engine.render.Document.Paragraph;
import dev.perfadvisor.engine.render.Document.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Every fact that a finding rests on, with its place, and which rules rest on it. */
final class FactSection {

    /** More would be read by no one; JSON has all. */
    private static final int MOST = 400;

    private FactSection() {}

    static List<Block> of(Result result) {
        var facts = new LinkedHashMap<String, Fact>();
        var rules = new LinkedHashMap<String, Set<String>>();
        result.diagnosis()
                .findings()
                .forEach(finding -> finding.evidence().forEach(fact -> {
                    facts.putIfAbsent(fact.path(), fact);
                    rules.computeIfAbsent(fact.path(), _ -> new LinkedHashSet<>())
                            .add(finding.rule());
                }));
        if (facts.isEmpty()) {
            return List.of();
        }
        var places = new Places(result);
        var shown = facts.values().stream().limit(MOST).toList();
        var blocks = new ArrayList<Block>();
        if (facts.size() > MOST) {
            blocks.add(new Paragraph("The first " + MOST + " of " + facts.size() + "; the JSON form has all."));
        }
        blocks.add(new Table(
                List.of("Fact", "Value", "From", "Rules that rest on it"),
                shown.stream()
                        .map(fact -> List.of(
                                fact.path(),
                                Places.cut(Figures.words(fact.value(), fact.unit())),
                                places.of(fact),
                                String.join(", ", rules.getOrDefault(fact.path(), Set.of()))))
                        .toList(),
                List.of(),
                shown.stream().map(fact -> "fact-" + fact.path()).toList()));
        return List.of(new Folded(facts.size() + " facts that the findings rest on", blocks));
    }
}
