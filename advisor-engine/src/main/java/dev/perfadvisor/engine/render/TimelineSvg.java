package dev.perfadvisor.engine.render;

import static dev.perfadvisor.engine.render.ChartHtml.number;

import dev.perfadvisor.engine.model.Chart.Span;
import dev.perfadvisor.engine.model.Chart.Track;
import dev.perfadvisor.engine.model.Chart.Tracks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Draws what went on at the same time: what each artifact covers, then one small chart an amount, all on one axis. */
final class TimelineSvg {

    private static final int LEFT = 230;
    private static final int WIDTH = 640;
    private static final int RIGHT = 110;
    private static final int TOP = 22;
    private static final int SPAN = 18;
    private static final int TRACK = 46;
    private static final int HEIGHT = 34;
    private static final int MOST_SPANS = 12;
    private static final long DAY = 86_400;

    /** Distances of ticks in seconds, the first with at most eight ticks is taken. */
    private static final long[] TICKS = {1, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21_600, 86_400, 604_800
    };

    private final Tracks tracks;
    private final int steps;
    private final StringBuilder out = new StringBuilder();

    private TimelineSvg(Tracks tracks) {
        this.tracks = tracks;
        this.steps = Math.max(
                1,
                tracks.tracks().stream().mapToInt(t -> t.values().size()).max().orElse(1));
    }

    /** @param names attributes that say what the picture is */
    static String of(Tracks tracks, String names) {
        return new TimelineSvg(tracks).draw(names);
    }

    private String draw(String names) {
        int spans = shown().size() * SPAN + 10;
        int height = TOP + spans + tracks.tracks().size() * TRACK + 4;
        out.append(("<svg class=\"timeline\" viewBox=\"0 0 %d %d\" role=\"img\" %s data-axis=\"%d %d %d\""
                        + " data-time=\"%d %d\">\n")
                .formatted(
                        LEFT + WIDTH + RIGHT,
                        height,
                        names,
                        LEFT,
                        WIDTH,
                        steps,
                        tracks.from().toEpochMilli(),
                        tracks.step().toMillis()));
        ticks(height);
        int y = TOP + 4;
        for (var span : shown()) {
            span(span, y);
            y += SPAN;
        }
        y = TOP + spans;
        marks(y, height);
        for (var track : tracks.tracks()) {
            track(track, y);
            y += TRACK;
        }
        return out.append("</svg>").toString();
    }

    /** Of many, the last line stands for all that have none of their own. */
    private List<Span> shown() {
        var spans = tracks.spans();
        if (spans.size() <= MOST_SPANS) {
            return spans;
        }
        var rest = spans.subList(MOST_SPANS - 1, spans.size());
        var shown = new ArrayList<>(spans.subList(0, MOST_SPANS - 1));
        shown.add(new Span(
                "",
                rest.size() + " more",
                rest.stream().map(Span::from).min(Comparator.naturalOrder()).orElseThrow(),
                rest.stream().map(Span::to).max(Comparator.naturalOrder()).orElseThrow()));
        return shown;
    }

    private void ticks(int height) {
        long length = tracks.step().toSeconds() * steps;
        long tick = TICKS[TICKS.length - 1];
        for (int t = TICKS.length - 1; t >= 0 && length / TICKS[t] <= 8; t--) {
            tick = TICKS[t];
        }
        long from = tracks.from().getEpochSecond();
        for (long at = Math.ceilDiv(from, tick) * tick; at <= from + length; at += tick) {
            var instant = Instant.ofEpochSecond(at);
            var label = at % DAY == 0 ? instant.toString().substring(0, 10) : ChartTables.time(instant);
            var x = number(x(instant));
            out.append("<path class=\"grid\" d=\"M%s %dV%d\"/><text class=\"tick\" x=\"%s\" y=\"14\">%s</text>\n"
                    .formatted(x, TOP, height, x, label));
        }
    }

    private double x(Instant at) {
        double seconds = (at.toEpochMilli() - tracks.from().toEpochMilli()) / 1000.0;
        return LEFT + Math.clamp(seconds / (tracks.step().toSeconds() * steps), 0.0, 1.0) * WIDTH;
    }

    private void span(Span span, int y) {
        double from = x(span.from());
        double width = Math.max(2, x(span.to()) - from);
        var name = Places.shortName(span.name());
        out.append(
                ("<text class=\"label\" x=\"%d\" y=\"%d\">%s</text><rect class=\"span\" x=\"%s\" y=\"%d\" width=\"%s\""
                                + " height=\"8\" rx=\"2\"><title>%s: %s to %s</title></rect>\n")
                        .formatted(
                                LEFT - 8,
                                y + 9,
                                SafeText.html(fit(name)),
                                number(from),
                                y + 1,
                                number(width),
                                SafeText.html(name),
                                ChartTables.dateTime(span.from()),
                                ChartTables.dateTime(span.to())));
    }

    private static String fit(String name) {
        return name.length() <= 28 ? name : name.substring(0, 12) + "\u2026" + name.substring(name.length() - 15);
    }

    /** Marked steps side by side are one. */
    private void marks(int y, int height) {
        double step = (double) WIDTH / steps;
        var marked = tracks.marked();
        for (int i = 0; i < marked.size(); i++) {
            int first = marked.get(i);
            while (i + 1 < marked.size() && marked.get(i + 1) == marked.get(i) + 1) {
                i++;
            }
            double width = (marked.get(i) - first + 1) * step;
            var x = number(LEFT + first * step);
            out.append("<rect class=\"marked\" x=\"%s\" y=\"%d\" width=\"%s\" height=\"%d\"/>"
                    .formatted(x, y - 6, number(width), height - y + 6));
            out.append("<rect class=\"markedtop\" x=\"%s\" y=\"%d\" width=\"%s\" height=\"3\"/>\n"
                    .formatted(x, y - 9, number(width)));
        }
    }

    private void track(Track track, int y) {
        var most = track.most();
        int base = y + HEIGHT;
        out.append("<g><title>%s</title><text class=\"label\" x=\"%d\" y=\"%d\">%s</text>"
                .formatted(SafeText.html(track.label()), LEFT - 8, base - 12, SafeText.html(track.label())));
        out.append("<path class=\"base\" d=\"M%d %dh%d\"/>".formatted(LEFT, base, WIDTH));
        if (most != null && most > 0) {
            out.append("<path class=\"area\" d=\"%s\"/>".formatted(area(track, most, base)));
        }
        out.append("<text class=\"most\" x=\"%d\" y=\"%d\" data-at=\"%s\">%s</text></g>\n"
                .formatted(
                        LEFT + WIDTH + 8,
                        y + 12,
                        SafeText.html(amounts(track)),
                        SafeText.html(ChartTables.amount(most, track.unit()))));
    }

    /** What is shown of a step that is pointed at, one after the other; what is not known is empty. */
    private static String amounts(Track track) {
        return track.values().stream()
                .map(value -> value == null ? "" : ChartTables.amount(value, track.unit()))
                .collect(Collectors.joining("|"));
    }

    /** One column a step, as amounts belong to the whole of it; steps of which nothing is known are left out. */
    private String area(Track track, double most, int base) {
        double step = (double) WIDTH / steps;
        var path = new StringBuilder();
        boolean open = false;
        for (int i = 0; i < track.values().size(); i++) {
            var value = track.values().get(i);
            if (value == null || value <= 0) {
                path.append(open ? "V" + base + "z" : "");
                open = false;
                continue;
            }
            var top = number(base - value / most * HEIGHT);
            path.append(open ? "" : "M" + number(LEFT + i * step) + " " + base)
                    .append("V")
                    .append(top)
                    .append("H")
                    .append(number(LEFT + (i + 1) * step));
            open = true;
        }
        return path.append(open ? "V" + base + "z" : "").toString();
    }
}
