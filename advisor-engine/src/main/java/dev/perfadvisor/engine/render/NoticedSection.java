package dev.perfadvisor.engine.render;

import dev.perfadvisor.engine.model.Finding;
import dev.perfadvisor.engine.model.Severity;
import dev.perfadvisor.engine.render.Document.Block;
import dev.perfadvisor.engine.render.Document.Folded;
import dev.perfadvisor.engine.render.Document.Heading;
import dev.perfadvisor.engine.render.Document.Item;
import dev.perfadvisor.engine.render.Document.Items;
import dev.perfadvisor.engine.render.Document.Mark;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Findings that stand beside the causes: symptoms that none of them explains, and the quality of the evidence. */
final class NoticedSection {

    /** So many of little weight are shown at once; more of them would hide what matters. */
    private static final int FEW = 3;

    private NoticedSection() {}

    static List<Block> of(List<Finding> findings) {
        if (findings.isEmpty()) {
            return List.of();
        }
        var byRule = new LinkedHashMap<String, List<Finding>>();
        findings.forEach(finding ->
                byRule.computeIfAbsent(finding.rule(), _ -> new ArrayList<>()).add(finding));
        var heavy = new ArrayList<Item>();
        var light = new ArrayList<Item>();
        byRule.values().forEach(of -> (of.getFirst().severity() == Severity.LOW ? light : heavy).add(item(of)));
        var blocks = new ArrayList<Block>(List.of(new Heading(1, "Also noticed", "findings")));
        if (heavy.isEmpty() || light.size() <= FEW) {
            heavy.addAll(light);
            light.clear();
        }
        blocks.add(new Items(heavy));
        if (!light.isEmpty()) {
            blocks.add(new Folded(light.size() + " more of low severity", List.of(new Items(light))));
        }
        return blocks;
    }

    /** What a rule found several times is explained once. */
    private static Item item(List<Finding> findings) {
        var first = findings.getFirst();
        var others = findings.stream()
                .skip(1)
                .map(Finding::subject)
                .filter(subject -> !subject.isEmpty())
                .map(Places::cut)
                .toList();
        return new Item(
                Mark.BULLET,
                first.title() + " (" + first.severity().id() + ", " + first.rule() + ")",
                first.diagnosis() + (others.isEmpty() ? "" : " The same holds for " + Places.listed(others) + "."),
                "finding-" + first.rule());
    }
}
