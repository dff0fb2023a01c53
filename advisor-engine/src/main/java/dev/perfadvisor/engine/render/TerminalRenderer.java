package dev.perfadvisor.engine.render;

import dev.perfadvisor.engine.model.Chart.Flame;
import dev.perfadvisor.engine.model.Chart.FlameChange;
import dev.perfadvisor.engine.model.Chart.Quantiles;
import dev.perfadvisor.engine.model.Chart.Shares;
import dev.perfadvisor.engine.model.Chart.Sum;
import dev.perfadvisor.engine.model.Chart.Track;
import dev.perfadvisor.engine.model.Chart.Tracks;
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
import dev.perfadvisor.engine.render.Document.Mark;
import dev.perfadvisor.engine.render.Document.Paragraph;
import dev.perfadvisor.engine.render.Document.Table;
import dev.perfadvisor.engine.render.Document.Tone;
import dev.perfadvisor.engine.render.Document.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Draws a document on a terminal. */
public final class TerminalRenderer {

    private static final int LEAST_WIDTH = 40;

    /** Columns to which those of a table give way, but for the first: what it holds is there to be copied. */
    private static final int LEAST_COLUMN = 12;

    private static final Pattern ID = Pattern.compile("\\([a-z]+(?:\\.[a-z0-9-]+)+\\)");

    private final Style style;
    private final int width;
    private final StringBuilder out = new StringBuilder();

    private TerminalRenderer(Style style) {
        this.style = style;
        this.width = Math.max(LEAST_WIDTH, style.width());
    }

    /** The document as lines that end in a line feed. */
    public static String render(Document document, Style style) {
        var renderer = new TerminalRenderer(style);
        document.blocks().forEach(renderer::block);
        return renderer.out.toString();
    }

    private void block(Block block) {
        switch (block) {
            case Heading heading -> heading(heading);
            case Paragraph(var text) -> wrapped(text, "  ", "  ");
            case Verdict verdict -> verdict(verdict);
            case Items(var items) -> items.forEach(this::item);
            case Cited(var sources) -> sources.forEach(source -> item(CitedText.item(source)));
            case Table table -> table(table);
            case Bars(var values, var caption) -> {
                line("    " + Sparkline.of(values, style.unicode()));
                wrapped(caption, "    ", "    ");
            }
            case Figure figure -> figure(figure);
            case Labels(var labels) -> wrapped(LabelText.of(labels), "  ", "  ");
            case Code code -> code(code.text());
            case Folded folded -> folded(folded);
        }
    }

    private void figure(Figure figure) {
        if (figure.chart() instanceof Sum sum) {
            wrapped(ChartTables.line(sum), "  ", "  ");
            return;
        }
        line("");
        wrappedPainted(Ansi.BOLD, figure.title(), "  ", "  ");
        switch (figure.chart()) {
            case Sum _ -> {}
            case Shares shares -> table(ChartTables.of(shares));
            case Quantiles quantiles -> table(ChartTables.of(quantiles));
            case Flame flame -> code(String.join("\n", ChartTables.lines(flame, 0)));
            case FlameChange change -> code(String.join("\n", ChartTables.lines(change, 0)));
            case Tracks tracks -> {
                tracks.tracks().forEach(this::track);
                wrapped("From " + ChartTables.dateTime(tracks.from()) + " on.", "  ", "  ");
            }
        }
        wrappedPainted(Ansi.DIM, figure.caption(), "  ", "  ");
    }

    private void track(Track track) {
        var line = ChartText.line(track, safe(track.label()), width - 2, style.unicode());
        if (line.isEmpty()) {
            wrapped(track.label() + ", " + ChartText.most(track), "  ", "    ");
            line("    " + Sparkline.of(track.values(), width - 4, style.unicode()));
        } else {
            line("  " + line);
        }
    }

    private void folded(Folded folded) {
        if (style.folded()) {
            wrappedPainted(
                    Ansi.DIM,
                    "(" + folded.summary() + ": not shown here; --full or a file shows it)",
                    "      ",
                    "      ");
        } else {
            wrappedPainted(Ansi.DIM, folded.summary() + ":", "  ", "  ");
            folded.blocks().forEach(this::block);
        }
    }

    private void heading(Heading heading) {
        line("");
        if (heading.level() == 1) {
            wrappedPainted(Ansi.BOLD, raised(heading.text()), "", "");
        } else {
            wrappedPainted(Ansi.BOLD, heading.text(), "  ", "     ");
        }
    }

    /** In capitals, but for ids in brackets, which are there to be typed. */
    private static String raised(String text) {
        var raised = new StringBuilder();
        var ids = ID.matcher(text);
        int done = 0;
        while (ids.find()) {
            raised.append(text.substring(done, ids.start()).toUpperCase(Locale.ROOT))
                    .append(ids.group());
            done = ids.end();
        }
        return raised.append(text.substring(done).toUpperCase(Locale.ROOT)).toString();
    }

    private void verdict(Verdict verdict) {
        var colour = switch (verdict.tone()) {
            case GOOD -> Ansi.GREEN;
            case WARNING -> Ansi.YELLOW;
            case BAD -> Ansi.RED;
            case NEUTRAL -> Ansi.BOLD;
        };
        var sign = verdict.tone() == Tone.GOOD ? "OK" : verdict.tone() == Tone.NEUTRAL ? "" : "!!";
        wrappedPainted(
                colour, sign.isEmpty() ? verdict.text() : sign + " " + verdict.text(), "", sign.isEmpty() ? "" : "   ");
        line("");
    }

    private void item(Item item) {
        wrapped(
                item.text(),
                "  " + sign(item.mark()) + " ",
                "    " + " ".repeat(sign(item.mark()).length() - 1));
        if (!item.detail().isEmpty()) {
            wrappedPainted(Ansi.DIM, item.detail(), "      ", "      ");
        }
    }

    private String sign(Mark mark) {
        return switch (mark) {
            case BULLET -> style.unicode() ? "•" : "-";
            case DONE -> "[x]";
            case OPEN -> "[ ]";
            case NOT_NEEDED -> "[-]";
            case PLUS -> "+";
            case MINUS -> "!";
        };
    }

    private void code(String text) {
        // Never wrapped: it is there to be copied.
        safe(text).lines().forEach(line -> line(paint(Ansi.CYAN, "        " + line)));
    }

    /** Columns as wide as they need; the widest ones give way when the window is narrow. */
    private void table(Table table) {
        var rows = new ArrayList<List<String>>();
        rows.add(table.header());
        rows.addAll(table.rows());
        int[] widths = widths(rows, table.header().size());
        if (Arrays.stream(widths).sum() > room(widths.length)) {
            table.rows().forEach(cells -> stacked(table.header(), cells));
            return;
        }
        for (int r = 0; r < rows.size(); r++) {
            var cells = rows.get(r);
            var wrappedCells = new ArrayList<List<String>>();
            int height = 1;
            for (int c = 0; c < cells.size(); c++) {
                var lines = Wrap.lines(safe(cells.get(c)), widths[c]);
                wrappedCells.add(lines);
                height = Math.max(height, lines.size());
            }
            for (int l = 0; l < height; l++) {
                var text = new StringBuilder("  ");
                for (int c = 0; c < cells.size(); c++) {
                    var lines = wrappedCells.get(c);
                    var cell = l < lines.size() ? lines.get(l) : "";
                    var space = " ".repeat(Math.max(0, widths[c] - Wrap.width(cell)));
                    text.append(table.right().contains(c) ? space + cell : cell + space)
                            .append("  ");
                }
                line(
                        r == 0
                                ? paint(Ansi.DIM, text.toString().stripTrailing())
                                : text.toString().stripTrailing());
            }
        }
    }

    private int[] widths(List<List<String>> rows, int columns) {
        int[] widths = new int[columns];
        int[] least = new int[columns];
        for (var row : rows) {
            for (int c = 0; c < columns; c++) {
                var cell = safe(row.get(c));
                widths[c] = Math.max(widths[c], Wrap.width(cell));
                // Nothing is broken into lines shorter than Wrap.LEAST.
                least[c] = c > 0 ? LEAST_COLUMN : Math.max(Math.max(Wrap.LEAST, least[c]), Wrap.longestWord(cell));
            }
        }
        int room = room(columns);
        while (Arrays.stream(widths).sum() > room) {
            int widest = -1;
            for (int c = 0; c < columns; c++) {
                boolean wider = widest < 0 || widths[c] > widths[widest];
                widest = widths[c] > least[c] && wider ? c : widest;
            }
            if (widest < 0) {
                break;
            }
            widths[widest]--;
        }
        return widths;
    }

    private int room(int columns) {
        return width - 2 - 2 * columns;
    }

    /** A row of a table that is too wide for the window: one line a cell. */
    private void stacked(List<String> header, List<String> cells) {
        for (int c = 0; c < cells.size(); c++) {
            if (!cells.get(c).isEmpty()) {
                wrapped(header.get(c) + ": " + cells.get(c), c == 0 ? "  " : "    ", "      ");
            }
        }
    }

    private void wrapped(String text, String first, String rest) {
        var lines = Wrap.lines(safe(text), width - Math.max(first.length(), rest.length()));
        for (int i = 0; i < lines.size(); i++) {
            line((i == 0 ? first : rest) + lines.get(i));
        }
    }

    private void wrappedPainted(Ansi ansi, String text, String first, String rest) {
        var lines = Wrap.lines(safe(text), width - Math.max(first.length(), rest.length()));
        for (int i = 0; i < lines.size(); i++) {
            line(paint(ansi, (i == 0 ? first : rest) + lines.get(i)));
        }
    }

    /** Before it is wrapped, as the nearest text in ASCII can be longer. */
    private String safe(String text) {
        return style.unicode() ? SafeText.terminal(text) : Wrap.ascii(SafeText.terminal(text));
    }

    private void line(String text) {
        out.append(text).append('\n');
    }

    private String paint(Ansi ansi, String text) {
        return style.colour() ? ansi.code + text + Ansi.RESET : text;
    }

    private enum Ansi {
        BOLD("\u001B[1m"),
        DIM("\u001B[2m"),
        RED("\u001B[1;31m"),
        GREEN("\u001B[1;32m"),
        YELLOW("\u001B[1;33m"),
        CYAN("\u001B[36m");

        private static final String RESET = "\u001B[0m";

        private final String code;

        Ansi(String code) {
            this.code = code;
        }
    }
}
