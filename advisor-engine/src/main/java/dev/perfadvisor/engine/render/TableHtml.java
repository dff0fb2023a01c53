package dev.perfadvisor.engine.render;

import dev.perfadvisor.engine.render.Document.Table;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Tables as HTML. On a narrow screen each row becomes a card, in which figures have the name of their column before them; the
 * roles say that it still is a table.
 */
final class TableHtml {

    private TableHtml() {}

    /**
     * A table.
     *
     * @param place id of the table, of which rows without a name of their own get theirs
     * @param id makes the attribute of an id
     */
    static String of(Table table, String place, UnaryOperator<String> id) {
        var out = new StringBuilder("<div%s class=\"table\" role=\"region\" aria-label=\"%s\" tabindex=\"0\">"
                .formatted(
                        id.apply(place),
                        SafeText.html(table.header().stream()
                                .filter(name -> !name.isBlank())
                                .collect(Collectors.joining(", ", "Table of ", "")))));
        out.append("<table class=\"cards\" role=\"table\"><thead role=\"rowgroup\"><tr role=\"row\">");
        for (int c = 0; c < table.header().size(); c++) {
            var name = table.header().get(c);
            // An empty header has nothing to name.
            out.append(
                    name.isEmpty()
                            ? "<td role=\"cell\"></td>"
                            : "<th role=\"columnheader\" scope=\"col\"%s>%s</th>"
                                    .formatted(
                                            table.right().contains(c) ? " class=\"right\"" : "", SafeText.html(name)));
        }
        out.append("</tr></thead><tbody role=\"rowgroup\">\n");
        for (int r = 0; r < table.rows().size(); r++) {
            var name = r < table.ids().size() ? table.ids().get(r) : place + "-row-" + (r + 1);
            out.append("<tr%s role=\"row\">".formatted(id.apply(name)));
            cells(table, table.rows().get(r), out);
            out.append("</tr>\n");
        }
        return out.append("</tbody></table></div>\n").toString();
    }

    private static void cells(Table table, List<String> cells, StringBuilder out) {
        for (int c = 0; c < cells.size(); c++) {
            var figure = table.right().contains(c)
                    ? " class=\"right\" data-of=\""
                            + SafeText.html(table.header().get(c)) + "\""
                    : "";
            out.append("<td role=\"cell\"%s>%s</td>".formatted(figure, SafeText.html(cells.get(c))));
        }
    }
}
