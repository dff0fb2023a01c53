package dev.perfadvisor.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perfadvisor.engine.model.FactTree;
import dev.perfadvisor.engine.model.Finding;
import dev.perfadvisor.engine.model.Source;
import dev.perfadvisor.engine.model.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules as users write them: what loads, what is refused and how it is told, what an unknown fact does. */
class RuleLoaderTest {

    /** Facts of a made-up kind of evidence. */
    public record Shop(Till till, List<Till> tills) {}

    public record Till(
            String name, @Nullable Duration delay, @Nullable Double idleRatio, long customers, Source source) {}

    private static final Map<String, Class<? extends Record>> ROOTS = Map.of("shop", Shop.class);

    private static final String RULE = """
            id: till.queue
            title: Customers queue
            role: cause
            capability: bottleneck
            stage: identify
            when: shop.till.delay > duration('60s') && shop.till.customers > 3
            score: {fact: shop.till.delay, info: 1min, warning: 5min}
            cite: [shop.till.delay, shop.till.idleRatio]
            supports:
              - {cause: till.closed, fired: 20, clear: -5}
            impact: [shop.till.idleRatio]
            diagnosis: At ${shop.till.name} one waits ${shop.till.delay}.
            references: [made up]
            tests: []
            """;

    private static RuleBook load(String... rules) {
        var files = new ArrayList<RuleFile>();
        files.add(Tills.CAUSES);
        for (var rule : rules) {
            var id = rule.lines().findFirst().orElse("").replace("id: ", "");
            files.add(new RuleFile("rules/shop/" + id + ".yaml", rule));
        }
        return RuleLoader.load(files, ROOTS);
    }

    private static Till till(String name, @Nullable Duration wait, long customers) {
        return new Till(name, wait, null, customers, new Source("a1", "till " + name));
    }

    private static Verdict judge(String rule, Till... tills) {
        var facts = FactTree.of(Map.of("shop", new Shop(tills[0], List.of(tills))));
        return new Matcher(load(rule)).match(facts).getFirst();
    }

    private static Finding finding(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Fires.class);
        return ((Verdict.Fires) verdict).findings().getFirst();
    }

    @Test
    void firesWithFactsSourcesAndText() {
        var finding = finding(judge(RULE, till("one", Duration.ofMinutes(5), 9)));
        assertThat(finding.diagnosis()).isEqualTo("At one one waits 300 s.");
        assertThat(finding.score()).isEqualTo(75);
        assertThat(finding.impact()).isNull();
        var fact = finding.evidence().getFirst();
        assertThat(fact.path()).isEqualTo("shop.till.delay");
        assertThat(fact.value()).isEqualTo(300.0);
        assertThat(fact.unit()).isEqualTo("s");
        assertThat(fact.locator()).isEqualTo("till one");
        assertThat(finding.evidence().get(1).value()).isNull();
    }

    @Test
    void anUnknownFactMakesItUndecidedAndIsNamed() {
        assertThat(judge(RULE, till("one", null, 9)))
                .isEqualTo(new Verdict.Undecided("till.queue", List.of("shop.till.delay")));
    }

    @Test
    void anUnknownFactThatDoesNotMatterDoesNotKeepItFromBeingClear() {
        assertThat(judge(RULE, till("one", null, 2))).isEqualTo(new Verdict.Clear("till.queue"));
    }

    @Test
    void aMissingRootIsNamed() {
        assertThat(new Matcher(load(RULE)).match(FactTree.of(Map.of())).getFirst())
                .isEqualTo(new Verdict.Undecided("till.queue", List.of("shop")));
    }

    @Test
    void overAListItFiresForTheWorstOfThem() {
        var rule = RULE.replace("when:", "over: {list: shop.tills, as: till, subject: till.name}\nwhen:")
                .replace("shop.till.", "till.");
        var verdict = judge(
                rule,
                till("one", Duration.ofSeconds(1), 9),
                till("two", Duration.ofMinutes(9), 9),
                till("three", null, 9));
        assertThat(finding(verdict).subject()).isEqualTo("two");
        assertThat(finding(verdict).evidence().getFirst().path()).isEqualTo("shop.tills[1].delay");
        assertThat(judge(rule, till("one", null, 9)))
                .isEqualTo(new Verdict.Undecided("till.queue", List.of("shop.tills.delay")));
    }

    @Test
    void everythingThatIsWrongIsToldWithItsPlaceAndASuggestion() {
        var broken = RULE.replace("shop.till.delay >", "shop.till.deley >")
                .replace("cause: till.closed", "cause: till.close")
                .replace("cite: [shop.till.delay", "cite: [shop.till.dealy")
                .replace("title:", "titel:");
        assertThatThrownBy(() -> load(broken))
                .isInstanceOfSatisfying(
                        RuleLoadException.class,
                        e -> assertThat(e.errors().stream().map(LoadError::toString))
                                .anyMatch(m -> m.startsWith("rules/shop/till.queue.yaml:6:7: ")
                                        && m.contains("did you mean 'delay'"))
                                .anyMatch(m -> m.contains(
                                        ":10:5: no cause 'till.close' in causes.yaml; did you mean 'till.closed'?"))
                                .anyMatch(m -> m.contains(":8:8: undefined fact 'dealy'"))
                                .anyMatch(m -> m.contains("unknown key 'titel'; did you mean 'title'?"))
                                .anyMatch(m -> m.contains("'title' is missing")));
    }

    @Test
    void aConditionThatIsNoConditionIsRefused() {
        assertThatThrownBy(() ->
                        load(RULE.replace("&& shop.till.customers > 3", "").replace("> duration('60s')", "")))
                .hasMessageContaining("wanted is a condition");
    }

    @Test
    void brokenYamlIsToldWithItsPlace() {
        assertThatThrownBy(() -> load("id: till.queue\n  title: [unclosed\n"))
                .isInstanceOf(RuleLoadException.class)
                .hasMessageContaining("rules/shop/till.queue.yaml:2:8: not YAML");
    }

    @Test
    void bandsMustBeInOrder() {
        var bands = new RuleFile(
                "bands.yaml",
                "- {id: x, metric: x, unit: s, good: 2s, acceptable: 1s, poor: 3s, gap: gap, source: s, fact: a.b, claim: a.b}\n");
        assertThatThrownBy(() -> RuleLoader.load(List.of(Tills.CAUSES, bands), ROOTS))
                .hasMessageContaining("bands.yaml:1:3: the limits of 'x' are not in order");
    }

    @Test
    void examplesFailWhenTheyAreWrongOrMissing() {
        var rule = RULE.replace("tests: []", """
                tests:
                  - {name: waits, given: {shop: {till: {name: one, delay: 2min, customers: 9}}}, then: fires, text: [one waits 120 s]}
                  - {name: wrong, given: {shop: {till: {delay: 1s, customers: 9}}}, then: fires}
                  - {name: misspelt, given: {shop: {till: {dealy: 1s}}}, then: clear}
                """);
        var book = load(rule);
        var failures = new RuleTester(book)
                .run(book.rules().getFirst()).stream()
                        .filter(o -> !o.passed())
                        .map(RuleTester.Outcome::failure)
                        .toList();
        assertThat(failures)
                .anyMatch(f -> f.contains("no example that is 'unknown'"))
                .anyMatch(f -> f.contains("expected fires, was clear"))
                .anyMatch(f -> f.contains("undefined fact 'dealy' in 'shop.till'; did you mean 'delay'?"))
                .hasSize(3);
    }

    @Test
    void examplesThatLeaveAPlainNumberOutLeaveItUnknown() {
        var rule = RULE.replace(
                "tests: []", "tests:\n  - {name: no number, given: {shop: {till: {delay: 2min}}}, then: unknown}\n");
        var book = load(rule);
        assertThat(new RuleTester(book)
                        .run(book.rules().getFirst()).stream()
                                .filter(o -> o.example().equals("no number")))
                .allMatch(RuleTester.Outcome::passed);
    }
}
