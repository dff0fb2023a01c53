package dev.perfadvisor.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.conversation.Case;
import dev.perfadvisor.engine.conversation.Reply;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions about the change, for others, and about the measurement itself. */
class AnsweringTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "missing-index | how do I undo the change? | DROP INDEX CONCURRENTLY idx_orders_customer_id_placed_at;",
                "missing-index | can we roll it back? | DROP INDEX CONCURRENTLY idx_orders_customer_id_placed_at;",
                "pool-exhaustion | how do I revert that? | set spring.jpa.open-in-view back to what it was before",
                "pool-exhaustion | how do I undo the change? | put the version before it back",
                "missing-index | is it safe to create the index in production? | CONCURRENTLY does not block writes",
                "missing-index | give me the sql for the index | CREATE INDEX CONCURRENTLY idx_orders_customer_id_placed_at",
                "missing-index | show me the create index statement | CREATE INDEX CONCURRENTLY",
                "pool-exhaustion | give me the sql for the index | I have none: no remedy of Connection pool exhausted",
                "pool-exhaustion | which config do I need for the fix? | spring.jpa.open-in-view=false",
                "missing-index | how long does creating the index take? | effort low: Add an index on orders",
            })
    void aQuestionAboutTheChangeIsAnsweredFromItsRemedies(String name, String question, String answer) {
        assertThat(Talks.text(name, question)).contains(answer);
    }

    @Test
    void theStatementForTheIndexIsNotTheOneThatIsSlow() {
        assertThat(Talks.said(Talks.about("missing-index"), "give me the sql for the index")
                        .reply())
                .isInstanceOfSatisfying(
                        Reply.Answered.class,
                        answer -> assertThat(answer.snippet()).startsWith("CREATE INDEX CONCURRENTLY"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "what do I tell my boss?",
                "summary",
                "give me a short summary",
                "explain it in plain words",
                "tl;dr",
                "explain the first cause simply"
            })
    void whatToTellOthersIsThreeSentences(String message) {
        assertThat(Talks.said(Talks.about("pool-exhaustion"), message).reply())
                .isInstanceOfSatisfying(
                        Reply.Answered.class,
                        answer -> assertThat(answer.points())
                                .hasSize(3)
                                .anySatisfy(
                                        what -> assertThat(what).startsWith("What it is: Connection pool exhausted."))
                                .anySatisfy(weight -> assertThat(weight).contains("85.2 % of the time of requests"))
                                .anySatisfy(done -> assertThat(done).contains("the same load test was run again")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "can I trust this measurement, the machine was busy?",
                "are these numbers reliable?",
                "is the load test valid?"
            })
    void whetherTheMeasurementCanBeReliedOnIsAnsweredFromWhatItShowsOfItself(String message) {
        assertThat(Talks.text("missing-index", message))
                .contains("With reservations", "Other processes used 86.4 % of the machine's CPU");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "what is the pool size now? | At most 3 logged statements ran at the same time",
                "how big is the heap at the moment? | the heap may grow to",
                "what is the timeout set to? | That is not known",
            })
    void howSomethingIsSetIsSaidAsFarAsItShows(String message, String answer) {
        assertThat(Talks.text("pool-exhaustion", message)).contains(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"can I just restart the service?", "would a restart help?"})
    void aRestartIsAGuideOfItsOwn(String message) {
        assertThat(Talks.text("pool-exhaustion", message)).contains("It destroys the evidence.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wie gehts", "ist es die Datenbank?", "pourquoi est-ce lent", "почему так медленно?"})
    void anotherLanguageIsRecognised(String message) {
        for (var current : List.of(Case.empty(), Talks.about("pool-exhaustion"))) {
            assertThat(Talks.text(Talks.said(current, message))).contains("I understand English only.");
        }
    }

    @Test
    void didTheFixWorkIsAnsweredByTheRunAfterIt() {
        var before = Talks.about("missing-index");
        var after = List.<Given>of(new Given.OfPath(Path.of("src/test/resources/cases/healthy-light")));
        assertThat(Talks.said(before, "did the fix work?").reply()).isInstanceOf(Reply.Comparing.class);

        var validated = Talks.ADVISOR.diagnose(before.problem(), after, Progress.SILENT);
        var carried = before.carryingOn(Objects.requireNonNull(before.result()).with(validated.plan()));

        assertThat(Talks.text(Talks.said(carried, "did the fix work?")))
                .contains("A run after the change was validated")
                .contains("open: Compare the new run with the baseline");
    }

    @Test
    void plansThatAreInTheLogAreNotAskedFor() {
        assertThat(Talks.text("missing-index", "what next")).doesNotContain("auto_explain");
    }

    @Test
    void whatDecidesNothingNearTheCauseIsNotAskedFor() {
        assertThat(Talks.text("gc-pressure", "what next")).doesNotContain("auto_explain");
    }

    @Test
    void aSentenceThatTheProblemIsLikeIsNotPutIntoTheUsersMouth() {
        assertThat(Talks.text("missing-index", "why"))
                .contains("is like a known description of this cause, not of yours:")
                .doesNotContain("sounds like");
    }
}
