package dev.perfadvisor.engine.rules;

import dev.perfadvisor.engine.model.Capability;
import dev.perfadvisor.engine.model.Proof;
import dev.perfadvisor.engine.model.Role;
import dev.perfadvisor.engine.model.Severity;
import dev.perfadvisor.engine.model.Stage;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A rule as it was written, checked and compiled. One YAML file holds one rule.
 *
 * @param symptoms sentences in users' words
 * @param over list of facts that the rule looks at one by one; null for a rule that fires once
 * @param when the condition
 * @param applies whether the rule makes sense here at all; null when it always does
 * @param score how bad it is
 * @param most severity that it can reach
 * @param impact share of request time that the thing holds: the first of these that is known
 * @param cite facts that a finding shows
 * @param supports what it says about causes
 * @param explains rules whose findings are consequences of this one
 * @param diagnosis what it means, with facts in it
 */
public record Rule(
        String id,
        String title,
        Role role,
        Capability capability,
        Stage stage,
        List<String> symptoms,
        List<String> keywords,
        @Nullable Over over,
        Condition when,
        @Nullable Condition applies,
        Score score,
        Severity most,
        List<Condition> impact,
        List<FactPath> cite,
        List<Support> supports,
        List<String> explains,
        Template diagnosis,
        List<RemedyTemplate> remedies,
        @Nullable Proof proof,
        List<String> references,
        List<String> falsePositives,
        List<Example> tests,
        String file) {

    private static final Pattern DIALECT = Pattern.compile("sql\\.log\\.dialect (==|!=) '(\\w+)'");

    /** What the rule calls the one that it looks at; empty when it looks at all facts. */
    public String element() {
        return over == null ? "" : over.as();
    }

    /** Whether it can fire on statements of a database of this kind: a condition may ask for one, or for any other. */
    public boolean isFor(String dialect) {
        var conditions = when.text() + " " + (applies == null ? "" : applies.text());
        return DIALECT.matcher(conditions)
                .results()
                .allMatch(found -> found.group(1).equals("==") == found.group(2).equals(dialect));
    }

    /** The facts that the rule is about: a list of records, and the name for one of them in conditions. */
    public record Over(FactPath list, String as, @Nullable FactPath subject) {}

    /**
     * Where the score comes from: at {@code info} it is 25, at {@code warning} 75. With {@code info > warning}, less is
     * worse. Without a value the score is fixed.
     */
    public record Score(@Nullable Condition value, double info, double warning, double fixed) {

        /** 0..100. */
        double of(double value) {
            double at = info <= warning ? value : -value;
            double low = info <= warning ? info : -info;
            double high = info <= warning ? warning : -warning;
            if (at < low) {
                return low > 0 && at > 0
                        ? 25 * at / low
                        : Math.max(0, 25 - 25 * (low - at) / Math.max(high - low, 1e-9));
            }
            if (at <= high) {
                return high > low ? 25 + 50 * (at - low) / (high - low) : 75;
            }
            double beyond = (at - high) / Math.max(Math.abs(high), 1e-9);
            return 75 + 25 * (1 - Math.exp(-beyond));
        }
    }

    /**
     * What a rule says about a cause.
     *
     * @param fired decibans when it fires with a full score; at the lowest score half of it
     * @param clear decibans when it is clear; zero or negative
     * @param group votes of one group see the same thing, so that only the strongest counts
     */
    public record Support(String cause, double fired, double clear, String group) {}

    /**
     * A remedy with places for facts.
     *
     * @param idea what it has in common with remedies that come to the same; empty for one of its own
     */
    public record RemedyTemplate(
            Template what, Severity effort, Severity risk, Template gain, Template snippet, String idea) {}

    /**
     * An example that the rule carries: facts, and what it must say about them.
     *
     * @param then {@code fires}, {@code clear}, {@code unknown} or {@code not-applicable}
     * @param text what the rendered diagnosis or a remedy must contain; empty when it does not matter
     */
    public record Example(String name, Map<String, Object> given, String then, List<String> text, int line) {}
}
