package dev.perfadvisor.engine.render;

import static dev.perfadvisor.engine.render.ChartHtml.number;

import dev.perfadvisor.engine.model.Chart.Flame;
import dev.perfadvisor.engine.model.Figures;
import java.util.ArrayList;
import java.util.List;

/** Draws where something is spent as an icicle: callers on top, as wide as their share. */
final class FlameSvg {

    private static final int WIDTH = 1000;
    private static final int ROW = 18;

    /** Width of a character of a label. */
    private static final double CHARACTER = 6.2;

    private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

    private FlameSvg() {}

    static String of(Flame flame, String titleId) {
        int deepest = flame.depths().stream().mapToInt(Integer::intValue).max().orElse(0);
        int height = (deepest + 1) * ROW;
        var out = new StringBuilder()
                .append("<div class=\"wide\" role=\"region\" aria-label=\"Chart\" tabindex=\"0\">")
                .append("<svg class=\"flame\" viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"%s\">\n"
                        .formatted(WIDTH, height, SafeText.html(titleId)));
        var at = new ArrayList<Double>();
        for (int row = 0; row < flame.calls().size(); row++) {
            int depth = flame.depths().get(row);
            // Where the next call of a depth begins; that of a deeper one begins with its caller.
            while (at.size() <= depth) {
                at.add(at.isEmpty() ? 0.0 : at.getLast());
            }
            double x = at.get(depth);
            double width = (double) flame.weights().get(row) / flame.total() * WIDTH;
            at.subList(depth + 1, at.size()).clear();
            at.add(x);
            at.set(depth, x + width);
            out.append(call(flame, row, x, width));
        }
        return out.append("</svg></div>\n").toString();
    }

    private static String call(Flame flame, int row, double x, double width) {
        var name = flame.names().get(flame.calls().get(row));
        int depth = flame.depths().get(row);
        long weight = flame.weights().get(row);
        var tip = name + ": " + Figures.percent((double) weight / flame.total()) + ", "
                + Figures.weight(weight, flame.unit());
        int room = (int) ((width - 6) / CHARACTER);
        return "<g class=\"%s\"><title>%s</title><rect x=\"%s\" y=\"%d\" width=\"%s\" height=\"%d\"/>%s</g>\n"
                .formatted(
                        depth == 0 ? "thread" : kind(name),
                        SafeText.html(tip),
                        number(x),
                        depth * ROW,
                        number(Math.max(0.5, width - 0.5)),
                        ROW - 1,
                        room < 4
                                ? ""
                                : "<text x=\"%s\" y=\"%d\">%s</text>"
                                        .formatted(number(x + 3), depth * ROW + 13, SafeText.html(label(name, room))));
    }

    /** Calls of one package have one shade; the JDK's stand back. */
    private static String kind(String name) {
        if (JDK.stream().anyMatch(name::startsWith)) {
            return "jdk";
        }
        var parts = name.split("\\.", 4);
        var of = parts.length > 3 ? parts[0] + '.' + parts[1] + '.' + parts[2] : parts[0];
        return "k" + Math.floorMod(of.hashCode(), 4);
    }

    /** Class and method before the package, which is in the tip. */
    private static String label(String name, int room) {
        var text = name.length() <= room ? name : withoutPackages(name);
        return text.length() <= room ? text : text.substring(0, Math.max(1, room - 1)) + "\u2026";
    }

    private static String withoutPackages(String name) {
        return name.replaceAll("\\b(?:[a-z_][\\w]*\\.)+(?=[A-Z])", "");
    }
}
