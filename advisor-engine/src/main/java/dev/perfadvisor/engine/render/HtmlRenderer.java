package dev.perfadvisor.engine.render;

import dev.perfadvisor.engine.model.Chart.Flame;
import dev.perfadvisor.engine.model.Chart.FlameChange;
import dev.perfadvisor.engine.model.Chart.Quantiles;
import dev.perfadvisor.engine.model.Chart.Shares;
import dev.perfadvisor.engine.model.Chart.Sum;
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
import dev.perfadvisor.engine.render.Document.Paragraph;
import dev.perfadvisor.engine.render.Document.Table;
import dev.perfadvisor.engine.render.Document.Tone;
import dev.perfadvisor.engine.render.Document.Verdict;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes a document as one HTML file that needs nothing else: no network, and its script only makes more of it. */
public final class HtmlRenderer {

    private final StringBuilder out = new StringBuilder();
    private final Set<String> ids = new HashSet<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private String section = "answer";
    private boolean lives;

    private HtmlRenderer() {}

    public static String render(Document document) {
        var renderer = new HtmlRenderer();
        var title = SafeText.html(document.title());
        renderer.out
                .append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"" + HtmlAssets.policy() + "\">")
                .append("<title>" + title + "</title>\n<style>" + HtmlAssets.css() + "</style></head>\n<body>")
                .append("<main class=\"report\">\n<h1>" + title + "</h1>\n");
        if (!document.subtitle().isBlank()) {
            renderer.out
                    .append("<p" + renderer.id("said") + " class=\"subtitle\">")
                    .append(SafeText.html(document.subtitle()))
                    .append("</p>\n");
        }
        renderer.body(document.blocks());
        renderer.out.append("</main>\n");
        if (renderer.lives) {
            renderer.out.append("<script>").append(HtmlAssets.script()).append("</script>");
        }
        renderer.out.append("</body></html>\n");
        return renderer.out.toString();
    }

    /** What comes before the first section is above the list of sections. */
    private void body(List<Block> blocks) {
        var sections = blocks.stream()
                .filter(block -> block instanceof Heading heading && heading.level() == 1)
                .map(Heading.class::cast)
                .toList();
        boolean listed = sections.size() < 3;
        for (var block : blocks) {
            if (!listed && block.equals(sections.getFirst())) {
                contents(sections);
                listed = true;
            }
            block(block);
        }
    }

    private void contents(List<Heading> sections) {
        out.append("<nav class=\"contents\" aria-label=\"Sections\"><ul>\n");
        sections.forEach(section -> out.append("<li><a href=\"#%s\">%s</a></li>\n"
                .formatted(SafeText.html(section.id()), SafeText.html(section.text()))));
        out.append("</ul></nav>\n");
    }

    private void block(Block block) {
        switch (block) {
            case Heading heading -> heading(heading);
            case Paragraph(var text) -> out.append("<p%s>%s</p>\n".formatted(id(counted("text")), SafeText.html(text)));
            case Verdict verdict -> verdict(verdict);
            case Items(var items) -> {
                out.append("<ul class=\"items\">\n");
                items.forEach(this::item);
                out.append("</ul>\n");
            }
            case Cited(var sources) -> out.append(CitedHtml.of(sources, this::id));
            case Table table -> table(table);
            case Bars(var values, var caption) ->
                out.append("<figure%s class=\"bars\">".formatted(id(counted("bars"))))
                        .append(ChartHtml.bars(values))
                        .append("<figcaption>")
                        .append(SafeText.html(caption))
                        .append("</figcaption></figure>\n");
            case Labels(var labels) ->
                out.append("<ul%s class=\"labels\">".formatted(id(counted("labels"))))
                        .append(labels.stream()
                                .map(label -> "<li class=\"%s\"><span>%s</span> <b>%s</b></li>"
                                        .formatted(
                                                tone(label.tone()),
                                                SafeText.html(label.name().toLowerCase(Locale.ROOT)),
                                                SafeText.html(label.value())))
                                .collect(Collectors.joining()))
                        .append("</ul>\n");
            case Figure figure -> figure(figure);
            case Code code ->
                out.append("<pre%s%s tabindex=\"0\"><code>"
                                .formatted(
                                        id(counted("code")),
                                        code.language().equals(Code.LAID_OUT) ? " class=\"laid-out\"" : ""))
                        .append(SafeText.html(code.text()))
                        .append("</code></pre>\n");
            case Folded(var summary, var blocks) -> {
                // A picture is there to be seen.
                boolean open = blocks.stream().anyMatch(Figure.class::isInstance);
                out.append("<details%s%s>".formatted(id(counted("more")), open ? " open" : ""))
                        .append("<summary>")
                        .append(SafeText.html(summary))
                        .append("</summary>\n");
                blocks.forEach(this::block);
                out.append("</details>\n");
            }
        }
    }

    /** An id that was not given away before, as an attribute; empty for none. */
    private String id(String id) {
        return id.isEmpty() || !ids.add(id) ? "" : " id=\"" + SafeText.html(id) + "\"";
    }

    /** What has no name of its own is named by its place: {@code plan-optimize-code-1}. */
    private String counted(String kind) {
        var name = section + "-" + kind;
        return name + "-" + numbers.merge(name, 1, Integer::sum);
    }

    /** A name, with a number from the second on: a rule can find several things. */
    private String apart(String name) {
        return ids.contains(name) ? name + "-" + (1 + numbers.merge(name, 1, Integer::sum)) : name;
    }

    private void heading(Heading heading) {
        section = heading.id();
        int level = heading.level() + 1;
        var text = SafeText.html(heading.text());
        out.append("<h%d%s>%s <a class=\"here\" href=\"#%s\" aria-label=\"Link to this place\">#</a></h%d>\n"
                .formatted(level, id(heading.id()), text, SafeText.html(heading.id()), level));
    }

    /** The tone is said in words, too. */
    private void verdict(Verdict verdict) {
        var word = switch (verdict.tone()) {
            case GOOD -> "Good";
            case WARNING -> "Look closer";
            case BAD -> "Problem found";
            case NEUTRAL -> "";
        };
        out.append("<div%s class=\"verdict %s\">".formatted(id("verdict"), tone(verdict.tone())));
        if (!word.isEmpty()) {
            out.append("<p class=\"word\">").append(word).append("</p>");
        }
        out.append("<p>").append(SafeText.html(verdict.text())).append("</p>");
        if (!verdict.first().isEmpty()) {
            out.append(verdict.first().stream()
                    .map(label -> "<div><dt>%s</dt><dd>%s</dd></div>"
                            .formatted(SafeText.html(label.name()), SafeText.html(label.value())))
                    .collect(Collectors.joining("", "<dl>", "</dl>")));
        }
        out.append("</div>\n");
    }

    private static String tone(Tone tone) {
        return tone.name().toLowerCase(Locale.ROOT);
    }

    private void figure(Figure figure) {
        lives |= switch (figure.chart()) {
            case Flame _, FlameChange _, Tracks _ -> true;
            case Sum _, Shares _, Quantiles _ -> false;
        };
        out.append("<figure%s class=\"chart\">\n".formatted(id(figure.id())));
        if (!figure.title().isEmpty()) {
            out.append("<h4%s>%s</h4>\n".formatted(id(figure.id() + "-title"), SafeText.html(figure.title())));
        }
        out.append(ChartHtml.of(figure, this::id));
        if (!figure.caption().isEmpty()) {
            out.append("<figcaption%s>%s</figcaption>"
                    .formatted(id(figure.id() + "-caption"), SafeText.html(figure.caption())));
        }
        out.append("</figure>\n");
    }

    private void item(Item item) {
        var sign = switch (item.mark()) {
            case BULLET, PLUS, MINUS -> "";
            case DONE -> "<span class=\"mark done\" role=\"img\" aria-label=\"done\">&#9745;</span> ";
            case OPEN -> "<span class=\"mark\" role=\"img\" aria-label=\"open\">&#9744;</span> ";
            case NOT_NEEDED ->
                "<span class=\"mark\" role=\"img\" aria-label=\"not needed\">&#8211;</span> "
                        + "<span class=\"detail\">not needed:</span> ";
        };
        out.append("<li%s%s>"
                        .formatted(
                                id(item.id().isEmpty() ? counted("item") : apart(item.id())),
                                sign.isEmpty() ? "" : " class=\"step\""))
                .append(sign)
                .append(SafeText.html(item.text()));
        if (!item.detail().isEmpty()) {
            out.append("<div class=\"detail\">")
                    .append(SafeText.html(item.detail()))
                    .append("</div>");
        }
        out.append("</li>\n");
    }

    private void table(Table table) {
        out.append(TableHtml.of(table, counted("table"), name -> id(apart(name))));
    }
}
