package dev.perfadvisor.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.scripted.Move;
import dev.perfadvisor.scripted.Protocol;
import dev.perfadvisor.scripted.ScriptedModel;
import dev.perfadvisor.scripted.Seen;
import dev.perfadvisor.scripted.Voices;
import dev.perfadvisor.scripted.Voices.Line;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A model that speaks in a script. */
class SpokenScriptTest {

    /** A script is one conversation, with one budget, though no store keeps it; clear begins another. */
    @Test
    void aScriptRemembersAndKeepsItsBudget() {
        try (var model = new ScriptedModel(Protocol.OPENAI, SpokenScriptTest::verdict)) {
            var env = new HashMap<>(ModelTest.env(Protocol.OPENAI, model));
            env.put("ADVISOR_ASSISTANT_PRICE_INPUT", "10");
            env.put("ADVISOR_ASSISTANT_PRICE_OUTPUT", "100");
            env.put("ADVISOR_ASSISTANT_MAX_COST", "0.06");
            var run = ModelTest.run(
                    env,
                    "checkout takes 3 s for Quokkas\n" + "why do you think so?\n".repeat(30) + "clear\nit is slow\n",
                    "script",
                    "-");
            // What was said before is sent along.
            assertThat(model.bodies().get(1)).contains("Quokkas", "verdict:1");
            // 100 tokens in and 20 out, each time: 0.003.
            assertThat(run.out())
                    .contains("has cost 0.0030 of at most 0.0600", "has cost 0.0060 of at most 0.0600")
                    .contains("advisor.assistant.max-cost");
            assertThat(model.bodies()).hasSizeBetween(3, 21);
            assertThat(model.bodies().getLast()).doesNotContain("Quokkas");
        }
    }

    private static Move verdict(Seen seen) {
        var verdict = seen.items("verdict").getFirst();
        return Voices.answer(List.of(Line.of(verdict.says().getLast(), verdict.id())));
    }
}
