package dev.perfadvisor.engine.compare;

import dev.perfadvisor.engine.evidence.slowquery.SlowQueryFacts;
import dev.perfadvisor.engine.model.ComparisonLimits;
import dev.perfadvisor.engine.model.Difference;
import dev.perfadvisor.engine.model.Difference.Change;
import dev.perfadvisor.engine.model.Difference.Side;
import dev.perfadvisor.engine.model.Figures;
import dev.perfadvisor.engine.model.Trait;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the traits in which two sets of runs differ. */
final class Differences {

    /** Statements are compared between logs that leave out the same ones. */
    private static final String STATEMENTS = "statements";

    private static final double NANOS = 1e9;
    private static final double SHORT = 1e-3;

    private final List<Run> base;
    private final List<Run> candidate;
    private final ComparisonLimits limits;
    private final boolean several;
    private int looked;

    Differences(List<Run> base, List<Run> candidate, ComparisonLimits limits) {
        this.base = base;
        this.candidate = candidate;
        this.limits = limits;
        this.several = Math.min(base.size(), candidate.size()) > 1;
    }

    /** In the order of the table; of a trait with many subjects those that changed most first. */
    List<Difference> find() {
        boolean statements = statementsApart() == null;
        var found = new ArrayList<Difference>();
        for (var trait : traits()) {
            if (statements || !trait.area().equals(STATEMENTS)) {
                found.addAll(of(trait));
            }
        }
        return proven(found);
    }

    /** Why statements can not be compared; null when they can. */
    @Nullable String statementsApart() {
        var left = thresholds(base);
        var right = thresholds(candidate);
        if (left.isEmpty() || right.isEmpty()) {
            return null;
        }
        double a = Shift.median(left.stream().mapToDouble(x -> x).toArray());
        double b = Shift.median(right.stream().mapToDouble(x -> x).toArray());
        boolean apart = Math.max(a, b) > (1 + limits.apart("threshold")) * Math.min(a, b) && Math.max(a, b) > SHORT;
        return apart
                ? "Statements are not compared: the logs of the base leave out those faster than %s, those of the candidate %s."
                        .formatted(Figures.seconds(a), Figures.seconds(b))
                : null;
    }

    private static List<Double> thresholds(List<Run> runs) {
        return runs.stream()
                .map(run -> run.result().facts().root("sql", SlowQueryFacts.class))
                .filter(Objects::nonNull)
                .map(sql -> sql.log().threshold())
                .filter(Objects::nonNull)
                .map(threshold -> threshold.toNanos() / NANOS)
                .toList();
    }

    /** Those that every run has. */
    private List<Trait> traits() {
        var all = Stream.concat(base.stream(), candidate.stream()).toList();
        return all.getFirst().traits().stream()
                .map(Trait.Values::trait)
                .filter(trait -> all.stream().allMatch(run -> run.values(trait) != null))
                .toList();
    }

    private List<Difference> of(Trait trait) {
        var subjects = new TreeSet<String>();
        Stream.of(base, candidate).flatMap(List::stream).forEach(run -> {
            var values = run.values(trait);
            if (values != null) {
                subjects.addAll(values.values().keySet());
            }
        });
        return subjects.stream()
                .map(subject -> difference(trait, subject))
                .filter(Objects::nonNull)
                .sorted(Comparator.comparingDouble(Differences::size).reversed())
                .toList();
    }

    private static double size(Difference difference) {
        return Math.abs(median(difference.candidate().values())
                - median(difference.base().values()));
    }

    private @Nullable Difference difference(Trait trait, String subject) {
        var before = side(base, trait, subject);
        var after = side(candidate, trait, subject);
        if (before == null || after == null) {
            return null;
        }
        looked++;
        var left = before.values();
        var right = after.values();
        double a = median(left);
        double b = median(right);
        double smaller = Math.min(Math.abs(a), Math.abs(b));
        boolean matters = Math.max(Math.abs(a), Math.abs(b)) >= trait.least()
                && Math.abs(b - a) >= Math.max(trait.least() / 2, limits.factMargin(several) * smaller);
        if (!matters || !separate(left, right)) {
            return null;
        }
        var ratio = a > 0 && b > 0 ? (Double) (b / a) : null;
        return new Difference(
                trait, subject, before, after, change(trait, subject, a, b), ratio, p(left, right), false);
    }

    /** A subject is new when no run of the base lists it, though a full list may hide a little of it. */
    private Change change(Trait trait, String subject, double a, double b) {
        if (!subject.isEmpty() && !listed(base, trait, subject)) {
            return Change.APPEARED;
        }
        if (!subject.isEmpty() && !listed(candidate, trait, subject)) {
            return Change.DISAPPEARED;
        }
        return b > a ? Change.MORE : Change.LESS;
    }

    private static boolean listed(List<Run> runs, Trait trait, String subject) {
        return runs.stream().anyMatch(run -> {
            var values = run.values(trait);
            return values != null && values.values().containsKey(subject);
        });
    }

    /** No run of one side among those of the other. */
    private static boolean separate(List<Double> a, List<Double> b) {
        return max(a) < min(b) || max(b) < min(a);
    }

    private static double min(List<Double> values) {
        return values.stream().mapToDouble(x -> x).min().orElse(Double.NaN);
    }

    private static double max(List<Double> values) {
        return values.stream().mapToDouble(x -> x).max().orElse(Double.NaN);
    }

    private static double median(List<Double> values) {
        return Shift.median(values.stream().mapToDouble(x -> x).toArray());
    }

    private static @Nullable Side side(List<Run> runs, Trait trait, String subject) {
        var all = new ArrayList<Double>();
        boolean atMost = false;
        for (var run : runs) {
            var values = run.values(trait);
            var listed = values == null ? null : values.values().get(subject);
            var value = listed != null || values == null ? listed : values.unlisted();
            if (value == null) {
                return null;
            }
            atMost |= listed == null && value > 0;
            all.add(value);
        }
        return new Side(List.copyOf(all), atMost);
    }

    private @Nullable Double p(List<Double> a, List<Double> b) {
        return RankTest.lowest(a.size(), b.size()) > limits.level()
                ? null
                : (Double) RankTest.p(
                        a.stream().mapToDouble(x -> x).toArray(),
                        b.stream().mapToDouble(x -> x).toArray());
    }

    /** Benjamini and Hochberg (1995): of those proven at most a share of the level is chance. */
    private List<Difference> proven(List<Difference> found) {
        var sorted = found.stream()
                .map(Difference::p)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        double bound = 0;
        for (int i = 0; i < sorted.size(); i++) {
            // All that were looked at count; those that were not found to differ have a larger probability.
            if (sorted.get(i) <= limits.level() * (i + 1) / looked) {
                bound = sorted.get(i);
            }
        }
        double at = bound;
        return found.stream()
                .map(d -> d.p() != null && d.p() <= at && at > 0 ? d.withProof() : d)
                .toList();
    }
}
