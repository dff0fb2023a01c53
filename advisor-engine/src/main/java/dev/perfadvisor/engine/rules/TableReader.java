package dev.perfadvisor.engine.rules;

import dev.perfadvisor.engine.model.Band;
import dev.perfadvisor.engine.model.CachingAdvice;
import dev.perfadvisor.engine.model.ComparisonLimits;
import dev.perfadvisor.engine.model.Remedy;
import dev.perfadvisor.engine.model.Severity;
import dev.perfadvisor.engine.model.Stage;
import dev.perfadvisor.engine.rules.Expressions.Wanted;
import dev.perfadvisor.engine.rules.RuleBook.KeywordGroup;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads the files of a pack that are tables: causes, bands, caching, keywords, plan steps, evidence to collect, limits of
 * comparing, what builds are told apart by, questions, guides, vocabulary, users' wordings, parts, glossary.
 */
final class TableReader {

    private final Map<String, Yaml> documents;

    TableReader(Map<String, Yaml> documents) {
        this.documents = documents;
    }

    private <T> List<T> rows(String file, Function<Yaml, T> row) {
        var rows = new ArrayList<T>();
        documents.forEach((name, root) -> {
            if (name.equals(file)) {
                root.items().forEach(item -> rows.add(row.apply(item)));
            }
        });
        return rows;
    }

    private static <T> Map<String, T> index(List<T> rows, Function<T, String> id) {
        var index = new LinkedHashMap<String, T>();
        rows.forEach(row -> index.put(id.apply(row), row));
        return index;
    }

    Map<String, Band> bands() {
        return index(rows("bands.yaml", TableReader::band), Band::id);
    }

    private static Band band(Yaml row) {
        row.allow(
                "id",
                "metric",
                "unit",
                "good",
                "acceptable",
                "poor",
                "gap",
                "higherIsBetter",
                "source",
                "fact",
                "claim");
        var band = new Band(
                row.need("id").text(),
                row.need("metric").text(),
                row.need("unit").text(),
                row.need("good").limit(),
                row.need("acceptable").limit(),
                row.need("poor").limit(),
                row.need("gap").text(),
                row.get("higherIsBetter").truth(),
                row.need("source").text(),
                row.need("fact").text(),
                row.need("claim").text());
        double sign = band.higherIsBetter() ? -1 : 1;
        if (sign * band.good() >= sign * band.acceptable() || sign * band.acceptable() > sign * band.poor()) {
            row.error("the limits of '" + band.id() + "' are not in order: good, acceptable, poor");
        }
        return band;
    }

    List<CachingAdvice> caching() {
        return rows("caching.yaml", row -> {
            row.allow(
                    "id",
                    "data",
                    "volatility",
                    "sharing",
                    "tier",
                    "strategy",
                    "ttl",
                    "invalidation",
                    "stampede",
                    "source");
            return new CachingAdvice(
                    row.need("id").text(),
                    row.need("data").text(),
                    row.need("volatility").text(),
                    row.need("sharing").text(),
                    row.need("tier").text(),
                    row.need("strategy").text(),
                    row.need("ttl").text(),
                    row.need("invalidation").text(),
                    row.need("stampede").text(),
                    row.need("source").text());
        });
    }

    Map<String, CauseDefinition> causes() {
        return index(rows("causes.yaml", TableReader::cause), CauseDefinition::id);
    }

    private static CauseDefinition cause(Yaml row) {
        row.allow(
                "id", "title", "description", "group", "prior", "symptoms", "keywords", "confirm", "check", "remedies");
        return new CauseDefinition(
                row.need("id").text(),
                row.need("title").text(),
                row.need("description").text(),
                row.need("group").text(),
                row.need("prior").number(),
                row.get("symptoms").texts(),
                row.get("keywords").texts(),
                row.need("confirm").text(),
                row.get("check").text(),
                row.need("remedies").items().stream().map(TableReader::remedy).toList());
    }

    private static Remedy remedy(Yaml row) {
        row.allow("what", "effort", "risk", "gain", "snippet", "idea");
        return new Remedy(
                row.need("what").text(),
                row.need("effort").choice(Severity.class, Severity.MEDIUM),
                row.need("risk").choice(Severity.class, Severity.MEDIUM),
                row.need("gain").text(),
                row.get("snippet").text(),
                row.get("idea").text());
    }

    List<KeywordGroup> keywords() {
        return rows("keywords.yaml", row -> {
            row.allow("id", "words");
            return new KeywordGroup(row.need("id").text(), row.need("words").texts());
        });
    }

    List<PlanStep> planSteps(FactSchema schema, Expressions language) {
        return rows("plan.yaml", row -> {
            row.allow("id", "stage", "title", "done", "needed", "detail", "command");
            var done = row.get("done");
            var needed = row.get("needed");
            return new PlanStep(
                    row.need("id").text(),
                    row.need("stage").choice(Stage.class, Stage.MEASURE),
                    Template.read(row.need("title"), schema),
                    done.isPresent() ? language.compile(done, Wanted.TRUTH) : null,
                    needed.isPresent() ? language.compile(needed, Wanted.TRUTH) : null,
                    Template.read(row.need("detail"), schema),
                    row.get("command").text());
        });
    }

    List<Collectable> collectables(FactSchema schema) {
        return rows("collect.yaml", row -> {
            row.allow("id", "fact", "shownBy", "ask", "command", "commands", "cost");
            var fact = FactPath.of(row.need("fact").text());
            if (!fact.steps().isEmpty() && schema.findInside(fact) instanceof FactSchema.Lookup.Unknown(var message)) {
                row.error(message);
            }
            var shownBy = row.get("shownBy").isPresent()
                    ? FactPath.of(row.get("shownBy").text())
                    : null;
            if (shownBy != null && schema.findInside(shownBy) instanceof FactSchema.Lookup.Unknown(var message)) {
                row.error(message);
            }
            return new Collectable(
                    row.need("id").text(),
                    fact,
                    shownBy,
                    row.need("ask").text(),
                    row.need("command").text(),
                    texts(row.get("commands")),
                    row.need("cost").number());
        });
    }

    List<Guide> guides() {
        var known = caching().stream().map(CachingAdvice::id).toList();
        return rows("guides.yaml", row -> {
            row.allow("id", "title", "asks", "answer", "points", "rows", "measure", "command", "source");
            var rows = row.get("rows").texts();
            rows.stream()
                    .filter(id -> !known.contains(id))
                    .forEach(id -> row.error("There is no row '" + id + "' in caching.yaml"));
            return new Guide(
                    row.need("id").text(),
                    row.need("title").text(),
                    row.need("asks").texts(),
                    row.need("answer").text(),
                    row.need("points").texts(),
                    rows,
                    row.need("measure").text(),
                    row.get("command").isPresent() ? row.get("command").text() : "",
                    row.need("source").text());
        });
    }

    ComparisonLimits comparison() {
        var values = new LinkedHashMap<String, Double>();
        rows("comparison.yaml", row -> {
                    row.allow("id", "value", "source");
                    row.need("source").text();
                    return Map.entry(row.need("id").text(), row.need("value").number());
                })
                .forEach(row -> values.put(row.getKey(), row.getValue()));
        return new ComparisonLimits(Map.copyOf(values));
    }

    List<Characteristic> characteristics(FactSchema schema) {
        return rows("differences.yaml", row -> CharacteristicReader.read(row, schema));
    }

    private static Map<String, String> texts(Yaml mapping) {
        var texts = new LinkedHashMap<String, String>();
        mapping.entries().forEach((key, value) -> texts.put(key, value.text()));
        return Collections.unmodifiableMap(texts);
    }

    List<Question> questions(Expressions language, Set<String> causes) {
        return rows("questions.yaml", row -> {
            row.allow("id", "ask", "options");
            return new Question(
                    row.need("id").text(),
                    row.need("ask").text(),
                    row.need("options").items().stream()
                            .map(option -> option(option, language, causes))
                            .toList());
        });
    }

    private static Question.Option option(Yaml row, Expressions language, Set<String> causes) {
        row.allow("id", "label", "words", "said", "votes", "measured");
        var votes = new LinkedHashMap<String, Double>();
        row.get("votes").entries().forEach((cause, decibans) -> {
            if (!causes.contains(cause)) {
                decibans.error("votes for '" + cause + "', which is no cause" + Suggestion.among(causes, cause));
            }
            votes.put(cause, decibans.number());
        });
        var measured = row.get("measured");
        return new Question.Option(
                row.need("id").text(),
                row.need("label").text(),
                row.get("words").texts(),
                row.get("said").texts(),
                Collections.unmodifiableMap(votes),
                measured.isPresent() ? language.compile(measured, Wanted.TRUTH) : null);
    }

    /** The files of {@code wordings/}, one each. */
    List<Wording> wordings(Set<String> causes) {
        var wordings = new ArrayList<Wording>();
        documents.forEach((name, root) -> {
            if (name.startsWith("wordings/")) {
                root.allow("causes", "says");
                root.need("causes").items().stream()
                        .filter(cause -> !causes.contains(cause.text()))
                        .forEach(cause -> cause.error(
                                "'" + cause.text() + "' is no cause" + Suggestion.among(causes, cause.text())));
                wordings.add(new Wording(
                        root.need("causes").texts(), root.need("says").text()));
            }
        });
        return List.copyOf(wordings);
    }

    List<Part> parts(FactSchema schema, Set<String> causes) {
        return rows("parts.yaml", row -> {
            row.allow("id", "words", "causes", "shows");
            row.need("causes").items().stream()
                    .filter(cause -> !causes.contains(cause.text()))
                    .forEach(cause ->
                            cause.error("'" + cause.text() + "' is no cause" + Suggestion.among(causes, cause.text())));
            return new Part(
                    row.need("id").text(),
                    row.need("words").texts(),
                    row.need("causes").texts(),
                    row.need("shows").items().stream()
                            .map(sentence -> Template.read(sentence, schema))
                            .toList());
        });
    }

    List<Entry> glossary() {
        return rows("glossary.yaml", row -> {
            row.allow("id", "words", "meaning");
            return new Entry(
                    row.need("id").text(),
                    row.need("words").texts(),
                    row.need("meaning").text());
        });
    }

    List<Term> vocabulary() {
        return rows("vocabulary.yaml", row -> {
            row.allow("id", "words", "relevance");
            return new Term(
                    row.need("id").text(),
                    row.get("words").texts(),
                    row.need("relevance").number());
        });
    }
}
