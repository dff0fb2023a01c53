package dev.perfadvisor.engine.render;

import dev.perfadvisor.engine.model.Chart.Flame;
import dev.perfadvisor.engine.model.Chart.FlameChange;
import dev.perfadvisor.engine.model.Chart.Quantiles;
import dev.perfadvisor.engine.model.Chart.Shares;
import dev.perfadvisor.engine.model.Chart.Sum;
import dev.perfadvisor.engine.model.Chart.Tracks;
import dev.perfadvisor.engine.model.Figures;
import dev.perfadvisor.engine.render.Document.Bars;
import dev.perfadvisor.engine.render.Document.Block;
import dev.perfadvisor.engine.render.Document.Cited;
import dev.perfadvisor.engine.render.Document.Code;
import dev.perfadvisor.engine.render.Document.Figure;
import dev.perfadvisor.engine.render.Document.Folded;
import dev.perfadvisor.engine.render.Document.Heading;
import dev.perfadvisor.engine.render.Document.Item;
import dev.perfadvisor.engine.render.Document.Items;
import dev.perfadvisor.engine.render.Document.Labels;
import dev.perfadvisor.engine.render.Document.Paragraph;
import dev.perfadvisor.engine.render.Document.Table;
import dev.perfadvisor.engine.render.Document.Tone;
import dev.perfadvisor.engine.render.Document.Verdict;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a document as Markdown (GitHub's dialect). */
public final class MarkdownRenderer {

    /** Bars in a row, as many as fit beside a text. */
    private static final int BARS = 60;

    /** Calls of a flame graph with less are left out: a comment on a change has little room. */
    private static final double LEAST_SHARE = 0.05;

    private final StringBuilder out = new StringBuilder();

    private MarkdownRenderer() {}

    public static String render(Document document) {
        var renderer = new MarkdownRenderer();
        renderer.out.append("# ").append(SafeText.markdown(document.title())).append("\n\n");
        if (!document.subtitle().isBlank()) {
            renderer.out
                    .append('*')
                    .append(SafeText.markdown(document.subtitle()))
                    .append("*\n\n");
        }
        document.blocks().forEach(renderer::block);
        return renderer.out.toString().stripTrailing() + "\n";
    }

    private void block(Block block) {
        switch (block) {
            case Heading heading ->
                out.append("\n")
                        .append("#".repeat(heading.level() + 1))
                        .append(' ')
                        .append(SafeText.markdown(heading.text()))
                        .append("\n\n");
            case Paragraph(var text) -> out.append(SafeText.markdown(text)).append("\n\n");
            case Verdict verdict ->
                out.append("> **")
                        .append(verdict.tone() == Tone.GOOD ? "OK: " : "")
                        .append(SafeText.markdown(verdict.text()))
                        .append("**\n\n");
            case Items(var items) -> {
                items.forEach(this::item);
                out.append('\n');
            }
            case Cited(var sources) -> {
                sources.forEach(source -> item(CitedText.item(source)));
                out.append('\n');
            }
            case Table table -> table(table);
            case Bars(var values, var caption) ->
                out.append('`')
                        .append(Sparkline.of(values, true))
                        .append("` ")
                        .append(SafeText.markdown(caption))
                        .append("\n\n");
            case Figure figure -> figure(figure);
            case Labels(var labels) ->
                out.append(SafeText.markdown(LabelText.of(labels))).append("\n\n");
            case Code code -> code(code);
            case Folded folded -> {
                out.append("<details><summary>")
                        .append(SafeText.html(folded.summary()))
                        .append("</summary>\n\n");
                folded.blocks().forEach(this::block);
                out.append("</details>\n\n");
            }
        }
    }

    private void figure(Figure figure) {
        if (figure.chart() instanceof Sum sum) {
            out.append(SafeText.markdown(ChartTables.line(sum))).append("\n\n");
            return;
        }
        out.append("**").append(SafeText.markdown(figure.title())).append("**\n\n");
        switch (figure.chart()) {
            case Sum _ -> {}
            case Shares shares -> table(ChartTables.of(shares));
            case Quantiles quantiles -> table(ChartTables.of(quantiles));
            case Flame flame -> {
                code(new Code("", String.join("\n", ChartTables.lines(flame, LEAST_SHARE))));
                out.append("Calls under ").append(Figures.percent(LEAST_SHARE)).append(" are left out here. ");
            }
            case FlameChange change -> {
                code(new Code("", String.join("\n", ChartTables.lines(change, LEAST_SHARE))));
                out.append("Calls under ").append(Figures.percent(LEAST_SHARE)).append(" are left out here. ");
            }
            case Tracks tracks -> tracks(tracks);
        }
        out.append(SafeText.markdown(figure.caption())).append("\n\n");
    }

    private void tracks(Tracks tracks) {
        out.append("From ").append(ChartTables.dateTime(tracks.from())).append(" on:\n\n");
        for (var track : tracks.tracks()) {
            out.append("- `")
                    .append(Sparkline.of(track.values(), BARS, true))
                    .append("` ")
                    .append(SafeText.markdown(
                            track.label() + ", at most " + ChartTables.amount(track.most(), track.unit())))
                    .append('\n');
        }
        out.append('\n');
    }

    private void item(Item item) {
        var sign = switch (item.mark()) {
            case BULLET, PLUS, MINUS -> "- ";
            case DONE -> "- [x] ";
            case OPEN -> "- [ ] ";
            case NOT_NEEDED -> "- (not needed) ";
        };
        out.append(sign).append(SafeText.markdown(item.text()));
        if (!item.detail().isEmpty()) {
            out.append("<br>").append(SafeText.markdown(item.detail()));
        }
        out.append('\n');
    }

    private void table(Table table) {
        row(table.header());
        var rules = new StringBuilder("|");
        for (int c = 0; c < table.header().size(); c++) {
            rules.append(table.right().contains(c) ? "---:|" : "---|");
        }
        out.append(rules).append('\n');
        table.rows().forEach(this::row);
        out.append('\n');
    }

    private void row(List<String> cells) {
        out.append(cells.stream().map(SafeText::markdown).collect(Collectors.joining(" | ", "| ", " |\n")));
    }

    /** The fence is longer than any run of backticks inside. */
    private void code(Code code) {
        var text = SafeText.terminal(code.text());
        var fence = "```";
        while (text.contains(fence)) {
            fence += "`";
        }
        out.append(fence)
                .append(code.language())
                .append('\n')
                .append(text)
                .append('\n')
                .append(fence)
                .append("\n\n");
    }
}
