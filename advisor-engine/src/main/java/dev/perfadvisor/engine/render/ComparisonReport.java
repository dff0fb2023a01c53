package dev.perfadvisor.engine.render;

import dev.perfadvisor.engine.model.Comparison;
import dev.perfadvisor.engine.model.Comparison.Measure;
import dev.perfadvisor.engine.model.Comparison.TestRun;
import dev.perfadvisor.engine.model.ComparisonVerdict;
import dev.perfadvisor.engine.model.Figures;
import dev.perfadvisor.engine.model.Overview;
import dev.perfadvisor.engine.render.Document.Block;
import dev.perfadvisor.engine.render.Document.Figure;
import dev.perfadvisor.engine.render.Document.Folded;
import dev.perfadvisor.engine.render.Document.Heading;
import dev.perfadvisor.engine.render.Document.Item;
import dev.perfadvisor.engine.render.Document.Items;
import dev.perfadvisor.engine.render.Document.Mark;
import dev.perfadvisor.engine.render.Document.Paragraph;
import dev.perfadvisor.engine.render.Document.Table;
import dev.perfadvisor.engine.render.Document.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lays a comparison out: the verdict, the figures, the runs, and what limits it. As JSON, {@code advisor.comparison/1}. */
public final class ComparisonReport {

    private static final double LEAST_P = 0.0001;

    private ComparisonReport() {}

    /** In any format. */
    public static String render(Comparison comparison, Format format, Style style) {
        return format == Format.JSON
                ? Json.write(ComparisonJson.tree(comparison))
                : Renderer.render(of(comparison), format, style);
    }

    /** The document of a comparison. */
    public static Document of(Comparison comparison) {
        var blocks = new ArrayList<Block>();
        blocks.add(new Document.Verdict(tone(comparison.verdict()), comparison.answer()));
        if (!comparison.explanation().isEmpty()) {
            blocks.add(new Paragraph(comparison.explanation()));
        }
        if (!comparison.measures().isEmpty()) {
            blocks.add(new Table(
                    List.of("Figure", "Base", "Candidate", "Ratio", "95 % interval", "p, corrected", "Verdict"),
                    comparison.measures().stream().map(ComparisonReport::row).toList(),
                    List.of(1, 2, 3, 4, 5),
                    numbered("measure", comparison.measures().size())));
        }
        blocks.addAll(DifferenceSection.of(comparison));
        flames(comparison, blocks);
        notes(comparison, blocks);
        blocks.add(new Heading(1, "Runs", "runs"));
        blocks.add(new Table(
                List.of("Side", "Run", "Requests", "Offered a second", "Failed"),
                Stream.concat(
                                comparison.base().runs().stream().map(run -> row("base", run)),
                                comparison.candidate().runs().stream().map(run -> row("candidate", run)))
                        .toList(),
                List.of(2, 3, 4)));
        return new Document("Comparison", List.copyOf(blocks));
    }

    /** Ids of rows, from 1. */
    private static List<String> numbered(String name, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> name + "-" + number)
                .toList();
    }

    private static void flames(Comparison comparison, List<Block> blocks) {
        if (comparison.flames().isEmpty()) {
            return;
        }
        blocks.add(new Heading(1, "Flame graphs, before and after", "flame-changes"));
        for (var change : comparison.flames()) {
            blocks.add(new Folded(
                    Overview.title(change.measure()),
                    List.of(new Figure(
                            "flame-change-" + change.measure(),
                            "",
                            "Width is the mean of the shares of both sides, of "
                                    + Figures.weight(change.baseTotal(), change.unit()) + " before and "
                                    + Figures.weight(change.candidateTotal(), change.unit())
                                    + " after. A number before a name says by how many points the share grew or shrank;"
                                    + " without one it is under half a point, or no more than chance between samples."
                                    + " Other things vary between runs, too.",
                            change))));
        }
    }

    private static void notes(Comparison comparison, List<Block> blocks) {
        if (!comparison.notes().isEmpty()) {
            blocks.add(new Heading(1, "Limits of this comparison", "notes"));
            blocks.add(new Items(comparison.notes().stream()
                    .map(note -> new Item(Mark.BULLET, note, ""))
                    .toList()));
        }
    }

    static Tone tone(ComparisonVerdict verdict) {
        return switch (verdict) {
            case ComparisonVerdict.Better _, ComparisonVerdict.NoChange _ -> Tone.GOOD;
            case ComparisonVerdict.Worse _, ComparisonVerdict.Mixed _ -> Tone.BAD;
            case ComparisonVerdict.NotProven _, ComparisonVerdict.NotComparable _ -> Tone.WARNING;
        };
    }

    private static List<String> row(Measure measure) {
        return List.of(
                measure.title(),
                range(measure.base()),
                range(measure.candidate()),
                Figures.plain(measure.ratio().value()),
                Figures.plain(measure.ratio().low()) + " to "
                        + Figures.plain(measure.ratio().high()),
                chance(measure.corrected()),
                measure.verdict().words());
    }

    /** {@code 5.27 ms to 5.66 ms}: the least and the most of the runs. */
    private static String range(List<Double> values) {
        double low = values.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
        double high = values.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
        return low == high ? Figures.seconds(low) : Figures.seconds(low) + " to " + Figures.seconds(high);
    }

    private static List<String> row(String side, TestRun run) {
        var failed = run.failedRatio();
        return List.of(
                side,
                run.label(),
                number(run.requests()),
                number(run.requestsPerSecond()),
                failed == null ? "unknown" : Figures.percent(failed));
    }

    /** {@code 0.023}, {@code < 0.0001}: how much smaller it is tells nobody anything. */
    private static String chance(@Nullable Double p) {
        return p != null && p < LEAST_P ? "< " + Figures.plain(LEAST_P) : number(p);
    }

    private static String number(@Nullable Number number) {
        return number == null ? "unknown" : Figures.plain(number.doubleValue());
    }
}
