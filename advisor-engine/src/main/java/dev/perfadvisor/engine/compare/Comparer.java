package dev.perfadvisor.engine.compare;

import dev.perfadvisor.engine.model.Comparison;
import dev.perfadvisor.engine.model.Comparison.Measure;
import dev.perfadvisor.engine.model.Comparison.Side;
import dev.perfadvisor.engine.model.ComparisonLimits;
import dev.perfadvisor.engine.model.ComparisonVerdict;
import dev.perfadvisor.engine.model.ComparisonVerdict.Better;
import dev.perfadvisor.engine.model.ComparisonVerdict.Indication;
import dev.perfadvisor.engine.model.ComparisonVerdict.NoChange;
import dev.perfadvisor.engine.model.ComparisonVerdict.NotComparable;
import dev.perfadvisor.engine.model.ComparisonVerdict.NotProven;
import dev.perfadvisor.engine.model.ComparisonVerdict.Worse;
import dev.perfadvisor.engine.model.Figures;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares two sets of runs. */
public final class Comparer {

    private final ComparisonLimits limits;

    public Comparer(ComparisonLimits limits) {
        this.limits = limits;
    }

    /** Both sides have at least one run. */
    public Comparison compare(List<Run> base, List<Run> candidate) {
        var before = Run.inOrder(base);
        var after = Run.inOrder(candidate);
        var reasons = Gate.reasons(before, after, limits);
        var measures =
                reasons.isEmpty() ? new Judgement(limits).of(Figure.of(before, after, limits)) : List.<Measure>of();
        if (reasons.isEmpty() && measures.isEmpty()) {
            reasons = List.of("no quantile is known of every run from enough requests");
        }
        var verdict = reasons.isEmpty() ? verdict(measures) : new NotComparable(reasons);
        var differences = new Differences(before, after, limits);
        var causes = new CauseChanges(before, after, limits, differences.hiddenBelow()).find();
        var found = differences.find();
        return new Comparison(
                side("base", before),
                side("candidate", after),
                verdict,
                answer(verdict, measures),
                Explanation.of(verdict, causes, found),
                measures,
                causes,
                found,
                differences.uncompared(),
                Environment.apart(before, after),
                Notes.of(before, after, differences),
                FlameChanges.between(before, after));
    }

    /** What keeps runs from being compared with others, or weakens it; empty when there is nothing. */
    public List<String> weaknesses(List<Run> runs) {
        return Stream.concat(Gate.invalid(runs, limits).stream(), Notes.weaknesses(runs).stream())
                .toList();
    }

    private static Side side(String name, List<Run> runs) {
        return new Side(name, runs.stream().map(Run::summary).toList());
    }

    private ComparisonVerdict verdict(List<Measure> measures) {
        boolean worse = measures.stream().anyMatch(m -> m.verdict() instanceof Worse);
        boolean better = measures.stream().anyMatch(m -> m.verdict() instanceof Better);
        if (worse || better) {
            return worse && better ? new ComparisonVerdict.Mixed() : worse ? new Worse() : new Better();
        }
        var ofAll = measures.stream().filter(m -> m.subject().isEmpty()).toList();
        var open = ofAll.stream().filter(m -> m.verdict() instanceof NotProven).findFirst();
        if (open.isEmpty()) {
            return new NoChange(ofAll.stream()
                    .mapToDouble(m -> m.verdict() instanceof NoChange(double within) ? within : 0)
                    .max()
                    .orElse(0));
        }
        return new NotProven(indication(measures), needed(open.get().verdict()));
    }

    /** One direction only; figures that point both ways, or against the deciding one, point nowhere. */
    private Indication indication(List<Measure> measures) {
        var seen = measures.stream()
                .map(m -> m.verdict() instanceof NotProven open ? open.indication() : Indication.NONE)
                .filter(indication -> indication != Indication.NONE)
                .distinct()
                .toList();
        return seen.size() == 1 && !against(seen.getFirst(), measures.getFirst()) ? seen.getFirst() : Indication.NONE;
    }

    private boolean against(Indication indication, Measure deciding) {
        double ratio = deciding.ratio().value();
        double margin = limits.margin(deciding.quantile());
        return switch (indication) {
            case BETTER -> ratio > 1 + margin;
            case WORSE -> ratio < 1 / (1 + margin);
            case NONE -> false;
        };
    }

    private static @Nullable Integer needed(ComparisonVerdict verdict) {
        return verdict instanceof NotProven open ? open.runsNeeded() : null;
    }

    private static String answer(ComparisonVerdict verdict, List<Measure> measures) {
        if (verdict instanceof NotComparable(var reasons)) {
            return "Not comparable: " + String.join("; ", reasons) + ".";
        }
        var proven = measures.stream()
                .filter(m -> m.verdict() instanceof Worse || m.verdict() instanceof Better)
                .toList();
        var shown = proven.isEmpty() ? measures.subList(0, 1) : proven;
        var words = verdict.words();
        return Character.toUpperCase(words.charAt(0))
                + words.substring(1)
                + ": "
                + shown.stream().map(Comparer::sentence).collect(Collectors.joining("; "))
                + ".";
    }

    /** {@code p50 is 1.06 times that of the base (1.02 to 1.1)}. */
    private static String sentence(Measure measure) {
        return "%s is %s times that of the base (%s to %s)"
                .formatted(
                        measure.title(),
                        Figures.plain(measure.ratio().value()),
                        Figures.plain(measure.ratio().low()),
                        Figures.plain(measure.ratio().high()));
    }
}
