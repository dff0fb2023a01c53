package dev.perfadvisor.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.conversation.Case;
import dev.perfadvisor.engine.conversation.Reply;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of all that is said becomes part of the problem, and how it is taken back. */
class TellingTest {

    private static final Case POOL = Talks.about("pool-exhaustion");
    private static final Case INDEX = Talks.about("missing-index");
    private static final String DENIAL = "no that's wrong, it's not the pool";

    private static double support(Case current) {
        return Talks.causes(current).getFirst().support();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "is it fixed?",
                "export reports/my report.md",
                "summary",
                "explain the first cause simply",
                "how long does creating the index take?",
                "is the database too slow or is the pool too small?",
                "which cache would help us here?",
                "could a larger heap make the requests slower?",
                "do you want me to restart the database?",
                "/srv/logs/friday nigth/app.jfr",
                "i think it's the garbage collector"
            })
    void whatAsksOrOrdersLeavesTheCaseAsItIs(String message) {
        for (var current : new Case[] {POOL, INDEX}) {
            assertThat(Talks.said(current, message).next()).isEqualTo(current);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "we added memory yesterday and it got slower",
                "export of the report is slow since Tuesday",
                "the nightly import makes the database slow",
                "why does /checkout take 4 s at night?"
            })
    void whatTellsOfTheProblemBecomesPartOfIt(String message) {
        assertThat(Talks.said(INDEX, message).next().said()).hasSize(2).contains(message);
    }

    @Test
    void ofAMessageThatAsksAsWellOnlyWhatItTellsIsKept() {
        var turn = Talks.said(INDEX, "The database is busy all night. Is that normal?");

        assertThat(turn.next().said()).last().isEqualTo("The database is busy all night.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "reports/friday nigth/app.jfr is the database log? | I have no answer to that question",
                "calculate the database load | I know no such command",
                "/srv/logs/friday nigth/app.jfr | goes in quotes"
            })
    void whatIsNotUnderstoodIsSaidToBe(String message, String answer) {
        assertThat(Talks.text("pool-exhaustion", message)).contains(answer, "take nothing of it for the problem");
    }

    @Test
    void anOpinionOfACauseIsNoPartOfTheProblem() {
        var denied = Talks.said(POOL, DENIAL).next();

        assertThat(denied.said()).isEqualTo(POOL.said());
        assertThat(Objects.requireNonNull(denied.result()).problem().text())
                .isEqualTo(POOL.problem().text());
        assertThat(denied.doubted()).contains("pool.connections-exhausted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yes it is the pool, I was wrong",
                "it is the pool after all",
                "ok, you were right",
                "undo",
                "take it back",
                "I take that back",
                "forget what I said",
                "please ignore my last message",
                "never mind"
            })
    void aDenialIsTakenBackWithAllItsVotes(String message) {
        var denied = Talks.said(POOL, DENIAL).next();
        assertThat(support(denied)).isLessThan(support(POOL) - 5);

        var back = Talks.said(denied, message).next();

        assertThat(support(back)).isEqualTo(support(POOL));
        assertThat(back.doubted()).isEmpty();
    }

    @Test
    void whatWasToldIsTakenBackOneByOneAlsoInACaseThatWasKept() {
        var told = Talks.said(POOL, "we added memory yesterday and it got slower", DENIAL)
                .next();
        var reopened = Talks.ADVISOR.reopen(Talks.ADVISOR.keep(told)).next();

        var once = Talks.said(reopened, "undo");
        var twice = Talks.said(once.next(), "undo");
        var thrice = Talks.said(twice.next(), "undo");
        var nothing = Talks.said(thrice.next(), "undo");

        assertThat(Talks.text(once)).contains("Taken back: \"" + DENIAL + "\"");
        assertThat(twice.next().said()).isEqualTo(POOL.said());
        assertThat(thrice.next().said()).isEmpty();
        assertThat(nothing.reply())
                .isInstanceOfSatisfying(
                        Reply.Told.class,
                        told1 -> assertThat(told1.text()).startsWith("There is nothing to take back"));
    }

    @Test
    void aDenialThatTheMeasurementSpeaksAgainstWeighsLessThanIt() {
        var denied = Talks.said(POOL, DENIAL);

        assertThat(Talks.text(denied)).contains("the evidence says it is: Connection pool exhausted");
        assertThat(Talks.causes(denied.next()))
                .allSatisfy(cause -> assertThat(cause.support()).isLessThanOrEqualTo(support(denied.next())));
        assertThat(Talks.text(Talks.said(denied.next(), "how sure are you?")))
                .contains("You said that it is not that, which takes 6 decibans off");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"the load balancer is a new one", "there are 40 people in our company and all use the database"})
    void whatChangesNothingIsAnsweredShortly(String message) {
        var turn = Talks.said(POOL, message);

        assertThat(turn.next().said()).contains(message);
        assertThat(Talks.text(turn))
                .startsWith(" That leaves the diagnosis as it is: Connection pool exhausted")
                .doesNotContain("PLAN");
    }

    @Test
    void whatMovesTheHypothesesIsAnsweredWithThem() {
        var said = Talks.said(Case.empty(), "the api is slow").next();

        assertThat(Talks.text(Talks.said(said, "every page loads hundreds of rows one by one")))
                .contains("HYPOTHESES")
                .contains("One query per row");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "we raised the pool to 20 and it is not better",
                "yesterday we have upgraded the database",
                "i already tried a larger pool of connections"
            })
    void aChangeThatWasMadeSinceIsInNoEvidence(String message) {
        assertThat(Talks.text("pool-exhaustion", message))
                .contains("What was changed after this evidence was taken does not show in it.")
                .contains("validate PATH");
    }

    @Test
    void whatWasMeasuredOfAnEndpointThatIsNamedIsTold() {
        assertThat(Talks.text("pool-exhaustion", "it is slow only on /checkout"))
                .contains(
                        "Of POST /checkout, which you name, the load test has 61 requests, half of them within 337 ms,"
                                + " 99 of 100 within 739 ms; 3.");
        assertThat(Talks.text("pool-exhaustion", "it is slow only on /basket"))
                .contains("The load test has no endpoint that ends in /basket; it asks for GET /report,");
    }

    @Test
    void aHeapThatIsNotAsLargeAsSaidIsTold() {
        assertThat(Talks.text("gc-pressure", "our heap has 4 GB"))
                .contains("The heap of the JVM that was recorded may take 71.3 MB, and not what you say.");
    }

    @Test
    void aProductThatIsNotUsedIsNoPartThatIsFine() {
        var told = Talks.said(INDEX, "we use mysql not postgres").next();

        assertThat(Talks.causes(told).getFirst().why())
                .noneMatch(vote -> vote.from().equals("doubt"));
    }
}
