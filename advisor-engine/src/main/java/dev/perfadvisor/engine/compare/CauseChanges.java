package dev.perfadvisor.engine.compare;

import dev.perfadvisor.engine.model.Cause;
import dev.perfadvisor.engine.model.CauseChange;
import dev.perfadvisor.engine.model.CauseChange.Change;
import dev.perfadvisor.engine.model.ComparisonLimits;
import dev.perfadvisor.engine.model.Finding;
import dev.perfadvisor.engine.model.Severity;
import dev.perfadvisor.engine.model.Vote;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Holds the causes of two sets of runs against each other: what the same rules find on either side. */
final class CauseChanges {

    private final List<Run> base;
    private final List<Run> candidate;
    private final ComparisonLimits limits;

    CauseChanges(List<Run> base, List<Run> candidate, ComparisonLimits limits) {
        this.base = base;
        this.candidate = candidate;
        this.limits = limits;
    }

    /** What is new first, then what is gone, then what both have; in each the one with most support first. */
    List<CauseChange> find() {
        var ids = new LinkedHashSet<String>();
        Stream.of(candidate, base)
                .flatMap(List::stream)
                .flatMap(run -> run.result().diagnosis().causes().stream())
                .filter(CauseChanges::counts)
                .forEach(cause -> ids.add(cause.id()));
        return ids.stream()
                .map(this::change)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(CauseChange::change)
                        .thenComparing(change -> change.severity(), Comparator.reverseOrder())
                        .thenComparing(CauseChanges::most, Comparator.reverseOrder()))
                .toList();
    }

    /** A hypothesis is not found in the evidence, and what is slight explains nothing. */
    private static boolean counts(Cause cause) {
        return cause.status().equals(Cause.SUPPORTED) && cause.severity().atLeast(Severity.MEDIUM);
    }

    private static double most(CauseChange change) {
        return Stream.concat(change.base().stream(), change.candidate().stream())
                .filter(Objects::nonNull)
                .mapToDouble(support -> support)
                .max()
                .orElse(0);
    }

    private @Nullable CauseChange change(String id) {
        var left = supports(base, id);
        var right = supports(candidate, id);
        var kind = kind(left, right);
        var shown = strongest(kind == Change.GONE ? base : candidate, id);
        var run = shown == null ? strongest(base, id) : shown;
        var cause = run == null ? null : cause(run, id);
        return run == null || cause == null || kind == null
                ? null
                : new CauseChange(
                        id, cause.title(), kind, cause.severity(), left, right, findings(run, cause), cause.remedies());
    }

    /** Null when it comes and goes on both sides, so that it tells nothing. */
    private @Nullable Change kind(List<@Nullable Double> left, List<@Nullable Double> right) {
        boolean before = inMost(left);
        boolean after = inMost(right);
        if (after && left.stream().allMatch(Objects::isNull)) {
            return Change.NEW;
        }
        if (before && right.stream().allMatch(Objects::isNull)) {
            return Change.GONE;
        }
        if (!before || !after) {
            return null;
        }
        double shift = median(right) - median(left);
        boolean moved = Math.abs(shift) >= limits.supportMargin();
        return !moved ? Change.SAME : shift > 0 ? Change.STRONGER : Change.WEAKER;
    }

    private static boolean inMost(List<@Nullable Double> supports) {
        return 2 * supports.stream().filter(Objects::nonNull).count() > supports.size();
    }

    private static double median(List<@Nullable Double> supports) {
        return Shift.median(supports.stream()
                .filter(Objects::nonNull)
                .mapToDouble(support -> support)
                .toArray());
    }

    private static List<@Nullable Double> supports(List<Run> runs, String id) {
        var supports = new ArrayList<@Nullable Double>();
        for (var run : runs) {
            var cause = cause(run, id);
            supports.add(cause == null ? null : (Double) cause.support());
        }
        return supports;
    }

    private static @Nullable Cause cause(Run run, String id) {
        return run.result().diagnosis().causes().stream()
                .filter(cause -> cause.id().equals(id) && counts(cause))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Run strongest(List<Run> runs, String id) {
        return runs.stream()
                .filter(run -> cause(run, id) != null)
                .max(Comparator.comparingDouble(run -> {
                    var cause = cause(run, id);
                    return cause == null ? 0 : cause.support();
                }))
                .orElse(null);
    }

    private static List<Finding> findings(Run run, Cause cause) {
        var rules = cause.why().stream()
                .filter(vote -> vote.counted() && vote.decibans() > 0)
                .map(Vote::from)
                .collect(Collectors.toSet());
        return run.result().diagnosis().findings().stream()
                .filter(finding -> rules.contains(finding.rule()))
                .toList();
    }
}
