package dev.perfadvisor.engine.compare;

import dev.perfadvisor.engine.model.ComparisonLimits;
import dev.perfadvisor.engine.model.ComparisonVerdict;
import dev.perfadvisor.engine.model.Figures;
import dev.perfadvisor.engine.model.Series;
import dev.perfadvisor.engine.model.Series.ChangePoint;
import dev.perfadvisor.engine.model.Series.LeftOut;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Finds where the figures of runs of one test change. */
public final class SeriesReader {

    private static final int FEW = 8;

    private final ComparisonLimits limits;

    public SeriesReader(ComparisonLimits limits) {
        this.limits = limits;
    }

    /** Runs of any order; those that tell no time are taken to be the last. */
    public Series read(List<Run> runs) {
        var ordered = Run.inOrder(runs);
        var leftOut = new ArrayList<LeftOut>();
        var alike = alike(ordered, leftOut);
        var figures = alike.isEmpty()
                ? List.<Figure>of()
                : Figure.of(alike, alike, limits).stream()
                        .filter(figure -> figure.subject().isEmpty())
                        .toList();
        var changes = new ArrayList<ChangePoint>();
        for (var figure : figures) {
            changes.addAll(changes(figure, alike, limits.level() / figures.size()));
        }
        changes.sort(Comparator.comparingInt(ChangePoint::at).thenComparing(ChangePoint::quantile));
        return new Series(
                answer(alike, figures, changes),
                alike.stream().map(Run::summary).toList(),
                List.copyOf(changes),
                List.copyOf(leftOut),
                notes(alike));
    }

    /** The first valid run is the measure of what the same test is. */
    private List<Run> alike(List<Run> ordered, List<LeftOut> leftOut) {
        var alike = new ArrayList<Run>();
        for (var run : ordered) {
            var reasons = alike.isEmpty()
                    ? Gate.invalid(List.of(run), limits)
                    : Gate.reasons(List.of(alike.getFirst()), List.of(run), limits);
            if (reasons.isEmpty()) {
                alike.add(run);
            } else {
                leftOut.add(new LeftOut(run.label(), String.join("; ", reasons)));
            }
        }
        return alike;
    }

    private List<ChangePoint> changes(Figure figure, List<Run> runs, double level) {
        var seconds = figure.base();
        var logarithms = seconds.stream().mapToDouble(Math::log).toArray();
        var points = ChangePoints.of(logarithms, level);
        var changes = new ArrayList<ChangePoint>();
        for (int i = 0; i < points.size(); i++) {
            int at = points.get(i).at();
            int from = i == 0 ? 0 : points.get(i - 1).at();
            int to = i + 1 < points.size() ? points.get(i + 1).at() : runs.size();
            changes.add(new ChangePoint(
                    figure.quantile(),
                    at,
                    runs.get(at).label(),
                    middle(seconds.subList(from, at)),
                    middle(seconds.subList(at, to)),
                    points.get(i).p(),
                    explanation(runs.subList(from, at), runs.subList(at, to))));
        }
        return changes;
    }

    private String explanation(List<Run> before, List<Run> after) {
        var causes = new CauseChanges(before, after, limits).find();
        var differences = new Differences(before, after, limits).find();
        return Explanation.of(new ComparisonVerdict.Mixed(), causes, differences);
    }

    private static double middle(List<Double> values) {
        return Shift.median(values.stream().mapToDouble(value -> value).toArray());
    }

    private static String answer(List<Run> runs, List<Figure> figures, List<ChangePoint> changes) {
        if (figures.isEmpty()) {
            return "There is nothing to look at: no quantile is known of every run.";
        }
        if (changes.isEmpty()) {
            return "No change is seen over " + runs.size() + " runs.";
        }
        return changes.stream().map(SeriesReader::sentence).collect(Collectors.joining(" "));
    }

    /** {@code From run-17 on p50 is 1.2 times what it was before: 6.1 ms in place of 5.1 ms.} */
    private static String sentence(ChangePoint change) {
        return "From %s on %s is %s times what it was before: %s in place of %s."
                .formatted(
                        change.run(),
                        change.quantile(),
                        Figures.plain(change.ratio()),
                        Figures.seconds(change.after()),
                        Figures.seconds(change.before()));
    }

    private static List<String> notes(List<Run> runs) {
        var notes = new ArrayList<String>();
        if (runs.size() < FEW) {
            notes.add("With fewer than " + FEW + " runs only very large changes can be told from chance.");
        }
        if (runs.stream().anyMatch(run -> run.from() == null)) {
            notes.add("Some runs do not say when they were made: they are taken to be the last, as they were named.");
        }
        notes.addAll(Notes.weaknesses(runs));
        return List.copyOf(notes);
    }
}
