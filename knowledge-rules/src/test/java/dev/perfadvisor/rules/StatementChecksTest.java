package dev.perfadvisor.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.evidence.slowquery.Antipattern;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class StatementChecksTest {

    @Test
    void eachIsCoveredByARuleThatExistsOrHasAReason() {
        var rules = new Advisor(List.of()).ruleIds();
        for (var check : StatementChecks.all()) {
            assertThat(check.rule().isEmpty() == check.omitted().isEmpty())
                    .as(check.check())
                    .isFalse();
            if (!check.rule().isEmpty()) {
                assertThat(rules).contains(check.rule());
            }
        }
    }

    @Test
    void eachAntipatternThatIsFoundHasARule() {
        var names = Stream.of(Antipattern.values())
                .map(antipattern ->
                        "sql." + antipattern.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        assertThat(new Advisor(List.of()).ruleIds()).containsAll(names.toList());
    }
}
