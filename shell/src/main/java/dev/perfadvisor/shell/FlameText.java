package dev.perfadvisor.shell;

import dev.perfadvisor.engine.model.FlameGraph;
import dev.perfadvisor.engine.render.FlameGraphs;
import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.engine.render.Json;
import dev.perfadvisor.engine.render.Style;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A flame graph in the form that is wanted. */
public final class FlameText {

    private FlameText() {}

    /** For the screen; Markdown has it as a block of text. */
    static String of(FlameGraph graph, Format format, Style style) {
        return switch (format) {
            case TERMINAL -> FlameGraphs.text(graph, null, style);
            case JSON -> json(graph, null);
            case HTML -> FlameGraphs.html(graph, null);
            case MARKDOWN -> "```\n" + FlameGraphs.text(graph, null, plain(style)) + "```\n";
        };
    }

    /** For a file, whose ending decides: {@code .html}, {@code .json}, {@code .collapsed}, and text for any other. */
    static String of(FlameGraph graph, Path file, Style style) {
        var name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html", "htm" -> FlameGraphs.html(graph, null);
            case "json" -> json(graph, null);
            case "collapsed", "folded" -> FlameGraphs.collapsed(graph, null);
            default -> FlameGraphs.text(graph, null, plain(style));
        };
    }

    private static Style plain(Style style) {
        return new Style(style.width(), false, style.unicode(), false);
    }

    /** {@code {schema, graph {measure, unit, root {name, own, total, children[]}}, base}}. */
    public static String json(FlameGraph graph, @Nullable FlameGraph before) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("schema", "advisor.flamegraph/1");
        json.put("graph", graph);
        json.put("base", before);
        return Json.write(json);
    }
}
