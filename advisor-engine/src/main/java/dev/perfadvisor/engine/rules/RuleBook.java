package dev.perfadvisor.engine.rules;

import dev.perfadvisor.engine.model.Band;
import dev.perfadvisor.engine.model.CachingAdvice;
import dev.perfadvisor.engine.model.ComparisonLimits;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that the advisor knows: rules, causes, decision tables, the steps of every plan, the evidence and the answers that
 * it can ask for, and the words that it understands.
 * Immutable, and safe to use from many threads.
 */
public record RuleBook(
        List<Rule> rules,
        Map<String, CauseDefinition> causes,
        Map<String, Band> bands,
        List<CachingAdvice> caching,
        List<KeywordGroup> keywords,
        List<PlanStep> planSteps,
        List<Collectable> collectables,
        ComparisonLimits comparison,
        List<Characteristic> characteristics,
        List<Question> questions,
        List<Guide> guides,
        List<Term> vocabulary,
        List<Wording> wordings,
        List<Part> parts,
        List<Entry> glossary,
        FactSchema schema,
        Expressions language) {

    /** Words that say what a question is about. */
    public record KeywordGroup(String id, List<String> words) {}

    public Optional<Question> question(String id) {
        return questions.stream().filter(question -> question.id().equals(id)).findFirst();
    }

    /** What has to hold for a rule to fire, part by part, in words; in those of a rule over a list, of one of its elements. */
    public List<String> inWords(Rule rule) {
        return language.parts(rule.when(), rule.element());
    }

    /** From where on what a rule measures matters and is bad, in words; empty for a rule whose score is fixed. */
    public String limitsInWords(Rule rule) {
        var score = rule.score();
        if (score.value() == null) {
            return "";
        }
        return "What counts is %s: it begins to matter at %s and is bad at %s."
                .formatted(
                        String.join(", and ", language.parts(score.value(), rule.element())),
                        language.figure(score.value(), score.info()),
                        language.figure(score.value(), score.warning()));
    }

    /** The facts that a finding of a rule shows, by name; in those of a rule over a list, without that of the element. */
    public List<String> citedNames(Rule rule) {
        return rule.cite().stream().map(path -> path.shown(rule.element())).toList();
    }

    public Optional<Rule> rule(String id) {
        return rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
    }
}
