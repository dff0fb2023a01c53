package dev.perfadvisor.engine;

import dev.perfadvisor.engine.model.Figures;
import dev.perfadvisor.engine.render.Document;
import dev.perfadvisor.engine.render.Document.Block;
import dev.perfadvisor.engine.render.Document.Code;
import dev.perfadvisor.engine.render.Document.Heading;
import dev.perfadvisor.engine.render.Document.Item;
import dev.perfadvisor.engine.render.Document.Items;
import dev.perfadvisor.engine.render.Document.Mark;
import dev.perfadvisor.engine.render.Document.Paragraph;
import dev.perfadvisor.engine.render.Document.Table;
import dev.perfadvisor.engine.rules.Rule;
import dev.perfadvisor.engine.rules.RuleBook;
import java.util.ArrayList;
import java.util.List;

/** The rule base for people: a catalogue, and a page a rule. */
final class RulePages {

    private RulePages() {}

    static Document catalogue(RuleBook book) {
        var blocks = new ArrayList<Block>();
        blocks.add(
                new Paragraph(book.rules().size() + " rules on " + book.causes().size() + " causes."));
        var rows = book.rules().stream()
                .map(rule -> List.of(
                        rule.id(),
                        rule.role().id(),
                        rule.capability().id(),
                        rule.stage().id(),
                        rule.title()))
                .toList();
        blocks.add(new Heading(1, "Rules", "rules"));
        blocks.add(new Table(List.of("Rule", "Role", "Capability", "Stage", "What it finds"), rows, List.of()));
        blocks.add(new Heading(1, "Causes", "causes"));
        blocks.add(new Table(
                List.of("Cause", "Group", "What it is"),
                book.causes().values().stream()
                        .map(cause -> List.of(cause.id(), cause.group(), cause.title()))
                        .toList(),
                List.of()));
        blocks.add(new Heading(1, "Decision table", "bands"));
        blocks.add(new Table(
                List.of("Metric", "Good", "Acceptable", "Poor", "Source"),
                book.bands().values().stream()
                        .map(band -> List.of(
                                band.metric(),
                                Figures.words(band.good(), band.unit()),
                                Figures.words(band.acceptable(), band.unit()),
                                Figures.words(band.poor(), band.unit()),
                                band.source()))
                        .toList(),
                List.of(1, 2, 3)));
        blocks.add(new Heading(1, "Caching", "caching"));
        blocks.add(new Table(
                List.of("Data", "Tier", "Strategy", "TTL"),
                book.caching().stream()
                        .map(row -> List.of(row.data(), row.tier(), row.strategy(), row.ttl()))
                        .toList(),
                List.of()));
        return new Document("What the advisor knows", List.copyOf(blocks));
    }

    static Document page(Rule rule, RuleBook book) {
        var blocks = new ArrayList<Block>();
        blocks.add(new Paragraph("Rule %s. Role %s, capability %s, stage %s."
                .formatted(
                        rule.id(),
                        rule.role().id(),
                        rule.capability().id(),
                        rule.stage().id())));
        blocks.add(new Heading(1, "What it means", "meaning"));
        var element = rule.element();
        blocks.add(new Paragraph(rule.diagnosis().shown(element)));
        blocks.add(new Heading(1, "When it fires", "when"));
        blocks.add(new Paragraph(
                rule.over() == null
                        ? "When this holds:"
                        : "For each of " + rule.over().list() + " of which this holds:"));
        blocks.add(bullets(book.inWords(rule)));
        var limits = book.limitsInWords(rule);
        if (!limits.isEmpty()) {
            blocks.add(new Paragraph(limits));
        }
        blocks.add(new Heading(1, "What it cites", "cites"));
        blocks.add(new Paragraph(String.join(", ", book.citedNames(rule)) + "."));
        blocks.add(new Heading(1, "What it says about causes", "causes"));
        blocks.add(new Table(
                List.of("Cause", "Fired (decibans)", "Clear (decibans)"),
                rule.supports().stream()
                        .map(s -> List.of(
                                s.cause() + ", " + causeTitle(book, s.cause()),
                                Figures.plain(s.fired()),
                                Figures.plain(s.clear())))
                        .toList(),
                List.of(1, 2)));
        blocks.add(new Heading(1, "What to do", "remedies"));
        for (var remedy : rule.remedies()) {
            blocks.add(new Items(List.of(new Item(
                    Mark.BULLET, remedy.what().shown(element), remedy.gain().shown(element)))));
            if (!remedy.snippet().text().isEmpty()) {
                blocks.add(new Code("", remedy.snippet().shown(element)));
            }
        }
        if (rule.proof() != null) {
            blocks.add(new Heading(1, "How to prove it", "proof"));
            blocks.add(new Paragraph("Look at %s in a load test of kind %s. It is mended when this holds: %s."
                    .formatted(
                            rule.proof().metric(),
                            rule.proof().loadTest(),
                            rule.proof().inWords())));
        }
        section(blocks, "When it may be wrong", "false-positives", rule.falsePositives());
        section(blocks, "Where the limits come from", "references", rule.references());
        blocks.add(new Heading(1, "As it is written", "written"));
        if (rule.over() != null) {
            blocks.add(new Paragraph("Conditions are CEL; " + element + " is one of "
                    + rule.over().list() + "."));
        }
        blocks.add(new Code(
                "cel",
                "when: " + rule.when().text()
                        + (rule.proof() == null
                                ? ""
                                : "\nproof: " + rule.proof().expect())));
        return new Document(rule.title(), List.copyOf(blocks));
    }

    private static Items bullets(List<String> texts) {
        return new Items(
                texts.stream().map(text -> new Item(Mark.BULLET, text, "")).toList());
    }

    private static String causeTitle(RuleBook book, String id) {
        var cause = book.causes().get(id);
        return cause == null ? id : cause.title();
    }

    private static void section(List<Block> blocks, String title, String id, List<String> texts) {
        if (!texts.isEmpty()) {
            blocks.add(new Heading(1, title, id));
            blocks.add(bullets(texts));
        }
    }
}
