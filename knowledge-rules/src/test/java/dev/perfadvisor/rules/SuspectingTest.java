package dev.perfadvisor.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.conversation.Case;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered to somebody who suspects something, asking or not, and who asks what a term means. */
class SuspectingTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"Is it a memory leak?", "could it be a leak?", "i think it's a memory leak", "maybe a leak"})
    void whatTheMeasurementSpeaksAgainstIsDenied(String message) {
        assertThat(Talks.text("gc-pressure", message))
                .startsWith(" No, more was measured that speaks against it than for it.")
                .contains("29.1 MB in the first third of the recording, 19.5 MB in the last")
                .contains("What the evidence speaks for is The program makes garbage faster than it can be collected");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "i think it's the garbage collector",
                "no it is really the garbage collector",
                "surely the gc",
                "is it gc?",
                "my guess is gc",
                "is the garbage collector too slow?"
            })
    void aTheoryIsAnsweredWithItsFigureWhetherItIsAskedOrStated(String message) {
        assertThat(Talks.text("missing-index", message))
                .contains("Garbage collection stops the program 0.176 % of the time.")
                .contains("What the evidence speaks for is Missing index");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "missing-index | is it gc or the index? | gc\": ; index\": Yes, as far as was measured: Missing index",
                "pool-exhaustion | is the database too slow or is the pool too small? | database too slow\": ;"
                        + " pool too small\": Yes, as far as was measured: Connection pool exhausted",
            })
    void eachOfSeveralSuspectsIsAnswered(String name, String message, String answers) {
        assertThat(Talks.text(name, message)).contains(answers.split(" ; ")).contains("One after the other");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "is it the database? | 14 % of the time of requests is waiting for an answer of the database",
                "is it the database? | 85.2 % of the time of requests is waiting for a connection of the pool",
                "is it the pool? | Yes, as far as was measured: Connection pool exhausted",
                "is it the cpu? | 0.764 % of the time of requests is running on a CPU, at most",
            })
    void theSharesOfTheTimeAreTold(String message, String answer) {
        assertThat(Talks.text("pool-exhaustion", message)).contains(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"why not the index?", "is it the database?"})
    void rulesForADatabaseOfAnotherKindAreNotListed(String message) {
        assertThat(Talks.text("pool-exhaustion", message))
                .contains("Looked for and not found")
                .doesNotContain("MongoDB");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "what does p99 mean? | 99 of 100 requests stay below",
                "what is a deciban? | is no probability",
                "What are decibans | is no probability",
                "what is open-in-view? | keeps its database connection until the response is written",
                "what do you mean by prior? | how common a cause is before any evidence",
                "explain percentile please | 99 of 100 requests",
                "and what is the heap exactly? | holds the objects of a program",
            })
    void aTermOfTheAdvisorsOwnIsExplained(String message, String meaning) {
        assertThat(Talks.text("pool-exhaustion", message)).contains(meaning);
        assertThat(Talks.text(Talks.said(Case.empty(), message))).contains(meaning);
    }
}
