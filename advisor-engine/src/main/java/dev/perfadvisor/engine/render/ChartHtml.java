package dev.perfadvisor.engine.render;

import dev.perfadvisor.engine.model.Chart;
import dev.perfadvisor.engine.model.Chart.Flame;
import dev.perfadvisor.engine.model.Chart.FlameChange;
import dev.perfadvisor.engine.model.Chart.Quantiles;
import dev.perfadvisor.engine.model.Chart.Shares;
import dev.perfadvisor.engine.model.Chart.Sum;
import dev.perfadvisor.engine.model.Chart.Term;
import dev.perfadvisor.engine.model.Chart.Tracks;
import dev.perfadvisor.engine.model.Figures;
import dev.perfadvisor.engine.model.Overview;
import dev.perfadvisor.engine.render.Document.Figure;
import dev.perfadvisor.engine.render.Document.Table;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Charts as HTML and inline SVG. Every colour is a class of the style sheet, so that dark and light pages show the same file;
 * figures stand beside the bars or in a table below.
 */
final class ChartHtml {

    /** Width of a bar of a share of 1. */
    private static final int WHOLE = 100;

    private ChartHtml() {}

    /**
     * The chart of a figure.
     *
     * @param id makes the attribute of an id
     */
    static String of(Figure figure, UnaryOperator<String> id) {
        var names = names(figure);
        return switch (figure.chart()) {
            case Sum sum -> sum(sum, id);
            case Shares shares -> shares(shares);
            case Quantiles quantiles -> picture(QuantileSvg.of(quantiles, names), names, ChartTables.of(quantiles));
            case Tracks tracks -> picture(TimelineSvg.of(tracks, names), names, ChartTables.of(tracks));
            case Flame flame -> picture(FlameSvg.of(flame, names), names, FlameTables.of(flame));
            case FlameChange change -> picture(FlameSvg.of(change, names), names, FlameTables.of(change));
        };
    }

    /** Attributes that tell those who can not see a picture what it is; its title may stand before the figure. */
    private static String names(Figure figure) {
        var id = SafeText.html(figure.id());
        var name = figure.title().isEmpty()
                ? "aria-label=\"%s\"".formatted(SafeText.html(title(figure.chart())))
                : "aria-labelledby=\"%s-title\"".formatted(id);
        return figure.caption().isEmpty() ? name : name + " aria-describedby=\"%s-caption\"".formatted(id);
    }

    private static String title(Chart chart) {
        return switch (chart) {
            case Flame flame -> Overview.title(flame.measure());
            case FlameChange change -> Overview.title(change.measure()) + ", before and after";
            case Sum _, Shares _, Quantiles _, Tracks _ -> "Chart";
        };
    }

    /** The picture, which is wider than some screens, and below it its figures, folded. */
    private static String picture(String svg, String names, Table figures) {
        return "<div class=\"wide\" role=\"region\" %s tabindex=\"0\">%s</div>\n".formatted(names, svg)
                + (figures.rows().isEmpty() ? "" : figures(figures));
    }

    /** A row a summand; bars go to the right of the middle for what speaks for it, and to the left for what does not. */
    private static String sum(Sum sum, UnaryOperator<String> id) {
        double most = sum.terms().stream()
                .mapToDouble(term -> Math.abs(term.amount()))
                .max()
                .orElse(1);
        double scale = Math.max(most, Math.abs(sum.total()));
        var out = new StringBuilder("<div class=\"table\" role=\"region\" aria-label=\"Sum of votes\" tabindex=\"0\">"
                + "<table class=\"sum\"><thead><tr><th scope=\"col\">Vote</th><th scope=\"col\">What it says</th>"
                + "<td></td><th scope=\"col\" class=\"right\">" + SafeText.html(sum.unit())
                + "</th></tr></thead><tbody>\n");
        sum.terms().forEach(term -> out.append(row(term, scale, id.apply("finding-" + term.id()))));
        out.append("</tbody><tfoot><tr><th scope=\"row\">Sum</th><td></td><td>%s</td><td class=\"right\">%s</td></tr>"
                        .formatted(signedBar(sum.total(), scale, true), ChartTables.signed(sum.total())))
                .append("</tfoot></table></div>\n");
        return out.toString();
    }

    private static String row(Term term, double scale, String id) {
        return "<tr%s%s><td><code>%s</code></td><td>%s</td><td>%s</td><td class=\"right\">%s</td></tr>\n"
                .formatted(
                        term.id().equals("prior") || term.id().equals("words") ? "" : id,
                        term.counted() ? "" : " class=\"uncounted\"",
                        SafeText.html(term.id()),
                        SafeText.html(term.text())
                                + (term.counted() ? "" : " <em>(not counted: a stronger vote saw the same)</em>"),
                        signedBar(term.amount(), scale, term.counted()),
                        term.counted()
                                ? ChartTables.signed(term.amount())
                                : "(" + ChartTables.signed(term.amount()) + ")");
    }

    private static String signedBar(double amount, double scale, boolean counted) {
        double width = Math.abs(amount) / scale * WHOLE;
        double x = amount < 0 ? WHOLE - width : WHOLE;
        var kind = (amount < 0 ? "against" : "for") + (counted ? "" : " hollow");
        return "<svg class=\"bar signed\" viewBox=\"0 0 200 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
                + "<rect class=\"%s\" x=\"%s\" width=\"%s\" height=\"10\"/><path class=\"zero\" d=\"M100 0V10\"/></svg>"
                        .formatted(kind, number(x), number(width));
    }

    private static String shares(Shares shares) {
        boolean single = shares.series().size() == 1;
        var out = new StringBuilder("<div class=\"table\" role=\"region\" aria-label=\"Shares\" tabindex=\"0\">"
                + "<table class=\"shares\"><thead><tr><td></td><td></td><th scope=\"col\" class=\"right\">"
                + (single
                        ? "Share of " + SafeText.html(shares.series().getFirst()) + "</th>"
                        : "Share</th><th scope=\"col\">of</th>")
                + "</tr></thead><tbody>\n");
        for (var row : shares.rows()) {
            for (int s = 0; s < shares.series().size(); s++) {
                var value = row.values().get(s);
                var label = s > 0
                        ? ""
                        : "<th scope=\"rowgroup\" rowspan=\"%d\">%s</th>"
                                .formatted(shares.series().size(), SafeText.html(row.label()));
                out.append("<tr%s>%s<td>%s</td><td class=\"right\">%s</td>%s</tr>\n"
                        .formatted(
                                s > 0 ? " class=\"more\"" : "",
                                label,
                                shareBar(value == null ? 0 : value, s),
                                Figures.words(value, "ratio"),
                                single
                                        ? ""
                                        : "<td class=\"detail\">"
                                                + SafeText.html(shares.series().get(s)) + "</td>"));
            }
        }
        return out.append("</tbody></table></div>\n").toString();
    }

    private static String shareBar(double share, int series) {
        return "<svg class=\"bar\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
                + "<rect class=\"rest\" width=\"100\" height=\"10\"/><rect class=\"s%d\" width=\"%s\" height=\"10\"/></svg>"
                        .formatted(series, number(Math.min(1, share) * WHOLE));
    }

    /** Bars over time without an axis. */
    static String bars(List<Long> values) {
        long most = Math.max(1, values.stream().mapToLong(Long::longValue).max().orElse(1));
        var path = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            double height = 30.0 * values.get(i) / most;
            if (height > 0) {
                path.append("M%d 30v%sh1v%sz".formatted(i, number(-height), number(height)));
            }
        }
        return ("<svg class=\"plain\" viewBox=\"0 0 %d 30\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
                        + "<path class=\"area\" d=\"%s\"/></svg>")
                .formatted(Math.max(1, values.size()), path);
    }

    /** The figures of a picture, folded. */
    private static String figures(Table table) {
        var rows = new StringBuilder();
        row(rows, table.header(), "th");
        table.rows().forEach(cells -> row(rows, cells, "td"));
        return "<details class=\"figures\"><summary>The figures</summary><div class=\"table\" role=\"region\""
                + " aria-label=\"The figures\" tabindex=\"0\"><table>" + rows + "</table></div></details>\n";
    }

    private static void row(StringBuilder into, List<String> cells, String tag) {
        into.append(cells.stream()
                .map(cell -> cell.isEmpty() ? "<td></td>" : "<%s>%s</%s>".formatted(tag, SafeText.html(cell), tag))
                .collect(Collectors.joining("", "<tr>", "</tr>\n")));
    }

    /** At most one digit after the point. */
    static String number(double value) {
        var text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
