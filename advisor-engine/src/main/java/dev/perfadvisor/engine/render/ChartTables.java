package dev.perfadvisor.engine.render;

import dev.perfadvisor.engine.model.Chart.Flame;
import dev.perfadvisor.engine.model.Chart.FlameChange;
import dev.perfadvisor.engine.model.Chart.Quantiles;
import dev.perfadvisor.engine.model.Chart.Shares;
import dev.perfadvisor.engine.model.Chart.Spread;
import dev.perfadvisor.engine.model.Chart.Sum;
import dev.perfadvisor.engine.model.Chart.Term;
import dev.perfadvisor.engine.model.Chart.Track;
import dev.perfadvisor.engine.model.Chart.Tracks;
import dev.perfadvisor.engine.model.Figures;
import dev.perfadvisor.engine.render.Document.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The figures of charts as text and tables, for where nothing can be drawn and for those who can not see it. */
final class ChartTables {

    private ChartTables() {}

    /** {@code Why: prior -10.0, (gc.x +3.0), gc.y +29.5 = +19.5 decibans.} */
    static String line(Sum sum) {
        var terms = sum.terms().stream()
                .map(term -> term.counted() ? summand(term) : "(" + summand(term) + ")")
                .collect(Collectors.joining(", "));
        return "Why: " + terms + " = " + signed(sum.total()) + " " + sum.unit() + ".";
    }

    private static String summand(Term term) {
        return term.id() + " " + signed(term.amount());
    }

    static String signed(double amount) {
        return String.format(Locale.ROOT, "%+.1f", amount);
    }

    static Table of(Shares shares) {
        var header = new ArrayList<String>();
        header.add("");
        shares.series().forEach(series -> header.add("Share of " + series));
        var rows = shares.rows().stream()
                .map(row -> {
                    var cells = new ArrayList<String>();
                    cells.add(row.label());
                    row.values().forEach(value -> cells.add(Figures.words(value, "ratio")));
                    return List.copyOf(cells);
                })
                .toList();
        return new Table(header, rows, IntStream.range(1, header.size()).boxed().toList());
    }

    /** Every quantile that some row has is a column. */
    static Table of(Quantiles quantiles) {
        var names = quantiles.rows().stream()
                .flatMap(row -> row.points().stream().map(point -> point.name()))
                .distinct()
                .toList();
        var header = new ArrayList<String>(List.of("", "Requests"));
        header.addAll(names);
        var rows = quantiles.rows().stream().map(row -> cells(row, names)).toList();
        return new Table(header, rows, IntStream.range(1, header.size()).boxed().toList());
    }

    private static List<String> cells(Spread row, List<String> names) {
        var cells = new ArrayList<String>();
        cells.add(row.label());
        cells.add(Figures.words(row.samples(), ""));
        for (var name : names) {
            cells.add(row.points().stream()
                    .filter(point -> point.name().equals(name))
                    .map(point -> seconds(point.value()))
                    .findFirst()
                    .orElse("unknown"));
        }
        return cells;
    }

    /** {@code 12 per second}, {@code 62 %}; threads and statements are counted by their names. */
    static String amount(@Nullable Double value, String unit) {
        boolean counted = unit.equals("threads") || unit.equals("statements");
        return Figures.words(value, unit) + (counted && value != null ? " " + unit : "");
    }

    static String seconds(Duration duration) {
        return Figures.seconds(duration.toNanos() / 1e9);
    }

    /** Mean and most of each track, and when it was most. */
    static Table of(Tracks tracks) {
        return new Table(
                List.of("", "Mean", "Most", "At"),
                tracks.tracks().stream().map(track -> cells(tracks, track)).toList(),
                List.of(1, 2));
    }

    private static List<String> cells(Tracks tracks, Track track) {
        var most = track.most();
        if (most == null) {
            return List.of(track.label(), "unknown", "unknown", "");
        }
        double mean = track.values().stream()
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(0);
        var at = tracks.from().plus(tracks.step().multipliedBy(track.values().indexOf(most)));
        return List.of(track.label(), amount(mean, track.unit()), amount(most, track.unit()), time(at));
    }

    /** {@code 08:44:07}. */
    static String time(Instant at) {
        return at.toString().substring(11, 19);
    }

    /** {@code 2026-11-22 08:44:07}. */
    static String dateTime(Instant at) {
        return at.toString().substring(0, 10) + " " + time(at);
    }

    /** A line a call that has at least a share: share of all, and the name as far in as the call is deep. */
    static List<String> lines(Flame flame, double leastShare) {
        return IntStream.range(0, flame.calls().size())
                .filter(row -> flame.share(row) >= leastShare)
                .mapToObj(row -> "%6.1f %%  %s%s"
                        .formatted(
                                100 * flame.share(row),
                                " ".repeat(flame.depths().get(row)),
                                flame.names().get(flame.calls().get(row))))
                .toList();
    }

    /** Share after, how many points it changed, and the call: {@code 41.2 % +12.3  Shop.list}. */
    static List<String> lines(FlameChange change, double leastShare) {
        return IntStream.range(0, change.calls().size())
                .filter(row -> Math.max(change.before(row), change.after(row)) >= leastShare)
                .mapToObj(row -> String.format(
                        Locale.ROOT,
                        "%6.1f %% %+6.1f  %s%s",
                        100 * change.after(row),
                        100 * (change.after(row) - change.before(row)),
                        " ".repeat(change.depths().get(row)),
                        change.names().get(change.calls().get(row))))
                .toList();
    }
}
