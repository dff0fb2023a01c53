package dev.perfadvisor.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.render.Document;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Loads the rule base as programs do, and runs the examples that its rules carry. */
class RuleBaseTest {

    private static final Advisor ADVISOR = Advisor.checked(List.of());

    @TestFactory
    Stream<DynamicTest> everyExampleHolds() {
        return ADVISOR.ruleIds().stream()
                .map(id -> DynamicTest.dynamicTest(
                        id, () -> assertThat(ADVISOR.testRule(id).failures()).isEmpty()));
    }

    @Test
    void allFiveCapabilitiesAndStagesAreCovered() {
        var catalogue = ADVISOR.rules().blocks().stream()
                .filter(Document.Table.class::isInstance)
                .map(Document.Table.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(catalogue.rows()).hasSizeGreaterThanOrEqualTo(40);
        assertThat(catalogue.rows().stream().map(row -> row.get(2)))
                .contains("profiling", "bottleneck", "caching", "load-testing", "optimization");
        assertThat(catalogue.rows().stream().map(row -> row.get(3)))
                .contains("measure", "profile", "identify", "validate");
    }

    /** A comma in a list without quotes makes two of one sentence. */
    @TestFactory
    Stream<DynamicTest> everyFalsePositiveIsAWholeSentence() {
        return ADVISOR.ruleIds().stream()
                .map(id -> DynamicTest.dynamicTest(
                        id,
                        () -> assertThat(falsePositives(id))
                                .allSatisfy(sentence -> assertThat(sentence)
                                        .matches("(?s)(?:[A-Z]|k6\\b|async-profiler|byte\\[\\]).*[.!]\\s*"))));
    }

    @SuppressWarnings("unchecked")
    private static List<String> falsePositives(String rule) {
        return (List<String>) ADVISOR.ruleJson(rule).orElseThrow().get("falsePositives");
    }

    @Test
    void everyRuleHasAPage() {
        assertThat(ADVISOR.ruleIds())
                .allSatisfy(id -> assertThat(ADVISOR.rule(id))
                        .hasValueSatisfying(page -> assertThat(page.title()).isNotBlank()));
    }
}
