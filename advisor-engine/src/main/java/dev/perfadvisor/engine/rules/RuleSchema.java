package dev.perfadvisor.engine.rules;

import dev.perfadvisor.engine.model.Capability;
import dev.perfadvisor.engine.model.Role;
import dev.perfadvisor.engine.model.Severity;
import dev.perfadvisor.engine.model.Source;
import dev.perfadvisor.engine.model.Stage;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The JSON Schema (2020-12) of a rule file, with the causes, rules and facts that there are, so that editors complete and
 * check them. {@link RuleLoader} checks more: conditions, paths that begin at an element of a list, and examples.
 */
public final class RuleSchema {

    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    private static final String PATH = "^" + FactPath.SHAPE.pattern() + "$";
    private static final String ID = "^[a-z][a-z0-9-]*(\\.[a-z0-9-]+)+$";
    private static final String LIMIT = "^-?[0-9]+(\\.[0-9]+)?\\s*(ms|s|min|h)$";

    private final RuleBook book;
    private final List<String> paths = new ArrayList<>();
    private final List<String> lists = new ArrayList<>();

    private RuleSchema(RuleBook book) {
        this.book = book;
        book.schema().roots().forEach((name, root) -> walk(name, root, new HashSet<>()));
    }

    /** The schema, as maps, lists and plain values. */
    public static Map<String, Object> of(RuleBook book) {
        return new RuleSchema(book).rule();
    }

    private void walk(String path, Class<?> type, Set<Class<?>> above) {
        // A tree of nodes has no paths that a rule could name.
        if (!above.add(type)) {
            return;
        }
        Components.of(type).forEach((name, component) -> step(path + "." + name, component.getGenericType(), above));
        above.remove(type);
    }

    private void step(String path, Type type, Set<Class<?>> above) {
        if (type == Source.class) {
            return;
        }
        if (type instanceof Class<?> plain && plain.isRecord()) {
            walk(path, plain, above);
        } else if (isListOfRecords(type)) {
            lists.add(path);
        } else {
            paths.add(path);
        }
    }

    private static boolean isListOfRecords(Type type) {
        return type instanceof ParameterizedType list
                && List.class.equals(list.getRawType())
                && list.getActualTypeArguments()[0] instanceof Class<?> element
                && element.isRecord();
    }

    private Map<String, Object> rule() {
        var rule = new LinkedHashMap<String, Object>();
        rule.put("$schema", DIALECT);
        rule.put("title", "A rule of Performance Advisor");
        rule.put("description", "One file holds one rule and is called as its id says, with .yaml.");
        var properties = new LinkedHashMap<String, Object>();
        head(properties);
        properties.put("over", over());
        properties.put(
                "when",
                told(text(), "Condition over the facts, in CEL. A fact that is unknown makes the rule undecided."));
        properties.put(
                "applies", told(text(), "Condition for the rule to make sense at all; left out when it always does."));
        properties.put("score", score());
        properties.put("most", told(choice(Severity.class), "Severity that the rule can reach."));
        properties.put(
                "impact",
                told(
                        oneOrMore(text()),
                        "Share of request time that the thing holds, 0..1, in CEL; the first one known counts."));
        properties.put("cite", told(oneOrMore(path()), "Facts that a finding shows."));
        properties.put("supports", told(oneOrMore(supports()), "What the rule says about causes."));
        properties.put(
                "explains",
                told(
                        oneOrMore(among(book.rules().stream().map(Rule::id).toList(), ID)),
                        "Rules whose findings are consequences of this one."));
        properties.put("diagnosis", told(text(), "What it means, with facts in it as ${jfr.gc.pauseMax}."));
        properties.put("remedies", told(oneOrMore(remedy()), "What to do about it."));
        properties.put("proof", proof());
        properties.put("references", told(oneOrMore(text()), "Where the limits come from; EXP is practice."));
        properties.put("falsePositives", told(oneOrMore(text()), "When a finding means nothing."));
        properties.put(
                "tests",
                told(oneOrMore(example()), "At least one that fires, one that is clear and one that is unknown."));
        rule.putAll(object(
                properties,
                List.of(
                        "id",
                        "title",
                        "role",
                        "capability",
                        "stage",
                        "when",
                        "score",
                        "cite",
                        "diagnosis",
                        "references",
                        "tests")));
        return rule;
    }

    private static void head(Map<String, Object> properties) {
        properties.put("id", told(pattern(ID), "Area and name, as in sql.offset-paging; also the name of the file."));
        properties.put("title", told(text(), "A few words, as a heading."));
        properties.put(
                "role",
                told(choice(Role.class), "Whether it is a symptom, a cause, about the evidence, or about method."));
        properties.put("capability", choice(Capability.class));
        properties.put("stage", choice(Stage.class));
        properties.put("symptoms", told(oneOrMore(text()), "Sentences, as users say them."));
        properties.put("keywords", told(oneOrMore(text()), "Words that point to it."));
    }

    private Map<String, Object> over() {
        var properties = new LinkedHashMap<String, Object>();
        properties.put("list", told(among(lists, PATH), "List of facts that are looked at one by one."));
        properties.put("as", told(pattern(PATH), "Name of one of them in conditions and texts."));
        properties.put("subject", told(pattern(PATH), "What tells one from another, as in s.fingerprint."));
        return told(object(properties, List.of("list", "as")), "Left out for a rule that fires once.");
    }

    private static Map<String, Object> score() {
        var properties = new LinkedHashMap<String, Object>();
        properties.put("fact", told(text(), "A number, in CEL."));
        properties.put("info", told(limit(), "Value at which the score is 25."));
        properties.put("warning", told(limit(), "Value at which it is 75."));
        return told(
                Map.of("oneOf", List.of(number(), object(properties, List.of("fact", "info", "warning")))),
                "How bad it is, 0 to 100: from a fact, or always the same.");
    }

    private Map<String, Object> supports() {
        var properties = new LinkedHashMap<String, Object>();
        properties.put("cause", among(List.copyOf(book.causes().keySet()), ID));
        properties.put("fired", told(number(), "Decibans when it fires with a full score; half of it at the lowest."));
        var clear = new LinkedHashMap<>(number());
        clear.put("maximum", 0);
        properties.put("clear", told(clear, "Decibans when it is clear."));
        properties.put("group", told(text(), "Votes of one group see the same thing: only the strongest counts."));
        return object(properties, List.of("cause", "fired"));
    }

    private static Map<String, Object> remedy() {
        var properties = new LinkedHashMap<String, Object>();
        properties.put("what", told(text(), "What to do, with facts in it."));
        properties.put("effort", choice(Severity.class));
        properties.put("risk", choice(Severity.class));
        properties.put("gain", told(text(), "What it brings, and why."));
        properties.put("snippet", told(text(), "Something to copy."));
        properties.put("idea", told(text(), "Of remedies of one idea, only that of the strongest finding is told."));
        return object(properties, List.of("what", "effort", "risk", "gain"));
    }

    private static Map<String, Object> proof() {
        var properties = new LinkedHashMap<String, Object>();
        properties.put("metric", text());
        properties.put("expect", told(text(), "Condition that holds when it is mended, in CEL."));
        properties.put("loadTest", told(text(), "Kind of load test that shows it."));
        return told(object(properties, List.of("metric", "expect", "loadTest")), "How to prove that it is mended.");
    }

    private static Map<String, Object> example() {
        var properties = new LinkedHashMap<String, Object>();
        properties.put("name", text());
        properties.put("given", told(Map.of("type", "object"), "Facts, as the records are built."));
        properties.put("then", Map.of("enum", List.of("fires", "clear", "unknown", "not-applicable")));
        properties.put("text", told(oneOrMore(text()), "What the diagnosis or a remedy must contain."));
        return object(properties, List.of("name", "then"));
    }

    private Map<String, Object> path() {
        return among(paths, PATH);
    }

    /** Known ones for completion; others of the right form may be a pack's own, or begin at an element. */
    private static Map<String, Object> among(Collection<String> known, String pattern) {
        return Map.of("anyOf", List.of(Map.of("enum", List.copyOf(known)), pattern(pattern)));
    }

    private static Map<String, Object> object(Map<String, Object> properties, List<String> required) {
        var object = new LinkedHashMap<String, Object>();
        object.put("type", "object");
        object.put("additionalProperties", false);
        object.put("required", required);
        object.put("properties", properties);
        return object;
    }

    private static Map<String, Object> told(Map<String, Object> schema, String description) {
        var told = new LinkedHashMap<>(schema);
        told.put("description", description);
        return told;
    }

    /** YAML takes what looks like a number for one. */
    private static Map<String, Object> text() {
        return Map.of("type", List.of("string", "number", "boolean"));
    }

    private static Map<String, Object> number() {
        return Map.of("type", "number");
    }

    private static Map<String, Object> limit() {
        return Map.of("anyOf", List.of(number(), pattern(LIMIT)));
    }

    private static Map<String, Object> pattern(String regex) {
        return ordered("type", "string", "pattern", regex);
    }

    /** One value stands for a list of one. */
    private static Map<String, Object> oneOrMore(Map<String, Object> item) {
        return Map.of("anyOf", List.of(item, ordered("type", "array", "items", item)));
    }

    /** {@code Map.of} has another order in each process. */
    private static Map<String, Object> ordered(String first, Object one, String second, Object other) {
        var map = new LinkedHashMap<String, Object>();
        map.put(first, one);
        map.put(second, other);
        return map;
    }

    private static <E extends Enum<E>> Map<String, Object> choice(Class<E> type) {
        return Map.of(
                "enum",
                Stream.of(type.getEnumConstants())
                        .map(constant ->
                                constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .toList());
    }
}
