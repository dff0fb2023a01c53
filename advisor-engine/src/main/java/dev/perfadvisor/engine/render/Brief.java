package dev.perfadvisor.engine.render;

import dev.perfadvisor.engine.model.Cause;
import dev.perfadvisor.engine.model.CauseChange;
import dev.perfadvisor.engine.model.Comparison;
import dev.perfadvisor.engine.model.Figures;
import dev.perfadvisor.engine.model.Result;
import dev.perfadvisor.engine.model.Validation;
import dev.perfadvisor.engine.render.Document.Block;
import dev.perfadvisor.engine.render.Document.Item;
import dev.perfadvisor.engine.render.Document.Items;
import dev.perfadvisor.engine.render.Document.Mark;
import dev.perfadvisor.engine.render.Document.Paragraph;
import dev.perfadvisor.engine.render.Document.Table;
import java.util.ArrayList;
import java.util.List;

/** A result in a few lines of Markdown, for the comment on a pull request or the summary of a job. */
public final class Brief {

    private static final int MOST = 5;

    private Brief() {}

    /** The answer, the judged figures and the causes with their first remedy. */
    public static String of(Result result) {
        var blocks = new ArrayList<>(Report.answer(result));
        causes(result, blocks);
        return MarkdownRenderer.render(new Document("Performance: diagnosis", List.copyOf(blocks)));
    }

    private static void causes(Result result, List<Block> blocks) {
        var items = result.diagnosis().causes().stream()
                .filter(cause -> cause.status().equals(Cause.SUPPORTED))
                .limit(MOST)
                .map(cause -> new Item(
                        Mark.BULLET,
                        cause.title() + " (" + cause.id() + "), severity "
                                + cause.severity().id() + ", support " + Figures.plain(cause.support()) + " decibans",
                        cause.remedies().isEmpty()
                                ? ""
                                : cause.remedies().getFirst().what()))
                .toList();
        if (!items.isEmpty()) {
            blocks.add(new Items(items));
        }
    }

    /** The verdict, the figures, and the causes that are new or gone. */
    public static String of(Comparison comparison) {
        return MarkdownRenderer.render(new Document("Performance: comparison", blocks(comparison)));
    }

    private static List<Block> blocks(Comparison comparison) {
        var blocks = new ArrayList<Block>();
        blocks.add(new Document.Verdict(ComparisonReport.tone(comparison.verdict()), comparison.answer()));
        if (!comparison.explanation().isEmpty()) {
            blocks.add(new Paragraph(comparison.explanation()));
        }
        if (!comparison.measures().isEmpty()) {
            blocks.add(new Table(
                    List.of("Figure", "Ratio", "95 % interval", "Verdict"),
                    comparison.measures().stream()
                            .map(m -> List.of(
                                    m.title(),
                                    Figures.plain(m.ratio().value()),
                                    Figures.plain(m.ratio().low()) + " to "
                                            + Figures.plain(m.ratio().high()),
                                    m.verdict().words()))
                            .toList(),
                    List.of(1, 2)));
        }
        var items = comparison.causes().stream()
                .filter(cause -> cause.change() == CauseChange.Change.NEW)
                .limit(MOST)
                .map(cause -> new Item(
                        Mark.BULLET,
                        "New: " + cause.title() + " (" + cause.id() + ")",
                        cause.findings().isEmpty()
                                ? ""
                                : cause.findings().getFirst().diagnosis()))
                .toList();
        if (!items.isEmpty()) {
            blocks.add(new Items(items));
        }
        return List.copyOf(blocks);
    }

    /** The verdict, the criteria, what remains, and the comparison. */
    public static String of(Validation validation) {
        var blocks = new ArrayList<>(ValidationReport.answer(validation));
        var comparison = validation.comparison();
        if (comparison != null) {
            var compared = blocks(comparison);
            blocks.addAll(compared.subList(1, compared.size()));
        }
        causes(validation.result(), blocks);
        return MarkdownRenderer.render(new Document("Performance: validation", List.copyOf(blocks)));
    }
}
