package dev.perfadvisor.engine.render;

import dev.perfadvisor.engine.model.Check;
import dev.perfadvisor.engine.model.Figures;
import dev.perfadvisor.engine.model.Series;
import dev.perfadvisor.engine.render.Document.Block;
import dev.perfadvisor.engine.render.Document.Heading;
import dev.perfadvisor.engine.render.Document.Item;
import dev.perfadvisor.engine.render.Document.Items;
import dev.perfadvisor.engine.render.Document.Mark;
import dev.perfadvisor.engine.render.Document.Paragraph;
import dev.perfadvisor.engine.render.Document.Table;
import dev.perfadvisor.engine.render.Document.Tone;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lays a series of runs out. As JSON {@code advisor.series/1}: {@code {schema, answer, endsWorse, runs[], changes[]
 * {quantile, at, run, before, after, ratio, p, explanation}, leftOut[] {run, reason}, notes[]}}.
 */
public final class SeriesReport {

    private SeriesReport() {}

    /** In any format. */
    public static String render(Series series, Format format, Style style) {
        return format == Format.JSON ? Json.write(json(series)) : Renderer.render(of(series), format, style);
    }

    /** The document. */
    public static Document of(Series series) {
        var blocks = new ArrayList<>(answer(series));
        if (!series.leftOut().isEmpty()) {
            blocks.add(new Heading(1, "Left out", "left-out"));
            blocks.add(new Items(series.leftOut().stream()
                    .map(run -> new Item(Mark.MINUS, run.run() + ": " + run.reason(), ""))
                    .toList()));
        }
        if (!series.notes().isEmpty()) {
            blocks.add(new Heading(1, "Limits", "notes"));
            blocks.add(new Items(series.notes().stream()
                    .map(note -> new Item(Mark.BULLET, note, ""))
                    .toList()));
        }
        return new Document("Series of runs", List.copyOf(blocks));
    }

    private static List<Block> answer(Series series) {
        var blocks = new ArrayList<Block>();
        var tone = series.endsWorse() ? Tone.BAD : series.changes().isEmpty() ? Tone.NEUTRAL : Tone.GOOD;
        blocks.add(new Document.Verdict(tone, series.answer()));
        if (!series.changes().isEmpty()) {
            blocks.add(new Table(
                    List.of("From run", "Figure", "Before", "After", "Ratio", "p"),
                    series.changes().stream()
                            .map(c -> List.of(
                                    c.run(),
                                    c.quantile(),
                                    Figures.seconds(c.before()),
                                    Figures.seconds(c.after()),
                                    Figures.plain(c.ratio()),
                                    Figures.plain(c.p())))
                            .toList(),
                    List.of(2, 3, 4, 5)));
        }
        series.changes().stream()
                .filter(change -> !change.explanation().isEmpty())
                .map(change -> change.run() + ": " + change.explanation())
                .distinct()
                .forEach(text -> blocks.add(new Paragraph(text)));
        return blocks;
    }

    /** In a few lines of Markdown. */
    public static String brief(Series series) {
        return MarkdownRenderer.render(new Document("Performance: series of runs", answer(series)));
    }

    /** For build servers: a change for the worse that no later one takes back fails. */
    public static List<Check> checks(Series series) {
        var outcome = series.endsWorse() ? Check.Outcome.FAILED : Check.Outcome.PASSED;
        return List.of(
                new Check("series", "latency over " + series.runs().size() + " runs", outcome, series.answer(), ""));
    }

    /** As maps, lists and plain values. */
    public static Map<String, @Nullable Object> json(Series series) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("schema", Series.SCHEMA);
        json.put("answer", series.answer());
        json.put("endsWorse", series.endsWorse());
        json.put("runs", series.runs());
        json.put("changes", series.changes().stream().map(SeriesReport::change).toList());
        json.put("leftOut", series.leftOut());
        json.put("notes", series.notes());
        return json;
    }

    private static Map<String, @Nullable Object> change(Series.ChangePoint change) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("quantile", change.quantile());
        json.put("at", change.at());
        json.put("run", change.run());
        json.put("before", change.before());
        json.put("after", change.after());
        json.put("ratio", change.ratio());
        json.put("p", change.p());
        json.put("explanation", change.explanation());
        return json;
    }
}
