package dev.perfadvisor.engine;

import dev.perfadvisor.engine.compare.Run;
import dev.perfadvisor.engine.compare.RunsOfCase;
import dev.perfadvisor.engine.evidence.Taken;
import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts;
import dev.perfadvisor.engine.model.Artifact;
import dev.perfadvisor.engine.model.Cause;
import dev.perfadvisor.engine.model.Comparison;
import dev.perfadvisor.engine.model.ComparisonVerdict;
import dev.perfadvisor.engine.model.Criterion;
import dev.perfadvisor.engine.model.Figures;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Problem;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.engine.model.Result;
import dev.perfadvisor.engine.model.Severity;
import dev.perfadvisor.engine.model.Validation;
import dev.perfadvisor.engine.rules.ProofJudge;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Judges a change: the run after it against success criteria, and against the runs before it. The criteria are what the
 * user says ("p99 under 500 ms"), or else the acceptable limits of the decision table.
 */
public final class Validations {

    /** {@code p99 under 500 ms, errors below 1 % and at least 200 requests per second}. */
    private static final Pattern SEPARATOR = Pattern.compile("[;,\\n]|\\band\\b");

    private final Advisor advisor;
    private final Comparisons comparisons;

    public Validations(Advisor advisor) {
        this.advisor = advisor;
        this.comparisons = new Comparisons(advisor);
    }

    /** Words that hold no figure of latency, errors or throughput are no criteria. */
    public static final class NoCriterionException extends RuntimeException {
        private static final long serialVersionUID = 1;

        NoCriterionException(String words) {
            super("No success criterion is understood in '" + words
                    + "'. Say for example: p99 under 500 ms, errors below 1 %, at least 200 requests per second.");
        }
    }

    /**
     * Whether criteria are understood, before anything is read.
     *
     * @throws NoCriterionException when the words hold no criterion
     */
    public void check(String words) {
        if (!words.isBlank()) {
            said(words, null);
        }
    }

    /**
     * Reads the evidence of the run, or of the runs, after a change.
     *
     * @return in order of time, one at least
     */
    public List<Run> runs(Problem problem, List<Given> evidence, Progress progress) {
        var taken = advisor.take(evidence, progress);
        return Run.inOrder(apart(evidence, taken).entrySet().stream()
                .map(run -> comparisons.run(run.getKey(), advisor.diagnose(problem, Gathering.gather(run.getValue()))))
                .toList());
    }

    /**
     * What was read as the runs that it is of, by their labels: what was recorded at the same time is one. All of it is one
     * run where that can not be told, or where a directory holds several.
     */
    private static Map<String, List<Taken>> apart(List<Given> evidence, List<Taken> taken) {
        var runs = new LinkedHashMap<String, List<Taken>>();
        var owned = new ArrayList<Given>();
        for (var run :
                RunsOfCase.of(taken.stream().map(Taken::artifact).toList()).runs()) {
            var own = evidence.stream()
                    .filter(given -> run.artifacts().stream().anyMatch(artifact -> isOf(given, artifact)))
                    .toList();
            owned.addAll(own);
            runs.put(
                    run.label(),
                    taken.stream()
                            .filter(one -> own.stream().anyMatch(given -> isOf(given, one.artifact())))
                            .toList());
        }
        return runs.size() > 1 && owned.size() == Set.copyOf(owned).size()
                ? runs
                : Map.of(evidence.stream().map(Given::name).collect(Collectors.joining(", ")), taken);
    }

    private static boolean isOf(Given given, Artifact artifact) {
        return artifact.name().equals(given.name()) || artifact.name().startsWith(given.name() + "/");
    }

    /**
     * The verdict over a run.
     *
     * @param words success criteria in the user's words; blank for those of the decision table
     * @param base runs before the change; empty when there are none
     * @param name of the base, for the user
     * @throws NoCriterionException when the words hold no criterion
     */
    public Validation validate(Result after, String words, List<Run> base, String name) {
        return validate(List.of(comparisons.run(name, after)), words, base);
    }

    /**
     * The verdict over several runs after the change, which is that over the latest; a criterion is met when it is in all.
     *
     * @param runs in order of time, one at least
     */
    public Validation validate(List<Run> runs, String words, List<Run> base) {
        var after = runs.getLast().result();
        var criteria =
                worst(runs.stream().map(run -> criteria(run.result(), words)).toList());
        var comparison = base.isEmpty() ? null : comparisons.compare(base, runs);
        // The plan that is carried on is that of the runs before the change.
        var before = base.isEmpty() ? after : base.getLast().result();
        var carried = new CarriedPlan(before, new ProofJudge(advisor.book(), after.facts()), criteria, comparison);
        return new Validation(
                verdict(criteria, comparison),
                carried.onto(after),
                criteria,
                comparison,
                remaining(after, criteria, comparison, carried));
    }

    /** A result before the change, with the plan as a validation leaves it. */
    public static Result carriedOn(Result before, Validation validation) {
        return before.with(validation.result().plan());
    }

    private List<Criterion> criteria(Result after, String words) {
        var load = after.facts().root("load", LoadTestFacts.class);
        if (words.isBlank()) {
            return Criteria.ofTable(advisor.book().bands(), load);
        }
        return said(words, load);
    }

    /** Each criterion in the run that is furthest from it: missed, else not known, else the latest. */
    private static List<Criterion> worst(List<List<Criterion>> ofRuns) {
        var worst = new LinkedHashMap<String, Criterion>();
        ofRuns.forEach(criteria -> criteria.forEach(criterion -> worst.merge(
                criterion.title(), criterion, (a, b) -> distance(b.status()) >= distance(a.status()) ? b : a)));
        return List.copyOf(worst.values());
    }

    private static int distance(Criterion.Status status) {
        return switch (status) {
            case MET -> 0;
            case UNKNOWN -> 1;
            case MISSED -> 2;
        };
    }

    private List<Criterion> said(String words, @Nullable LoadTestFacts load) {
        var criteria = new ArrayList<Criterion>();
        for (var part : SEPARATOR.splitAsStream(words).toList()) {
            criteria.addAll(Criteria.ofWords(part, advisor.said(part), load));
        }
        if (criteria.isEmpty()) {
            throw new NoCriterionException(words.strip());
        }
        return List.copyOf(criteria);
    }

    private static String verdict(List<Criterion> criteria, @Nullable Comparison comparison) {
        var missed = criteria.stream()
                .filter(c -> c.status() == Criterion.Status.MISSED)
                .map(c -> c.title() + " (it is " + Figures.words(c.value(), c.unit()) + ")")
                .toList();
        var unknown = criteria.stream()
                .filter(c -> c.status() == Criterion.Status.UNKNOWN)
                .map(Criterion::title)
                .toList();
        var sentences = new ArrayList<String>();
        if (comparison != null) {
            sentences.add(comparison.answer());
        }
        if (!missed.isEmpty()) {
            sentences.add("Missed: " + String.join("; ", missed) + ".");
        }
        if (!unknown.isEmpty()) {
            sentences.add("Not known: " + String.join("; ", unknown) + ".");
        }
        if (missed.isEmpty() && unknown.isEmpty() && !criteria.isEmpty()) {
            sentences.add("All success criteria are met.");
        }
        return String.join(" ", sentences);
    }

    private static List<String> remaining(
            Result after, List<Criterion> criteria, @Nullable Comparison comparison, CarriedPlan carried) {
        var remaining = new ArrayList<String>();
        for (var criterion : criteria) {
            switch (criterion.status()) {
                case MET -> {}
                case MISSED ->
                    remaining.add("Reach " + criterion.title() + ": it is "
                            + Figures.words(criterion.value(), criterion.unit()) + ".");
                case UNKNOWN -> remaining.add("Measure " + criterion.title() + ": the run does not say.");
            }
        }
        if (comparison != null) {
            remaining.addAll(remaining(comparison));
        }
        remaining.addAll(carried.unproven());
        after.diagnosis().causes().stream()
                .filter(cause -> cause.status().equals(Cause.SUPPORTED)
                        && cause.severity().atLeast(Severity.MEDIUM))
                .map(cause -> "Still there: " + cause.title() + " (" + cause.id() + ").")
                .forEach(remaining::add);
        return List.copyOf(remaining);
    }

    private static List<String> remaining(Comparison comparison) {
        return switch (comparison.verdict()) {
            case ComparisonVerdict.Better _, ComparisonVerdict.NoChange _ -> List.of();
            case ComparisonVerdict.Worse _, ComparisonVerdict.Mixed _ ->
                List.of("Find out what made it worse. " + comparison.explanation());
            case ComparisonVerdict.NotProven(var _, var runs) ->
                List.of(
                        runs == null
                                ? "The difference is so small beside the variation between runs that over 100 runs a side"
                                        + " would be needed: make the test longer, or the machine quieter."
                                : "Make " + runs + " runs of either build, taking turns, and compare them.");
            case ComparisonVerdict.NotComparable(var reasons) ->
                List.of("Run the same test again as before: " + String.join("; ", reasons) + ".");
        };
    }
}
