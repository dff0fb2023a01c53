package dev.perfadvisor.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.conversation.Case;
import dev.perfadvisor.engine.conversation.Reply;
import dev.perfadvisor.engine.conversation.ReplyPage;
import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.engine.render.Renderer;
import dev.perfadvisor.engine.render.Style;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions of practice, asked without evidence. */
class GuidesTest {

    private static final Advisor ADVISOR = new Advisor(List.of());

    private static Reply asked(String question) {
        return ADVISOR.dialogue().reply(Case.empty(), question).reply();
    }

    @ParameterizedTest
    @CsvSource({
        "which cache and TTL for product prices that change hourly?, cache-shared-data",
        "should our static files be served by a CDN, cache-cdn",
        "how do I set up browser caching?, cache-browser",
        "is Datadog better than New Relic, apm-choice",
        "which load test tool should I use: k6 or jmeter or gatling, load-tool",
        "how long must a soak test be, load-kind",
        "should we scale vertically or horizontally, scaling",
        "when should I make a call asynchronous, async",
        "how many connections should the pool have, pool-size",
        "which garbage collector for a 64 GB heap, gc-and-heap",
        "how can I measure the hit rate of redis, cache-size-eviction"
    })
    void aQuestionOfPracticeIsAnsweredByItsGuide(String question, String guide) {
        assertThat(asked(question))
                .isInstanceOfSatisfying(
                        Reply.Guided.class,
                        guided -> assertThat(guided.guide().id()).isEqualTo(guide));
    }

    @Test
    void theAnswerOnCachingHasAllThatADecisionNeeds() {
        var reply = asked("which cache and TTL for product prices that change hourly?");

        var text = Renderer.render(ReplyPage.of(reply), Format.TERMINAL, Style.plain())
                .replaceAll("\\s+", " ");
        assertThat(text)
                .contains("Cache-aside", "2 to 10 minutes", "evict by key", "one loader per key", "jitter")
                .contains("hits / (hits + misses)", "keyspace_hits");
    }

    @Test
    void aQuestionOfPracticeLeavesTheCaseAsItWas() {
        var before = ADVISOR.dialogue().reply(Case.empty(), "checkout is slow").next();

        var turn = ADVISOR.dialogue().reply(before, "which APM should I pick?");

        assertThat(turn.reply()).isInstanceOf(Reply.Guided.class);
        assertThat(turn.next()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "What is the best way to remove a tree stump",
                "Which tyres fit a 2012 Golf",
                "should I buy or rent a flat",
                "why is checkout slow?",
                "our api takes 4 s, should we add a cache?"
            })
    void otherQuestionsAreNot(String question) {
        assertThat(asked(question)).isNotInstanceOf(Reply.Guided.class);
    }
}
