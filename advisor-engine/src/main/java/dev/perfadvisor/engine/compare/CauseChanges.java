package dev.perfadvisor.engine.compare;

import dev.perfadvisor.engine.model.Cause;
import dev.perfadvisor.engine.model.CauseChange;
import dev.perfadvisor.engine.model.CauseChange.Change;
import dev.perfadvisor.engine.model.ComparisonLimits;
import dev.perfadvisor.engine.model.Fact;
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
    private final double hiddenBelow;

    /** @param hiddenBelow seconds; the log of one side leaves out statements faster than this, and that of the other does not */
    CauseChanges(List<Run> base, List<Run> candidate, ComparisonLimits limits, double hiddenBelow) {
        this.base = base;
        this.candidate = candidate;
        this.limits = limits;
        this.hiddenBelow = hiddenBelow;
    }

    /** What is new first, then what is gone, then what both have; in each the one with most support first. */
    List<CauseChange> find() {
        var ids = new LinkedHashSet<String>();
        Stream.of(candidate, base)
                .flatMap(List::stream)
                .flatMap(run -> run.result().diagnosis().causes().stream())
                .filter(this::counts)
                .forEach(cause -> ids.add(cause.id()));
        return ids.stream()
                .map(this::change)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(CauseChange::change)
                        .thenComparing(change -> change.severity(), Comparator.reverseOrder())
                        .thenComparing(CauseChanges::most, Comparator.reverseOrder()))
                .toList();
    }

    /** A hypothesis is not found in the evidence, and what is slight or hardly supported explains nothing. */
    private boolean counts(Cause cause) {
        return cause.status().equals(Cause.SUPPORTED)
                && cause.severity().atLeast(Severity.MEDIUM)
                && cause.support() >= limits.least("support");
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
        if (run == null || cause == null || kind == null) {
            return null;
        }
        var findings = findings(run, cause);
        boolean certain = switch (kind) {
            case NEW -> wouldShow(base, findings);
            case GONE -> wouldShow(candidate, findings);
            case STRONGER, WEAKER, SAME -> true;
        };
        return new CauseChange(
                id, cause.title(), kind, cause.severity(), left, right, certain, findings, cause.remedies());
    }

    /** Whether runs without a cause hold what its rules look at: a rule that is undecided there says nothing. */
    private boolean wouldShow(List<Run> runs, List<Finding> findings) {
        boolean hidden = findings.stream().anyMatch(this::hidden);
        return !hidden && runs.stream().allMatch(run -> findings.stream().anyMatch(finding -> decided(run, finding)));
    }

    /** Of fast statements, as their cited mean time says. */
    private boolean hidden(Finding finding) {
        boolean ofStatements =
                finding.evidence().stream().anyMatch(fact -> fact.path().startsWith("sql."));
        return ofStatements
                && hiddenBelow > 0
                && finding.evidence().stream()
                        .noneMatch(fact -> fact.path().endsWith(".mean")
                                && fact.value() instanceof Number mean
                                && mean.doubleValue() >= hiddenBelow);
    }

    /**
     * A rule over a list that is undecided only for want of something about its elements, such as the plan of a statement
     * that was fast, has seen the list: what it would have fired on is not in it.
     */
    private static boolean decided(Run run, Finding finding) {
        var lists = finding.evidence().stream()
                .map(Fact::path)
                .filter(path -> path.indexOf('[') > 0)
                .map(path -> path.substring(0, path.indexOf('[')) + ".")
                .toList();
        return run.result().diagnosis().undecided().stream()
                .filter(undecided -> undecided.rule().equals(finding.rule()))
                .allMatch(undecided -> undecided.missing().stream()
                        .allMatch(path -> lists.stream().anyMatch(path::startsWith)));
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

    private List<@Nullable Double> supports(List<Run> runs, String id) {
        var supports = new ArrayList<@Nullable Double>();
        for (var run : runs) {
            var cause = cause(run, id);
            supports.add(cause == null ? null : (Double) cause.support());
        }
        return supports;
    }

    private @Nullable Cause cause(Run run, String id) {
        return run.result().diagnosis().causes().stream()
                .filter(cause -> cause.id().equals(id) && counts(cause))
                .findFirst()
                .orElse(null);
    }

    private @Nullable Run strongest(List<Run> runs, String id) {
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
