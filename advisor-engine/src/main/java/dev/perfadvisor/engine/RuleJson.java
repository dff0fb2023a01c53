package dev.perfadvisor.engine;

import dev.perfadvisor.engine.rules.Rule;
import dev.perfadvisor.engine.rules.RuleBook;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rule base as JSON: {@code advisor.rules/1} with {@code rules[] {id, title, role, capability, stage}}, {@code causes[]},
 * {@code bands[]} and {@code caching[]}; {@code advisor.rule/1} for one rule; {@code advisor.rule-check/1} for a check.
 */
final class RuleJson {

    private RuleJson() {}

    private record CauseRow(String id, String title, String group) {}

    static Map<String, Object> catalogue(RuleBook book) {
        var json = new LinkedHashMap<String, Object>();
        json.put("schema", "advisor.rules/1");
        json.put("rules", book.rules().stream().map(RuleJson::row).toList());
        json.put(
                "causes",
                book.causes().values().stream()
                        .map(cause -> new CauseRow(cause.id(), cause.title(), cause.group()))
                        .toList());
        json.put("bands", book.bands().values());
        json.put("caching", book.caching());
        return json;
    }

    private static Map<String, Object> row(Rule rule) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", rule.id());
        json.put("title", rule.title());
        json.put("role", rule.role().id());
        json.put("capability", rule.capability().id());
        json.put("stage", rule.stage().id());
        return json;
    }

    static Map<String, @Nullable Object> rule(Rule rule, RuleBook book) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("schema", "advisor.rule/1");
        json.putAll(row(rule));
        var over = rule.over();
        json.put("over", over == null ? "" : over.list().toString());
        json.put("when", rule.when().text());
        json.put("inWords", book.inWords(rule));
        json.put("cite", rule.cite().stream().map(Object::toString).toList());
        json.put("supports", rule.supports());
        json.put("explains", rule.explains());
        json.put("diagnosis", rule.diagnosis().text());
        json.put("remedies", rule.remedies().stream().map(RuleJson::remedy).toList());
        json.put("proof", rule.proof());
        json.put("references", rule.references());
        json.put("falsePositives", rule.falsePositives());
        return json;
    }

    private static Map<String, Object> remedy(Rule.RemedyTemplate remedy) {
        var json = new LinkedHashMap<String, Object>();
        json.put("what", remedy.what().text());
        json.put("effort", remedy.effort().id());
        json.put("risk", remedy.risk().id());
        json.put("gain", remedy.gain().text());
        json.put("snippet", remedy.snippet().text());
        return json;
    }

    static Map<String, @Nullable Object> check(int rules, int examples, List<String> failures) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("schema", "advisor.rule-check/1");
        json.put("rules", rules);
        json.put("examples", examples);
        json.put("failures", failures);
        json.put("passed", failures.isEmpty());
        return json;
    }
}
