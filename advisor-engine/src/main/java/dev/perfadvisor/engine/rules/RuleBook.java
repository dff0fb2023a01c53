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
        FactSchema schema,
        Expressions language) {

    /** Words that say what a question is about. */
    public record KeywordGroup(String id, List<String> words) {}

    public Optional<Question> question(String id) {
        return questions.stream().filter(question -> question.id().equals(id)).findFirst();
    }

    public Optional<Rule> rule(String id) {
        return rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
    }
}
