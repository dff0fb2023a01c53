package dev.perfadvisor.engine.model;

import java.util.ArrayList;
import java.util.List;

/**
 * One thing that a build checks.
 *
 * @param group what it belongs to: {@code diagnosis}, {@code criteria}, {@code comparison}
 * @param message in a line
 * @param detail all of it, over several lines; may be empty
 */
public record Check(String group, String name, Outcome outcome, String message, String detail) {

    /** How it came out. */
    public enum Outcome {
        PASSED,
        FAILED,
        /** Nobody can tell. */
        SKIPPED
    }

    /**
     * The causes of a result: those that are severe enough fail, the others pass.
     *
     * @param failing ids of the causes that fail the build
     */
    public static List<Check> of(Result result, List<String> failing) {
        var checks = new ArrayList<Check>();
        for (var cause : result.diagnosis().causes()) {
            if (cause.status().equals(Cause.SUPPORTED)) {
                boolean fails = failing.contains(cause.id());
                checks.add(new Check(
                        "diagnosis",
                        cause.title() + " (" + cause.id() + ")",
                        fails ? Outcome.FAILED : Outcome.PASSED,
                        "severity " + cause.severity().id() + ", support " + Figures.plain(cause.support())
                                + " decibans",
                        findings(result, cause)));
            }
        }
        if (checks.isEmpty()) {
            boolean judged = result.diagnosis().healthy();
            checks.add(new Check(
                    "diagnosis",
                    "no cause in the evidence",
                    judged ? Outcome.PASSED : Outcome.SKIPPED,
                    result.diagnosis().verdict(),
                    ""));
        }
        return List.copyOf(checks);
    }

    private static String findings(Result result, Cause cause) {
        var rules = cause.why().stream().map(Vote::from).toList();
        return String.join(
                "\n",
                result.diagnosis().findings().stream()
                        .filter(finding -> rules.contains(finding.rule()))
                        .map(Finding::diagnosis)
                        .toList());
    }

    /** The figures of a comparison, or why there are none. */
    public static List<Check> of(Comparison comparison, RegressionBar bar) {
        var checks = new ArrayList<Check>();
        for (var measure : comparison.measures()) {
            checks.add(new Check(
                    "comparison",
                    measure.title(),
                    outcome(measure.verdict(), bar),
                    measure.verdict().words(),
                    "%s times the base (%s to %s), %s"
                            .formatted(
                                    Figures.plain(measure.ratio().value()),
                                    Figures.plain(measure.ratio().low()),
                                    Figures.plain(measure.ratio().high()),
                                    measure.method().words())));
        }
        checks.add(new Check(
                "comparison",
                "verdict",
                outcome(comparison.verdict(), bar),
                comparison.answer(),
                comparison.explanation()));
        return List.copyOf(checks);
    }

    private static Outcome outcome(ComparisonVerdict verdict, RegressionBar bar) {
        if (bar.failedBy(verdict)) {
            return Outcome.FAILED;
        }
        boolean open =
                verdict instanceof ComparisonVerdict.NotProven || verdict instanceof ComparisonVerdict.NotComparable;
        return open ? Outcome.SKIPPED : Outcome.PASSED;
    }

    /** The criteria of a validation. */
    public static List<Check> of(List<Criterion> criteria) {
        return criteria.stream()
                .map(criterion -> new Check(
                        "criteria",
                        criterion.title(),
                        switch (criterion.status()) {
                            case MET -> Outcome.PASSED;
                            case MISSED -> Outcome.FAILED;
                            case UNKNOWN -> Outcome.SKIPPED;
                        },
                        "measured: " + Figures.words(criterion.value(), criterion.unit()),
                        "asked for: " + criterion.origin()))
                .toList();
    }
}
