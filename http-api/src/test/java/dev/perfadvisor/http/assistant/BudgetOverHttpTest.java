package dev.perfadvisor.http.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.http.RunningService;
import dev.perfadvisor.scripted.Move;
import dev.perfadvisor.scripted.Protocol;
import dev.perfadvisor.scripted.ScriptedModel;
import dev.perfadvisor.scripted.Seen;
import dev.perfadvisor.scripted.Voices;
import dev.perfadvisor.scripted.Voices.Line;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** The money of a case is told with each answer, and when it is spent the advisor answers alone, also after a restart. */
class BudgetOverHttpTest {

    private static final double MOST = 0.035;
    private static final ScriptedModel MODEL = new ScriptedModel(Protocol.OPENAI, BudgetOverHttpTest::truth);

    @RegisterExtension
    static final RunningService SERVICE = new RunningService(
            "advisor.assistant.model=scripted",
            "advisor.assistant.base-url=" + MODEL.baseUrl(),
            "advisor.assistant.price.input=10",
            "advisor.assistant.price.output=100",
            "advisor.assistant.max-cost=" + MOST);

    @AfterAll
    static void unplug() {
        MODEL.close();
    }

    private static Move truth(Seen seen) {
        var verdict = seen.items("verdict").getFirst();
        return Voices.answer(List.of(Line.of(verdict.says().getLast(), verdict.id())));
    }

    private static JsonNode say(String href) throws IOException, InterruptedException {
        return SERVICE.post(href + "/messages", "{\"text\":\"checkout takes 3 s\"}")
                .status(201)
                .json()
                .path("reply");
    }

    @Test
    void whatACaseMayCostIsKept() throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        var reply = say(href);
        int answered = 0;
        while (reply.path("grounding").path("status").asString().equals("verified")) {
            answered++;
            // 100 tokens in and 20 out, each time.
            assertThat(reply.path("usage").path("cost").asDouble()).isEqualTo(0.003);
            var budget = reply.path("usage").path("budget");
            assertThat(budget.path("caseCostTaken").asDouble())
                    .isCloseTo(0.003 * answered, org.assertj.core.data.Offset.offset(1e-9))
                    .isLessThan(MOST);
            assertThat(budget.path("caseCost").asDouble()).isEqualTo(MOST);
            reply = say(href);
        }
        assertThat(answered).isBetween(1, 11);
        assertThat(reply.path("grounding").path("fault").asString()).isEqualTo("budget");
        assertThat(reply.path("grounding").path("reason").asString()).contains("advisor.assistant.max-cost");

        SERVICE.stop();
        SERVICE.start();
        int before = MODEL.bodies().size();
        var stream = SERVICE.send(SERVICE.to(href + "/messages")
                        .header("Content-Type", "application/json")
                        .header("Accept", "text/event-stream")
                        .POST(BodyPublishers.ofString("{\"text\":\"checkout takes 3 s\"}")))
                .status(200)
                .body();
        assertThat(stream).contains("event: answer", "max-cost", "event: done");
        assertThat(MODEL.bodies()).hasSize(before);
        assertThat(say(SERVICE.newCase()).path("grounding").path("status").asString())
                .isEqualTo("verified");
    }
}
