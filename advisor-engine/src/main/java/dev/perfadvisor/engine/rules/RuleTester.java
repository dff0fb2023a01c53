package dev.perfadvisor.engine.rules;

import dev.perfadvisor.engine.model.Finding;
import dev.perfadvisor.engine.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Runs the examples that rules carry. */
public final class RuleTester {

    private final RuleBook book;
    private final Matcher matcher;

    public RuleTester(RuleBook book) {
        this.book = book;
        this.matcher = new Matcher(book);
    }

    /** Outcome of one example: {@code failure} is empty when it passed. */
    public record Outcome(String rule, String example, String failure) {

        public boolean passed() {
            return failure.isEmpty();
        }
    }

    /** Runs all examples of one rule; a rule without a firing, a clear and an unknown example fails for that. */
    public List<Outcome> run(Rule rule) {
        var outcomes = new ArrayList<Outcome>();
        for (var wanted : Set.of("fires", "clear", "unknown")) {
            if (rule.tests().stream().noneMatch(test -> test.then().equals(wanted))) {
                outcomes.add(new Outcome(rule.id(), wanted, rule.file() + ": no example that is '" + wanted + "'"));
            }
        }
        rule.tests().forEach(example -> outcomes.add(run(rule, example)));
        return outcomes;
    }

    private Outcome run(Rule rule, Rule.Example example) {
        var place = rule.file() + ":" + example.line() + ": ";
        try {
            var verdict = matcher.match(rule, new ExampleFacts().scope(example.given(), book.schema()));
            var failure = failure(example, verdict);
            return new Outcome(rule.id(), example.name(), failure.isEmpty() ? "" : place + failure);
        } catch (IllegalArgumentException e) {
            return new Outcome(rule.id(), example.name(), place + e.getMessage());
        }
    }

    private static String failure(Rule.Example example, Verdict verdict) {
        var actual = switch (verdict) {
            case Verdict.Fires _ -> "fires";
            case Verdict.Clear _ -> "clear";
            case Verdict.Undecided _ -> "unknown";
            case Verdict.NotApplicable _ -> "not-applicable";
        };
        if (!actual.equals(example.then())) {
            return "expected " + example.then() + ", was " + actual + detail(verdict);
        }
        if (verdict instanceof Verdict.Fires fires) {
            var rendered = rendered(fires.findings().getFirst());
            for (var text : example.text()) {
                if (!rendered.contains(text)) {
                    return "'" + text + "' is not in: " + rendered;
                }
            }
        }
        return "";
    }

    private static String detail(Verdict verdict) {
        return verdict instanceof Verdict.Undecided undecided ? ", missing " + undecided.missing() : "";
    }

    private static String rendered(Finding finding) {
        var text = new StringBuilder(finding.diagnosis());
        finding.remedies()
                .forEach(remedy -> text.append('\n')
                        .append(remedy.what())
                        .append('\n')
                        .append(remedy.gain())
                        .append('\n')
                        .append(remedy.snippet()));
        return text.toString();
    }
}
