package dev.perfadvisor.http.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.perfadvisor.http.RunningService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** The money of a case is told with each answer, and when it is spent the advisor answers alone, also after a restart. */
class BudgetOverHttpTest {

    private static final double MOST = 0.06;
    private static final int ROUNDS = 3;

    @RegisterExtension
    static final ScriptedService TALK = new ScriptedService(
            "advisor.assistant.price.input=10",
            "advisor.assistant.price.output=100",
            "advisor.assistant.max-rounds=" + ROUNDS,
            "advisor.assistant.max-cost=" + MOST);

    private static final RunningService SERVICE = TALK.service();

    private static JsonNode say(String href) throws IOException, InterruptedException {
        return TALK.say(href, "checkout takes 3 s");
    }

    @Test
    void messagesAtOnceAreAnsweredOneAfterTheOther() throws IOException, InterruptedException {
        var asking = new AtomicInteger();
        var most = new AtomicInteger();
        TALK.script(seen -> {
            most.accumulateAndGet(asking.incrementAndGet(), Math::max);
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                asking.decrementAndGet();
            }
            return ScriptedService.verdict(seen);
        });
        var href = SERVICE.newCase();
        var replies = new ArrayList<JsonNode>();
        try (var together = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = together.invokeAll(Collections.<Callable<JsonNode>>nCopies(4, () -> say(href)));
            all.forEach(one -> replies.add(one.resultNow()));
        }
        assertThat(most).hasValue(1);
        assertThat(replies.stream()
                        .map(reply -> reply.path("usage")
                                .path("budget")
                                .path("caseCostTaken")
                                .asDouble()))
                .hasSize(4)
                .doesNotHaveDuplicates();
    }

    /** What is said is answered once more, as the case is then, and the first answer was paid for, too. */
    @Test
    void anAnswerThatEvidenceHasOvertakenIsCounted() throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        var asked = new AtomicInteger();
        TALK.script(seen -> {
            if (asked.getAndIncrement() == 0) {
                handIn(href);
            }
            return ScriptedService.verdict(seen);
        });
        var usage = say(href).path("usage");
        assertThat(asked).hasValueGreaterThan(1);
        assertThat(usage.path("requests").asInt()).isEqualTo(asked.get());
        assertThat(usage.path("inputTokens").asLong()).isEqualTo(100L * asked.get());
        assertThat(usage.path("cost").asDouble()).isCloseTo(0.003 * asked.get(), within(1e-9));
        assertThat(usage.path("budget").path("caseTokensTaken").asLong()).isEqualTo(120L * asked.get());
    }

    /** What one message may take does not begin anew with every answer to it. */
    @Test
    void aCaseThatKeepsChangingTakesNoMoreThanAMessageMay() throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        var asked = new AtomicInteger();
        TALK.script(seen -> {
            asked.getAndIncrement();
            handIn(href);
            return ScriptedService.verdict(seen);
        });
        var reply = say(href);
        assertThat(asked).hasValue(ROUNDS);
        assertThat(reply.path("grounding").path("status").asString()).isEqualTo("deterministic");
        assertThat(reply.path("grounding").path("reason").asString()).contains("max-rounds");
        assertThat(reply.path("usage").path("requests").asInt()).isEqualTo(ROUNDS);
    }

    private static void handIn(String href) {
        try {
            SERVICE.put(
                            href + "/artifacts/run-" + System.nanoTime() + ".json",
                            RunningService.resource("/dev/perfadvisor/http/k6-summary.json"))
                    .status(202);
            SERVICE.get(href + "/diagnosis?wait=60").status(200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whatACaseMayCostIsKept() throws IOException, InterruptedException {
        TALK.script(ScriptedService::verdict);
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
        int before = TALK.model().bodies().size();
        var stream = TALK.stream(href, "checkout takes 3 s");
        assertThat(stream).contains("event: answer", "max-cost", "event: done");
        assertThat(TALK.model().bodies()).hasSize(before);
        assertThat(say(SERVICE.newCase()).path("grounding").path("status").asString())
                .isEqualTo("verified");
    }
}
