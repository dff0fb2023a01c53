package dev.perfadvisor.engine.rules;

import dev.perfadvisor.engine.model.Capability;
import dev.perfadvisor.engine.model.Proof;
import dev.perfadvisor.engine.model.Role;
import dev.perfadvisor.engine.model.Severity;
import dev.perfadvisor.engine.model.Stage;
import dev.perfadvisor.engine.rules.Expressions.Wanted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns one YAML document into a {@link Rule}. */
final class RuleReader {

    private final FactSchema schema;
    private final Expressions language;
    private final Set<String> causes;

    RuleReader(FactSchema schema, Expressions language, Set<String> causes) {
        this.schema = schema;
        this.language = language;
        this.causes = causes;
    }

    /** The rule, or null when so much is wrong that there is none; the errors are then known. */
    @Nullable Rule read(Yaml yaml) {
        if (!yaml.isMapping()) {
            yaml.error("expected a rule");
            return null;
        }
        yaml.allow(
                "id",
                "title",
                "role",
                "capability",
                "stage",
                "symptoms",
                "keywords",
                "over",
                "when",
                "applies",
                "score",
                "most",
                "impact",
                "cite",
                "supports",
                "explains",
                "diagnosis",
                "remedies",
                "proof",
                "references",
                "falsePositives",
                "tests");
        var id = yaml.need("id").text();
        checkPlace(yaml, id);
        var over = over(yaml.get("over"));
        var local = over == null ? schema : withElement(over);
        var when = condition(yaml.need("when"), over, Wanted.TRUTH);
        var score = score(yaml.need("score"), over);
        var applies = yaml.get("applies").isPresent() ? condition(yaml.get("applies"), null, Wanted.TRUTH) : null;
        var impact = impact(yaml.get("impact"), over);
        var cite = yaml.need("cite").items().stream()
                .map(item -> path(item, local))
                .toList();
        var diagnosis = Template.read(yaml.need("diagnosis"), local);
        var remedies = yaml.get("remedies").items().stream()
                .map(item -> remedy(item, local))
                .toList();
        var rule = new Head(yaml);
        var supports = supports(yaml.get("supports"), id);
        var proof = proof(yaml.get("proof"));
        var tests = tests(yaml.need("tests"));
        // Only now, so that one wrong condition does not hide what else is wrong.
        if (when == null) {
            return null;
        }
        return new Rule(
                id,
                rule.title,
                rule.role,
                rule.capability,
                rule.stage,
                rule.symptoms,
                rule.keywords,
                over,
                when,
                applies,
                score,
                rule.most,
                impact,
                cite,
                supports,
                rule.explains,
                diagnosis,
                remedies,
                proof,
                rule.references,
                rule.falsePositives,
                tests,
                yaml.file());
    }

    /** The parts of a rule that are plain words. */
    private static final class Head {
        private final String title;
        private final Role role;
        private final Capability capability;
        private final Stage stage;
        private final Severity most;
        private final List<String> symptoms;
        private final List<String> keywords;
        private final List<String> explains;
        private final List<String> references;
        private final List<String> falsePositives;

        Head(Yaml yaml) {
            this.title = yaml.need("title").text();
            this.role = yaml.need("role").choice(Role.class, Role.SYMPTOM);
            this.capability = yaml.need("capability").choice(Capability.class, Capability.BOTTLENECK);
            this.stage = yaml.need("stage").choice(Stage.class, Stage.IDENTIFY);
            this.most = yaml.get("most").choice(Severity.class, Severity.HIGH);
            this.symptoms = yaml.get("symptoms").texts();
            this.keywords = yaml.get("keywords").texts();
            this.explains = yaml.get("explains").texts();
            this.references = yaml.need("references").texts();
            this.falsePositives = yaml.get("falsePositives").texts();
        }
    }

    private static void checkPlace(Yaml yaml, String id) {
        if (!yaml.file().endsWith("/" + id + ".yaml")) {
            yaml.error("the file of rule '" + id + "' must be called " + id + ".yaml");
        }
    }

    private Rule.@Nullable Over over(Yaml yaml) {
        if (!yaml.isPresent()) {
            return null;
        }
        yaml.allow("list", "as", "subject");
        var list = path(yaml.need("list"), schema);
        var as = yaml.need("as").text();
        if (schema.elements(list).isEmpty()) {
            yaml.error("'" + list + "' is no list of records");
            return null;
        }
        var over = new Rule.Over(list, as, null);
        var subject = yaml.get("subject");
        return subject.isPresent() ? new Rule.Over(list, as, path(subject, withElement(over))) : over;
    }

    private FactSchema withElement(Rule.Over over) {
        return schema.elements(over.list())
                .map(type -> schema.with(over.as(), type))
                .orElse(schema);
    }

    private FactPath path(Yaml yaml, FactSchema local) {
        var text = yaml.text();
        if (!FactPath.isPath(text)) {
            yaml.error("'" + text + "' is not a path of facts");
            return new FactPath(text, List.of());
        }
        var path = FactPath.of(text);
        if (local.find(path) instanceof FactSchema.Lookup.Unknown(var message)) {
            yaml.error(message);
        }
        return path;
    }

    private @Nullable Condition condition(Yaml yaml, Rule.@Nullable Over over, Wanted wanted) {
        var condition = yaml.isPresent() ? language.compile(yaml, wanted) : null;
        if (condition != null) {
            for (var name : condition.facts()) {
                if (!schema.roots().containsKey(name)
                        && (over == null || !over.as().equals(name))) {
                    yaml.error("'" + name + "' is not defined in this rule");
                }
            }
        }
        return condition;
    }

    private List<Condition> impact(Yaml yaml, Rule.@Nullable Over over) {
        return yaml.items().stream()
                .map(item -> condition(item, over, Wanted.NUMBER))
                .filter(Objects::nonNull)
                .toList();
    }

    private Rule.Score score(Yaml yaml, Rule.@Nullable Over over) {
        if (!yaml.isMapping()) {
            return new Rule.Score(null, 0, 0, yaml.number());
        }
        yaml.allow("fact", "info", "warning");
        var value = condition(yaml.need("fact"), over, Wanted.NUMBER);
        return new Rule.Score(
                value, yaml.need("info").limit(), yaml.need("warning").limit(), 0);
    }

    private List<Rule.Support> supports(Yaml yaml, String rule) {
        var supports = new ArrayList<Rule.Support>();
        for (var item : yaml.items()) {
            item.allow("cause", "fired", "clear", "group");
            var cause = item.need("cause").text();
            if (!causes.contains(cause)) {
                item.error("no cause '" + cause + "' in causes.yaml" + Suggestion.among(causes, cause));
            }
            double clear = item.get("clear").number();
            if (clear > 0) {
                item.error("'clear' must not speak for the cause");
            }
            var group = item.get("group").text();
            supports.add(new Rule.Support(cause, item.need("fired").number(), clear, group.isEmpty() ? rule : group));
        }
        return supports;
    }

    private static Rule.RemedyTemplate remedy(Yaml yaml, FactSchema local) {
        yaml.allow("what", "effort", "risk", "gain", "snippet", "idea");
        return new Rule.RemedyTemplate(
                Template.read(yaml.need("what"), local),
                yaml.need("effort").choice(Severity.class, Severity.MEDIUM),
                yaml.need("risk").choice(Severity.class, Severity.MEDIUM),
                Template.read(yaml.need("gain"), local),
                Template.read(yaml.get("snippet"), local),
                yaml.get("idea").text());
    }

    private @Nullable Proof proof(Yaml yaml) {
        if (!yaml.isPresent()) {
            return null;
        }
        yaml.allow("metric", "expect", "loadTest");
        var expect = yaml.need("expect");
        language.compile(expect, Wanted.TRUTH);
        return new Proof(
                yaml.need("metric").text(),
                expect.text(),
                language.words(expect.text()),
                yaml.need("loadTest").text());
    }

    private static List<Rule.Example> tests(Yaml yaml) {
        var tests = new ArrayList<Rule.Example>();
        for (var item : yaml.items()) {
            item.allow("name", "given", "then", "text");
            var given = new LinkedHashMap<String, Object>();
            item.get("given").entries().forEach((root, facts) -> {
                var value = facts.plain();
                if (value != null) {
                    given.put(root, value);
                }
            });
            var then = item.need("then").text();
            if (!Set.of("fires", "clear", "unknown", "not-applicable").contains(then)) {
                item.error("'then' is one of fires, clear, unknown, not-applicable");
            }
            tests.add(new Rule.Example(
                    item.need("name").text(),
                    Map.copyOf(given),
                    then,
                    item.get("text").texts(),
                    item.line()));
        }
        return tests;
    }
}
