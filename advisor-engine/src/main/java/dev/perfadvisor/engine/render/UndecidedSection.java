package dev.perfadvisor.engine.render;

import dev.perfadvisor.engine.model.Undecided;
import dev.perfadvisor.engine.render.Document.Block;
import dev.perfadvisor.engine.render.Document.Folded;
import dev.perfadvisor.engine.render.Document.Item;
import dev.perfadvisor.engine.render.Document.Items;
import dev.perfadvisor.engine.render.Document.Mark;
import dev.perfadvisor.engine.render.Document.Paragraph;
import dev.perfadvisor.engine.render.Document.Table;
import java.util.List;
import java.util.TreeMap;

/** Rules that could not be judged: how many wait for what, and each of them. */
final class UndecidedSection {

    private UndecidedSection() {}

    static Block of(List<Undecided> undecided) {
        var byEvidence = new TreeMap<String, Integer>();
        undecided.forEach(rule -> rule.missing().stream()
                .map(UndecidedSection::evidence)
                .distinct()
                .forEach(evidence -> byEvidence.merge(evidence, 1, Integer::sum)));
        var counts = byEvidence.entrySet().stream()
                .sorted((a, b) -> b.getValue() - a.getValue())
                .map(entry -> new Item(Mark.BULLET, entry.getValue() + " miss " + entry.getKey(), ""))
                .toList();
        var rows = undecided.stream()
                .map(rule -> List.of(rule.title(), rule.rule(), String.join(", ", rule.missing())))
                .toList();
        return new Folded(
                undecided.size() + " rules could not be judged",
                List.of(
                        new Paragraph("A rule whose facts are missing says nothing, neither yes nor no. A rule can miss"
                                + " several things."),
                        new Items(counts),
                        new Table(
                                List.of("Would tell", "Rule", "Missing"),
                                rows,
                                List.of(),
                                undecided.stream()
                                        .map(rule -> "undecided-" + rule.rule())
                                        .toList())));
    }

    /** The evidence that a fact is read from, by the first part of its path. */
    private static String evidence(String path) {
        return switch (path.split("[.\\[]", 2)[0]) {
            case "jfr" -> "something in a JFR recording";
            case "sql" -> "something in a slow query log";
            case "load" -> "something in a load test";
            case "cross" -> "several kinds of evidence of the same time";
            case "said" -> "something that you can say";
            default -> path;
        };
    }
}
