package dev.perfadvisor.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a rule asks for, as its readers are told. */
class ConditionInWordsTest {

    /** Facts of a made-up kind of evidence. */
    public record Shop(Till till, List<Till> tills, Map<String, Double> aisleShares) {}

    public record Till(
            String name,
            boolean open,
            @Nullable Duration delay,
            @Nullable Double idleRatio,
            @Nullable Long maxBytes,
            long customers,
            List<String> signs) {}

    private static RuleBook load(String over, String when, String score) {
        return RuleLoader.load(
                List.of(
                        Tills.CAUSES,
                        new RuleFile("bands.yaml", """
                - id: till.delay
                  metric: delay at a till
                  unit: s
                  good: 60
                  acceptable: 120
                  poor: 300
                  gap: long
                  source: made up
                  fact: shop.till.delay
                  claim: shop.till.delay
                """),
                        new RuleFile("rules/shop/till.queue.yaml", """
                id: till.queue
                title: Customers queue
                role: cause
                capability: bottleneck
                stage: identify
                %s
                when: "%s"
                score: %s
                cite: [shop.till.delay]
                supports: [{cause: till.closed, fired: 20, clear: -5}]
                diagnosis: One waits.
                proof: {metric: delay, expect: "shop.tills.all(x, x.delay < duration('90s'))", loadTest: average}
                references: [made up]
                tests: []
                """.formatted(over, when, score))),
                Map.of("shop", Shop.class));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
        t.customers >= 3                                   ~ customers is at least 3
        t.customers < 12000                                ~ customers is below 12,000
        t.delay > duration('90s')                          ~ delay is over 90 s
        seconds(t.delay) <= 0.25                           ~ delay is at most 250 ms
        seconds(t.delay) > bands['till.delay'].acceptable  ~ delay is over 120 s (acceptable)
        t.idleRatio > 0.4                                  ~ idleRatio is over 40 %
        t.maxBytes < 48000000000                           ~ maxBytes is below 48 GB
        shop.aisleShares['wine'] > 0.05                    ~ shop.aisleShares.wine is over 5 %
        'wine' in shop.aisleShares                         ~ shop.aisleShares has wine
        !('wine' in shop.aisleShares)                      ~ shop.aisleShares does not have wine
        t.name in ['one', 'two']                           ~ name is one of one, two
        !(t.name in ['one', 'two'])                        ~ name is none of one, two
        t.name == ''                                       ~ name is empty
        t.name != ''                                       ~ name is not empty
        t.name == 'one'                                    ~ name is one
        t.name.startsWith('on')                            ~ name begins with on
        t.name.endsWith('ne') == false                     ~ name ends with ne is false
        t.name.matches('o.*')                              ~ name fits the pattern o.*
        t.open                                             ~ open
        !t.open                                            ~ not open
        !(t.open || t.customers > 3)                       ~ not (either open, or customers is over 3)
        t.signs.exists(s, s.contains('sale'))              ~ for one of signs at least it contains sale
        !shop.tills.exists(x, x.open && x.customers > 3)   ~ for none of shop.tills open, and customers is over 3
        shop.tills.size() > 1                              ~ the number of shop.tills is over 1
        double(t.customers) / seconds(t.delay) > 0.5       ~ customers / delay is over 0.5
        (t.customers + 1) * 2 > 7                          ~ (customers + 1) * 2 is over 7
        double(t.customers) / (2.0 * seconds(t.delay)) > 1.0 ~ customers / (2 * delay) is over 1
        shop.tills.filter(x, x.open).size() == 0            ~ shop.tills.filter(x, x.open).size() == 0
        shop.tills.exists_one(x, x.open)                    ~ shop.tills.exists_one(x, x.open)
        has(t.delay)                                        ~ has(t.delay)
        {'a': 1}['a'] == t.customers                        ~ {'a': 1}['a'] == t.customers
        (t.open ? 1.0 : 0.3) * t.idleRatio > 0.2           ~ (1 if open, else 0.3) * idleRatio is over 0.2
        t.customers > -1                                   ~ customers is over -1
        t.customers > shop.till.customers                  ~ customers is over shop.till.customers
        """)
    void oneCondition(String when, String words) {
        var book = load("over: {list: shop.tills, as: t}", when, "50");
        assertThat(book.inWords(book.rules().getFirst())).containsExactly(words);
    }

    @Test
    void whatHasToHoldTogetherIsAList() {
        var book = load(
                "", "shop.till.open && (shop.till.customers > 3 || shop.till.delay > duration('1s')) && 2 > 1", "50");
        assertThat(book.inWords(book.rules().getFirst()))
                .containsExactly(
                        "shop.till.open",
                        "either shop.till.customers is over 3, or shop.till.delay is over 1 s",
                        "2 is over 1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
        {fact: t.delay, info: 1min, warning: 5min}                    ~ What counts is delay: it begins to matter at 60 s and is bad at 300 s.
        {fact: t.idleRatio, info: 0.2, warning: 0.5}                  ~ What counts is idleRatio: it begins to matter at 20 % and is bad at 50 %.
        {fact: "shop.aisleShares['wine']", info: 0.1, warning: 0.3}   ~ What counts is shop.aisleShares.wine: it begins to matter at 10 % and is bad at 30 %.
        40                                                            ~ ``
        """)
    void limits(String score, String words) {
        var book = load("over: {list: shop.tills, as: t}", "t.open", score);
        assertThat(book.limitsInWords(book.rules().getFirst())).isEqualTo(words);
    }

    @Test
    void whatIsExpectedOfAFix() {
        var proof = Objects.requireNonNull(
                load("", "shop.till.open", "50").rules().getFirst().proof());
        assertThat(proof.inWords()).isEqualTo("for each of shop.tills delay is below 90 s");
    }
}
