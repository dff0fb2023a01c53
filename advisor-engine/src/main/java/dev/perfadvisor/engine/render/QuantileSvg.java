package dev.perfadvisor.engine.render;

import static dev.perfadvisor.engine.render.ChartHtml.number;

import dev.perfadvisor.engine.model.Chart.Quantile;
import dev.perfadvisor.engine.model.Chart.Quantiles;
import dev.perfadvisor.engine.model.Chart.Spread;
import dev.perfadvisor.engine.model.Figures;
import java.util.List;

/** Draws quantiles of durations on a logarithmic axis: a line from the least to the most, a sign for each quantile. */
final class QuantileSvg {

    private static final int LEFT = 230;
    private static final int WIDTH = 680;
    private static final int RIGHT = 30;
    private static final int TOP = 44;
    private static final int ROW = 26;

    private final double low;
    private final double high;
    private final StringBuilder out = new StringBuilder();

    /** The axis begins and ends at a power of ten. */
    private QuantileSvg(List<Double> seconds) {
        double least = seconds.stream()
                .filter(s -> s > 0)
                .mapToDouble(Double::doubleValue)
                .min()
                .orElse(1e-3);
        double most = seconds.stream().mapToDouble(Double::doubleValue).max().orElse(1);
        this.low = Math.floor(Math.log10(least));
        this.high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(most, least))));
    }

    /** @param names attributes that say what the picture is */
    static String of(Quantiles quantiles, String names) {
        var seconds = quantiles.rows().stream()
                .flatMap(row -> row.points().stream().map(QuantileSvg::seconds))
                .toList();
        return new QuantileSvg(seconds).draw(quantiles, names);
    }

    private static double seconds(Quantile point) {
        return point.value().toNanos() / 1e9;
    }

    private String draw(Quantiles quantiles, String names) {
        int height = TOP + quantiles.rows().size() * ROW + 6;
        out.append("<svg class=\"quantiles\" viewBox=\"0 0 %d %d\" role=\"img\" %s>\n"
                .formatted(LEFT + WIDTH + RIGHT, height, names));
        legend();
        for (double power = low; power <= high; power++) {
            var x = number(x(Math.pow(10, power)));
            out.append("<path class=\"grid\" d=\"M%s %dV%d\"/><text class=\"tick\" x=\"%s\" y=\"%d\">%s</text>\n"
                    .formatted(x, TOP - 4, height, x, TOP - 10, Figures.seconds(Math.pow(10, power))));
        }
        int y = TOP + ROW / 2;
        for (var row : quantiles.rows()) {
            row(row, y);
            y += ROW;
        }
        return out.append("</svg>").toString();
    }

    private void legend() {
        int x = LEFT;
        for (var name : List.of("p50", "p90", "p95", "p99", "max")) {
            out.append(sign(name, x, 10))
                    .append("<text class=\"legend\" x=\"%d\" y=\"14\">%s</text>".formatted(x + 9, name));
            x += 60;
        }
        out.append('\n');
    }

    private double x(double seconds) {
        double power = Math.log10(Math.max(seconds, Math.pow(10, low)));
        return LEFT + (power - low) / (high - low) * WIDTH;
    }

    private void row(Spread row, int y) {
        double first = x(seconds(row.points().getFirst()));
        double last = x(seconds(row.points().getLast()));
        out.append("<g><title>%s</title><text class=\"label\" x=\"%d\" y=\"%d\">%s</text>"
                .formatted(SafeText.html(row.label()), LEFT - 8, y + 4, SafeText.html(fit(row.label()))));
        out.append("<path class=\"range\" d=\"M%s %dH%s\"/>".formatted(number(first), y, number(last)));
        for (var point : row.points()) {
            out.append(sign(point.name(), x(seconds(point)), y));
        }
        out.append("</g>\n");
    }

    private static String fit(String name) {
        return name.length() <= 34 ? name : name.substring(0, 33) + "\u2026";
    }

    /** Different in shape, so that they can be told apart without colour. */
    private static String sign(String name, double x, int y) {
        var at = number(x);
        return switch (name) {
            case "p50" -> "<circle class=\"q50\" cx=\"%s\" cy=\"%d\" r=\"5\"/>".formatted(at, y);
            case "p90" -> "<path class=\"q90\" d=\"M%s %dv10\"/>".formatted(at, y - 5);
            case "p95" ->
                "<rect class=\"q95\" x=\"%s\" y=\"%d\" width=\"8\" height=\"8\"/>".formatted(number(x - 4), y - 4);
            case "p99" -> "<path class=\"q99\" d=\"M%s %dl5.5 5.5l-5.5 5.5l-5.5 -5.5z\"/>".formatted(at, y - 5);
            case "max" -> "<circle class=\"qmax\" cx=\"%s\" cy=\"%d\" r=\"4\"/>".formatted(at, y);
            default -> "";
        };
    }
}
