package dev.perfadvisor.engine.rules;

import dev.perfadvisor.engine.model.FactTree;
import dev.perfadvisor.engine.model.Finding;
import dev.perfadvisor.engine.model.Remedy;
import dev.perfadvisor.engine.model.Severity;
import dev.perfadvisor.engine.model.Verdict;
import dev.perfadvisor.engine.rules.Condition.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Holds a rule book against facts. Pure: the same facts give the same verdicts. */
public final class Matcher {

    /** A rule over a list of things speaks of the worst few. */
    private static final int MOST_SUBJECTS = 3;

    private final RuleBook book;

    public Matcher(RuleBook book) {
        this.book = book;
    }

    /** What every rule says, in the order of the book. */
    public List<Verdict> match(FactTree facts) {
        var scope = Scope.of(facts);
        return book.rules().parallelStream().map(rule -> match(rule, scope)).toList();
    }

    Verdict match(Rule rule, Scope scope) {
        if (rule.applies() != null) {
            switch (rule.applies().in(scope)) {
                case Outcome.Missing(var paths) -> {
                    return new Verdict.Undecided(rule.id(), paths);
                }
                case Outcome.Known(var value) -> {
                    if (!Boolean.TRUE.equals(value)) {
                        return new Verdict.NotApplicable(rule.id());
                    }
                }
            }
        }
        return rule.over() == null ? matchOne(rule, scope) : matchEach(rule, rule.over(), scope);
    }

    private Verdict matchOne(Rule rule, Scope scope) {
        return switch (rule.when().in(scope)) {
            case Outcome.Missing(var paths) -> new Verdict.Undecided(rule.id(), paths);
            case Outcome.Known(var value) ->
                Boolean.TRUE.equals(value)
                        ? new Verdict.Fires(rule.id(), List.of(finding(rule, scope, "")))
                        : new Verdict.Clear(rule.id());
        };
    }

    private Verdict matchEach(Rule rule, Rule.Over over, Scope scope) {
        if (!(scope.value(over.list()) instanceof List<?> elements)) {
            return new Verdict.Undecided(rule.id(), List.of(firstUnknown(over.list(), scope)));
        }
        var findings = new ArrayList<Finding>();
        var missing = new TreeSet<String>();
        for (int i = 0; i < elements.size(); i++) {
            if (!(elements.get(i) instanceof Record element)) {
                continue;
            }
            var inner = scope.with(over.as(), element, over.list() + "[" + i + "]");
            switch (rule.when().in(inner)) {
                case Outcome.Missing(var paths) -> paths.forEach(path -> missing.add(generic(path, over)));
                case Outcome.Known(var value) -> {
                    if (Boolean.TRUE.equals(value)) {
                        findings.add(finding(rule, inner, subject(over, inner)));
                    }
                }
            }
        }
        if (!findings.isEmpty()) {
            findings.sort(Comparator.comparingDouble((Finding f) -> f.impact() == null ? 0 : f.impact())
                    .thenComparingDouble(Finding::score)
                    .reversed());
            return new Verdict.Fires(
                    rule.id(), List.copyOf(findings.subList(0, Math.min(MOST_SUBJECTS, findings.size()))));
        }
        return missing.isEmpty()
                ? new Verdict.Clear(rule.id())
                : new Verdict.Undecided(rule.id(), List.copyOf(missing));
    }

    private static String generic(String path, Rule.Over over) {
        boolean ofElement = path.equals(over.as()) || path.startsWith(over.as() + ".");
        return ofElement ? over.list() + path.substring(over.as().length()) : path;
    }

    private static String firstUnknown(FactPath path, Scope scope) {
        if (scope.facts().get(path.root()) == null) {
            return path.root();
        }
        for (int steps = 1; steps <= path.steps().size(); steps++) {
            var part = new FactPath(path.root(), path.steps().subList(0, steps));
            if (scope.value(part) == null) {
                return part.toString();
            }
        }
        return path.toString();
    }

    private static String subject(Rule.Over over, Scope scope) {
        var value = over.subject() == null ? null : scope.value(over.subject());
        return value == null ? "" : value.toString();
    }

    private Finding finding(Rule rule, Scope scope, String subject) {
        double score = score(rule, scope);
        return new Finding(
                rule.id(),
                subject,
                rule.title(),
                rule.role(),
                rule.capability(),
                rule.stage(),
                severity(score, rule.most()),
                score,
                impact(rule, scope),
                rule.cite().stream().map(scope::fact).toList(),
                rule.diagnosis().fill(scope),
                rule.remedies().stream().map(remedy -> fill(remedy, scope)).toList(),
                rule.proof(),
                rule.references(),
                rule.falsePositives());
    }

    private double score(Rule rule, Scope scope) {
        var value = rule.score().value();
        if (value == null) {
            return rule.score().fixed();
        }
        return switch (value.in(scope)) {
            case Outcome.Known(var known) -> rule.score().of(Condition.number(known));
            // The condition held without this fact, so that something is wrong, and nobody can say how bad it is.
            case Outcome.Missing _ -> 25;
        };
    }

    private static Severity severity(double score, Severity most) {
        var severity = score >= 75 ? Severity.HIGH : score >= 25 ? Severity.MEDIUM : Severity.LOW;
        return severity.atLeast(most) ? most : severity;
    }

    private @Nullable Double impact(Rule rule, Scope scope) {
        for (var impact : rule.impact()) {
            if (impact.in(scope) instanceof Outcome.Known(var known)) {
                return Math.clamp(Condition.number(known), 0.0, 1.0);
            }
        }
        return null;
    }

    private static Remedy fill(Rule.RemedyTemplate remedy, Scope scope) {
        return new Remedy(
                remedy.what().fill(scope),
                remedy.effort(),
                remedy.risk(),
                remedy.gain().fill(scope),
                remedy.snippet().fillCode(scope),
                remedy.idea());
    }
}
