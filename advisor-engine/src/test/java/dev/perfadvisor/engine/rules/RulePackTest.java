package dev.perfadvisor.engine.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perfadvisor.engine.model.FactTree;
import dev.perfadvisor.engine.model.Verdict;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules that were packed say what the files say. */
class RulePackTest {

    /** Facts of a made-up kind of evidence. */
    public record Shop(@Nullable Duration delay, Map<String, Double> shares, Till till) {}

    public record Till(@Nullable Long customers, @Nullable Double idleRatio) {}

    private static final Map<String, Class<? extends Record>> ROOTS = Map.of("shop", Shop.class);

    private static RuleFile rule(String id, String when) {
        return new RuleFile("rules/shop/" + id + ".yaml", """
                id: %s
                title: "Kunden warten \\u2026 λ"
                role: cause
                capability: bottleneck
                stage: identify
                when: "%s"
                score: {fact: shop.delay, info: 1min, warning: 5min}
                cite: [shop.till]
                supports: [{cause: till.closed, fired: 20.5, clear: -5}]
                diagnosis: |
                  One waits ${shop.delay}.
                references: [made up, 2026, 7.5, true]
                tests:
                  - {name: one, given: {shop: {delay: 90s, shares: {a: 0.5}, till: {customers: 4, idleRatio: null}}}, then: fires}
                """.formatted(id, when));
    }

    private static final List<RuleFile> FILES = List.of(
            Tills.CAUSES,
            rule("a.long", "shop.delay > duration('60s')"),
            rule("b.many", "shop.till.customers > 3 || shop.till.idleRatio < 0.1"),
            rule("c.key", "shop.shares['a'] > 0.4 && seconds(shop.delay) > 1.0"),
            rule("d.all", "[1, 2, 3].exists(x, x == shop.till.customers)"));

    private static final List<FactTree> CASES = List.of(
            FactTree.of(Map.of()),
            facts(Duration.ofMinutes(5), Map.of("a", 0.5), 4L, 0.5),
            facts(null, Map.of("a", 0.5), null, 0.05),
            facts(Duration.ofSeconds(3), Map.of(), 2L, null),
            facts(Duration.ofSeconds(3), Map.of("a", 0.1), null, null));

    private static FactTree facts(
            @Nullable Duration delay, Map<String, Double> shares, @Nullable Long customers, @Nullable Double idle) {
        return FactTree.of(Map.of("shop", new Shop(delay, shares, new Till(customers, idle))));
    }

    private static byte[] packed(List<RuleFile> files) throws IOException {
        var out = new ByteArrayOutputStream();
        RulePack.of(files, ROOTS).write(out);
        return out.toByteArray();
    }

    private static RuleBook unpacked(byte[] pack) throws IOException {
        return RuleLoader.load(RulePack.read(new ByteArrayInputStream(pack)), ROOTS);
    }

    @Test
    void packedRulesJudgeLikeTheFiles() throws IOException {
        var files = new Matcher(RuleLoader.load(FILES, ROOTS));
        var pack = new Matcher(unpacked(packed(FILES)));
        var seen = new ArrayList<Class<?>>();
        for (var facts : CASES) {
            var verdicts = files.match(facts);
            assertThat(pack.match(facts)).usingRecursiveComparison().isEqualTo(verdicts);
            verdicts.forEach(verdict -> seen.add(verdict.getClass()));
        }
        assertThat(seen).contains(Verdict.Fires.class, Verdict.Clear.class, Verdict.Undecided.class);
    }

    @Test
    void packedRulesCarryAllThatTheFilesSay() throws IOException {
        var files = RuleLoader.load(FILES, ROOTS);
        var pack = unpacked(packed(FILES));
        assertThat(pack.rules())
                .usingRecursiveComparison()
                .ignoringFieldsOfTypes(Condition.class)
                .isEqualTo(files.rules());
        assertThat(pack.causes()).isEqualTo(files.causes());
        assertThat(pack.rules().getFirst().title()).isEqualTo("Kunden warten … λ");
    }

    @Test
    void nothingWrongIsPacked() {
        assertThatThrownBy(() -> RulePack.of(List.of(Tills.CAUSES, rule("a.long", "shop.delya > 3")), ROOTS))
                .isInstanceOf(RuleLoadException.class);
    }

    @Test
    void whatIsNoPackIsRefused() {
        assertThatThrownBy(() -> RulePack.read(new ByteArrayInputStream("id: no pack at all".getBytes(UTF_8))))
                .isInstanceOf(IOException.class);
    }

    @Test
    void yamlThatHoldsItselfIsRefused() {
        assertThatThrownBy(() ->
                        RuleLoader.load(List.of(Tills.CAUSES, new RuleFile("rules/a.yaml", "a: &x [1, *x]\n")), ROOTS))
                .isInstanceOfSatisfying(
                        RuleLoadException.class,
                        e -> assertThat(e.errors())
                                .anySatisfy(
                                        error -> assertThat(error.toString()).contains("line 1 holds itself")));
    }

    @Test
    void aliasesDoNotMultiply() {
        var text = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 25; i++) {
            text.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        var errors = new ArrayList<LoadError>();
        assertThat(YamlText.parse(new RuleFile("rules/a.yaml", text.toString()), errors))
                .isPresent();
        assertThat(errors).isEmpty();
    }
}
