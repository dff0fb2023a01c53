package dev.perfadvisor.engine.render;

import static dev.perfadvisor.engine.render.ChartHtml.number;

import dev.perfadvisor.engine.model.Chart.Flame;
import dev.perfadvisor.engine.model.Chart.FlameChange;
import dev.perfadvisor.engine.model.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Draws where something is spent as an icicle: callers on top, as wide as their share. */
final class FlameSvg {

    private static final int WIDTH = 1000;
    private static final int ROW = 18;

    /** Longer names are cut: those of generated classes can have thousands of characters. */
    private static final int LONGEST_NAME = 300;

    /** Width of a character of a label. */
    private static final double CHARACTER = 6.2;

    /** Changes of the share from which on the colour is stronger. */
    private static final double[] STEPS = {0.005, 0.02, 0.05};

    private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

    private FlameSvg() {}

    /**
     * A bar.
     *
     * @param share of the whole width, 0..1
     * @param kind class of its colour
     * @param mark before the label, for those who can not tell the colours apart; may be empty
     * @param tip all that there is to say of it
     */
    private record Bar(String name, int depth, double share, String kind, String mark, String tip) {}

    /** @param names attributes that say what the picture is */
    static String of(Flame flame, String names) {
        return draw(
                IntStream.range(0, flame.calls().size())
                        .mapToObj(row -> bar(flame, row))
                        .toList(),
                names);
    }

    /**
     * As wide as the mean share of both sides, so that what is gone can be seen, too.
     *
     * @param names attributes that say what the picture is
     */
    static String of(FlameChange change, String names) {
        return draw(
                IntStream.range(0, change.calls().size())
                        .mapToObj(row -> bar(change, row))
                        .toList(),
                names);
    }

    private static Bar bar(Flame flame, int row) {
        var name = Places.cut(flame.names().get(flame.calls().get(row)), LONGEST_NAME);
        int depth = flame.depths().get(row);
        long weight = flame.weights().get(row);
        double share = flame.share(row);
        var tip = name + ": " + Figures.percent(share) + ", " + Figures.weight(weight, flame.unit());
        return new Bar(name, depth, share, depth == 0 ? "thread" : kind(name), "", tip);
    }

    private static Bar bar(FlameChange change, int row) {
        var name = Places.cut(change.names().get(change.calls().get(row)), LONGEST_NAME);
        double before = change.before(row);
        double after = change.after(row);
        int step = step(change, row);
        var tip = name + ": " + Figures.percent(before) + " before, " + Figures.percent(after) + " after"
                + (step == 0 ? ", about the same" : "");
        return new Bar(
                name,
                change.depths().get(row),
                (before + after) / 2,
                step == 0 ? "same" : (after > before ? "more" : "less") + step,
                step == 0 ? "" : String.format(Locale.ROOT, "%+.1f ", (after - before) * 100),
                tip);
    }

    /** How strong the colour is: 0 for none. */
    private static int step(FlameChange change, int row) {
        double moved = Math.abs(change.after(row) - change.before(row));
        return !change.beyondChance(row)
                ? 0
                : (int) DoubleStream.of(STEPS).filter(least -> moved >= least).count();
    }

    private static String draw(List<Bar> bars, String names) {
        int deepest = bars.stream().mapToInt(Bar::depth).max().orElse(0);
        int height = (deepest + 1) * ROW;
        var out = new StringBuilder()
                .append("<svg class=\"flame\" viewBox=\"0 0 %d %d\" role=\"img\" %s>\n"
                        .formatted(WIDTH, height, names));
        var at = new ArrayList<Double>();
        for (var bar : bars) {
            // Where the next call of a depth begins; that of a deeper one begins with its caller.
            while (at.size() <= bar.depth()) {
                at.add(at.isEmpty() ? 0.0 : at.getLast());
            }
            double x = at.get(bar.depth());
            double width = bar.share() * WIDTH;
            at.subList(bar.depth() + 1, at.size()).clear();
            at.add(x);
            at.set(bar.depth(), x + width);
            out.append(call(bar, x, width));
        }
        return out.append("</svg>").toString();
    }

    private static String call(Bar bar, double x, double width) {
        int room = (int) ((width - 6) / CHARACTER);
        return "<g class=\"%s\"%s><title>%s</title><rect x=\"%s\" y=\"%d\" width=\"%s\" height=\"%d\"/>%s</g>\n"
                .formatted(
                        bar.kind(),
                        bar.mark().isEmpty() ? "" : " data-mark=\"" + bar.mark() + "\"",
                        SafeText.html(bar.tip()),
                        number(x),
                        bar.depth() * ROW,
                        number(Math.max(0.5, width - 0.5)),
                        ROW - 1,
                        room < 4
                                ? ""
                                : "<text x=\"%s\" y=\"%d\">%s</text>"
                                        .formatted(
                                                number(x + 3),
                                                bar.depth() * ROW + 13,
                                                SafeText.html(label(bar.mark(), bar.name(), room))));
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
    private static String label(String mark, String name, int room) {
        var text = mark + (mark.length() + name.length() <= room ? name : withoutPackages(name));
        return text.length() <= room ? text : text.substring(0, Math.max(1, room - 1)) + "\u2026";
    }

    private static String withoutPackages(String name) {
        return name.replaceAll("\\b(?:[a-z_][\\w]*\\.)+(?=[A-Z])", "");
    }
}
