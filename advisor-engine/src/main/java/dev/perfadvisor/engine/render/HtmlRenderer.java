package dev.perfadvisor.engine.render;

import dev.perfadvisor.engine.render.Document.Bars;
import dev.perfadvisor.engine.render.Document.Block;
import dev.perfadvisor.engine.render.Document.Code;
import dev.perfadvisor.engine.render.Document.Folded;
import dev.perfadvisor.engine.render.Document.Heading;
import dev.perfadvisor.engine.render.Document.Item;
import dev.perfadvisor.engine.render.Document.Items;
import dev.perfadvisor.engine.render.Document.Paragraph;
import dev.perfadvisor.engine.render.Document.Table;
import dev.perfadvisor.engine.render.Document.Verdict;
import java.util.List;
import java.util.Locale;

/** Writes a document as one HTML file that needs nothing else: no network, no script. */
public final class HtmlRenderer {

    private static final String CSS = """
            :root{color-scheme:light dark;--bg:#fff;--fg:#1b1f24;--dim:#57606a;--line:#d0d7de;--code:#f3f5f7;
            --good:#116329;--warning:#7d4e00;--bad:#a40e26}
            @media(prefers-color-scheme:dark){:root{--bg:#0d1117;--fg:#e6edf3;--dim:#9da7b1;--line:#30363d;--code:#161b22;
            --good:#56d364;--warning:#e3b341;--bad:#ff8182}}
            body{background:var(--bg);color:var(--fg);font:16px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;
            padding:0 1rem}
            h2{border-bottom:1px solid var(--line);padding-bottom:.3rem;margin-top:2.2rem}
            .verdict{font-size:1.2rem;font-weight:600;border-left:.4rem solid;padding:.4rem 0 .4rem 1rem}
            .good{color:var(--good)}.warning{color:var(--warning)}.bad{color:var(--bad)}
            table{border-collapse:collapse;display:block;overflow-x:auto}th,td{text-align:left;padding:.25rem .8rem .25rem 0;
            border-bottom:1px solid var(--line);vertical-align:top}th{color:var(--dim);font-weight:500}
            .right{text-align:right}.detail{color:var(--dim)}pre{background:var(--code);padding:.8rem;overflow-x:auto;
            border-radius:.3rem}ul{padding-left:1.2rem}li.mark{list-style:none;margin-left:-1.2rem}
            @media print{details>*{display:block}body{max-width:none}}
            """;

    private final StringBuilder out = new StringBuilder();

    private HtmlRenderer() {}

    public static String render(Document document) {
        var renderer = new HtmlRenderer();
        var title = SafeText.html(document.title());
        renderer.out
                .append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .append("<title>" + title + "</title><style>" + CSS + "</style></head><body><main>\n")
                .append("<h1>" + title + "</h1>\n");
        document.blocks().forEach(renderer::block);
        renderer.out.append("</main></body></html>\n");
        return renderer.out.toString();
    }

    private void block(Block block) {
        switch (block) {
            case Heading(var level, var text, var id) ->
                out.append("<h%d id=\"%s\">%s</h%d>\n"
                        .formatted(level + 1, SafeText.html(id), SafeText.html(text), level + 1));
            case Paragraph(var text) ->
                out.append("<p>").append(SafeText.html(text)).append("</p>\n");
            case Verdict(var tone, var text) ->
                out.append("<p id=\"verdict\" class=\"verdict %s\">%s</p>\n"
                        .formatted(tone.name().toLowerCase(Locale.ROOT), SafeText.html(text)));
            case Items(var items) -> {
                out.append("<ul>\n");
                items.forEach(this::item);
                out.append("</ul>\n");
            }
            case Table table -> table(table);
            case Bars(var values, var caption) ->
                out.append("<pre>")
                        .append(Sparkline.of(values, true))
                        .append("</pre>\n<p>")
                        .append(SafeText.html(caption))
                        .append("</p>\n");
            case Code code ->
                out.append("<pre><code>").append(SafeText.html(code.text())).append("</code></pre>\n");
            case Folded(var summary, var blocks) -> {
                out.append("<details><summary>").append(SafeText.html(summary)).append("</summary>\n");
                blocks.forEach(this::block);
                out.append("</details>\n");
            }
        }
    }

    private void item(Item item) {
        var sign = switch (item.mark()) {
            case BULLET, PLUS, MINUS -> "";
            case DONE -> "&#9745; ";
            case OPEN -> "&#9744; ";
            case NOT_NEEDED -> "(not needed) ";
        };
        out.append(sign.isEmpty() ? "<li>" : "<li class=\"mark\">").append(sign).append(SafeText.html(item.text()));
        if (!item.detail().isEmpty()) {
            out.append("<br><span class=\"detail\">")
                    .append(SafeText.html(item.detail()))
                    .append("</span>");
        }
        out.append("</li>\n");
    }

    private void table(Table table) {
        out.append("<table><thead>");
        row(table.header(), "th", table.right());
        out.append("</thead><tbody>\n");
        table.rows().forEach(cells -> row(cells, "td", table.right()));
        out.append("</tbody></table>\n");
    }

    private void row(List<String> cells, String tag, List<Integer> right) {
        out.append("<tr>");
        for (int c = 0; c < cells.size(); c++) {
            out.append(right.contains(c) ? "<" + tag + " class=\"right\">" : "<" + tag + ">")
                    .append(SafeText.html(cells.get(c)))
                    .append("</" + tag + ">");
        }
        out.append("</tr>\n");
    }
}
