package dev.perfadvisor.engine.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Reads rule packs. Everything that is wrong is found in one go and reported with file and line: YAML, unknown or
 * missing keys, misspelt facts, conditions of the wrong type, causes and rules that do not exist.
 */
public final class RuleLoader {

    private final FactSchema schema;
    private final boolean checks;
    private final List<LoadError> errors = Collections.synchronizedList(new ArrayList<>());

    private RuleLoader(FactSchema schema, boolean checks) {
        this.schema = schema;
        this.checks = checks;
    }

    /**
     * Loads packs; a rule, cause or row of a later pack replaces the one of the same id.
     *
     * @param roots record types of facts by the name that rules use for them
     * @throws RuleLoadException with all errors
     */
    public static RuleBook load(List<RuleFile> files, Map<String, Class<? extends Record>> roots) {
        return new RuleLoader(FactSchema.of(roots), true).load(files);
    }

    /**
     * Same, for rules that were checked when they were built: their expressions are compiled when they are first needed.
     * Everything else is checked all the same.
     */
    public static RuleBook loadChecked(List<RuleFile> files, Map<String, Class<? extends Record>> roots) {
        return new RuleLoader(FactSchema.of(roots), false).load(files);
    }

    /** Same, of what was checked and packed when it was built. */
    public static RuleBook load(RulePack pack, Map<String, Class<? extends Record>> roots) {
        var loader = new RuleLoader(FactSchema.of(roots), false);
        var documents = new LinkedHashMap<String, Yaml>();
        pack.documents().forEach((name, root) -> documents.put(name, Yaml.of(name, root, loader.errors)));
        return loader.load(documents, pack.conditions(), pack.words());
    }

    private RuleBook load(List<RuleFile> files) {
        var documents = new LinkedHashMap<String, Yaml>();
        for (var file : files) {
            Yaml.parse(file, errors).ifPresent(root -> documents.put(file.name(), root));
        }
        return load(documents, Map.of(), Map.of());
    }

    private RuleBook load(Map<String, Yaml> documents, Map<String, byte[]> checked, Map<String, String> worded) {
        var tables = new TableReader(documents);
        var bands = tables.bands();
        var causes = tables.causes();
        var ruleFiles = documents.entrySet().stream()
                .filter(e -> e.getKey().startsWith("rules/"))
                .map(Map.Entry::getValue)
                .toList();
        var variables = variables(ruleFiles);
        var language = new Expressions(withVariables(variables), bands, checks, checked, worded);
        var reader = new RuleReader(schema, language, causes.keySet());
        // Compiling is most of the start-up time, and rules do not depend on each other.
        var rules = ruleFiles.parallelStream()
                .map(reader::read)
                .filter(Objects::nonNull)
                .toList();
        var byId = byId(rules);
        checkExplains(byId);
        var book = new RuleBook(
                List.copyOf(byId.values()),
                causes,
                bands,
                tables.caching(),
                tables.keywords(),
                tables.planSteps(schema, language),
                tables.collectables(schema),
                tables.comparison(),
                tables.characteristics(schema),
                tables.questions(language, causes.keySet()),
                tables.guides(),
                tables.vocabulary(),
                tables.wordings(causes.keySet()),
                tables.parts(schema, causes.keySet()),
                tables.glossary(),
                schema,
                language);
        if (!errors.isEmpty()) {
            var sorted = new ArrayList<>(new LinkedHashSet<>(errors));
            Collections.sort(sorted);
            throw new RuleLoadException(sorted);
        }
        return book;
    }

    /** The names that rules give to elements of lists. One name stands for one type of record in all rules. */
    private Map<String, Class<? extends Record>> variables(List<Yaml> ruleFiles) {
        var variables = new TreeMap<String, Class<? extends Record>>();
        for (var rule : ruleFiles) {
            var over = rule.get("over");
            if (!over.isPresent()) {
                continue;
            }
            var as = over.need("as").text();
            var list = over.need("list").text();
            if (!FactPath.isPath(as) || schema.roots().containsKey(as)) {
                over.error("'" + as + "' can not name an element");
            } else if (FactPath.isPath(list)) {
                schema.elements(FactPath.of(list)).ifPresent(type -> {
                    var other = variables.putIfAbsent(as, type);
                    if (other != null && !other.equals(type)) {
                        over.error("'" + as + "' is a " + other.getSimpleName() + " in other rules");
                    }
                });
            }
        }
        return variables;
    }

    private FactSchema withVariables(Map<String, Class<? extends Record>> variables) {
        var all = schema;
        for (var variable : variables.entrySet()) {
            all = all.with(variable.getKey(), variable.getValue());
        }
        return all;
    }

    private static Map<String, Rule> byId(List<Rule> rules) {
        var byId = new LinkedHashMap<String, Rule>();
        rules.forEach(rule -> byId.put(rule.id(), rule));
        return byId;
    }

    private void checkExplains(Map<String, Rule> rules) {
        for (var rule : rules.values()) {
            for (var explained : rule.explains()) {
                if (!rules.containsKey(explained)) {
                    errors.add(new LoadError(
                            rule.file(),
                            1,
                            1,
                            "explains '" + explained + "', which is no rule"
                                    + Suggestion.among(rules.keySet(), explained)));
                }
            }
        }
    }
}
