package dev.perfadvisor.engine;

import dev.perfadvisor.engine.rules.Rule;
import dev.perfadvisor.engine.rules.RuleBook;
import dev.perfadvisor.engine.rules.RuleTester;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Outcome of checking rules: how many rules and examples there were, and what failed. */
public record RuleCheck(int rules, int examples, List<String> failures) {

    /** Runs the examples of rules. */
    static RuleCheck of(RuleBook book, List<Rule> rules) {
        var tester = new RuleTester(book);
        var outcomes = rules.stream().flatMap(rule -> tester.run(rule).stream()).toList();
        var failures = outcomes.stream()
                .filter(outcome -> !outcome.passed())
                .map(RuleTester.Outcome::failure)
                .toList();
        return new RuleCheck(rules.size(), outcomes.size(), failures);
    }

    /** As JSON, {@code advisor.rule-check/1}. */
    public Map<String, @Nullable Object> json() {
        return RuleJson.check(rules, examples, failures);
    }
}
