package dev.perfadvisor.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.Advisor;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmc.flightrecorder.rules.IRule;

/** Every rule that JDK Mission Control has is found here, or it is said why not; its page is among the rules' pages. */
class JmcCoverageTest {

    @Test
    void everyRuleOfJmcHasARow() throws IOException {
        assertThat(JmcCoverage.load().rows().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        JmcCoverage.ofJmc().stream().map(IRule::getId).toList());
    }

    @Test
    void rowsNameRulesThatThereAreOrAReason() throws IOException {
        var known = new Advisor(List.of()).ruleIds();

        assertThat(JmcCoverage.load().rows()).allSatisfy((id, row) -> {
            assertThat(known).as(id).containsAll(row.rules());
            assertThat(row.rules().isEmpty()).as(id).isNotEqualTo(row.reason().isEmpty());
        });
    }
}
