package dev.perfadvisor.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.conversation.Case;
import dev.perfadvisor.engine.conversation.Reply;
import dev.perfadvisor.engine.conversation.ReplyPage;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.engine.render.Renderer;
import dev.perfadvisor.engine.render.Style;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Questions about a diagnosis. Half of them, by the hash of their text, are held back: no phrase was written for them, and
 * what becomes of them is not shown.
 */
class FollowUpsTest {

    private static final Path QUESTIONS = Path.of("src/test/resources/conversation/follow-ups.tsv");
    private static final Advisor ADVISOR = new Advisor(List.of());
    private static final Case IN_WORDS = ADVISOR.dialogue()
            .reply(Case.empty(), "the order history takes 4 s since Tuesday's deploy")
            .next();
    private static final Case MEASURED = attached(Path.of("../samples/checkout"));
    private static final Case LOCKED = attached(Path.of("src/test/resources/cases/lock-contention"));

    /** A question with the matters that its answer may be about. */
    private record Asked(List<String> matters, String text) {

        boolean heldBack() {
            return Halves.isHeldBack(text);
        }

        boolean answeredIn(Case current) {
            var matter = matter(ADVISOR.dialogue().reply(current, text).reply());
            boolean right = matters.contains(matter);
            if (!right && !heldBack()) {
                System.out.println(matters + " <- " + text + ": " + matter);
            }
            return right;
        }
    }

    private static Case attached(Path evidence) {
        return ADVISOR.attach(Case.empty(), List.of(new Given.OfPath(evidence)), Progress.SILENT)
                .next();
    }

    private static List<Asked> questions(boolean heldBack) {
        try {
            return Files.readAllLines(QUESTIONS).stream()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", 2))
                    .map(cells -> new Asked(Arrays.asList(cells[0].split("\\|")), cells[1]))
                    .filter(asked -> asked.heldBack() == heldBack)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String matter(Reply reply) {
        return switch (reply) {
            case Reply.Answered answered -> answered.matter().id();
            case Reply.Planned _ -> "plan";
            case Reply.Comparing _ -> "comparison";
            case Reply.Defined _ -> "definition";
            case Reply.Diagnosed _ -> "denial";
            case Reply.Told(var text, var _) -> text.startsWith("You are welcome.") ? "courtesy" : "told";
            case Reply.Explained _ -> "why";
            case Reply.Collecting _ -> "next";
            case Reply.Guided _, Reply.Advised _, Reply.Instructed _ -> "general";
            case Reply.OffTopic _ -> "off-topic";
        };
    }

    private static double share(List<Asked> questions, Case current) {
        var share =
                questions.stream().filter(asked -> asked.answeredIn(current)).count() / (double) questions.size();
        System.out.printf("Follow-up questions: %.1f %% of %d%n", 100 * share, questions.size());
        return share;
    }

    private static String text(Case current, String message) {
        var reply = ADVISOR.dialogue().reply(current, message).reply();
        return Renderer.render(ReplyPage.of(reply), Format.TERMINAL, Style.plain())
                .replaceAll("\\s+", " ");
    }

    @Test
    void questionsThatWereTunedWith() {
        assertThat(share(questions(false), MEASURED)).isGreaterThanOrEqualTo(0.95);
        assertThat(share(questions(false), IN_WORDS)).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void questionsThatWereHeldBack() {
        assertThat(questions(true)).hasSizeGreaterThanOrEqualTo(30);
        assertThat(share(questions(true), MEASURED)).isGreaterThanOrEqualTo(0.85);
        assertThat(share(questions(true), IN_WORDS)).isGreaterThanOrEqualTo(0.85);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "what would it bring if I fix it? | 44 % of request time goes into it",
                "how sure are you? | add up to 19.5 decibans",
                "which one first? | First One query per row (N+1) (db.n-plus-one), severity high, 44 % of the time of requests",
                "what should I do now? | Begin with: Read the details of all rows in a single query",
                "what should I do first? | Begin with: Read the details of all rows in a single query",
                "what next? | The next steps of the plan: [ ] Keep this measurement as the baseline",
                "what next? | [ ] Read the details of all rows in a single query",
                "what next? | What would decide more, if it can be had: + Plans of slow statements",
                "will it slow down writes? | risk low: Read the details of all rows",
                "does the change lock the table? | The kind of change says how much may break",
                "is it the database? | Yes, as far as was measured: One query per row (N+1)",
                "why not the GC? | Looked for and not found: ",
                "what else could it be? | host.noisy-neighbour",
                "show me the statement | select title from product where id = ?",
                "when did it start? | That is not known",
                "can I ignore it? | severity high. Better not. How many users it hits",
                "how long will it take? | How long it takes I can not tell",
                "how long will it take? | effort medium: Read the details of all rows",
                "what could break? | risk low: Read the details of all rows",
                "where in the code is it? | postgres.csv.gz, line",
                "what is this based on? | app.jfr.zst: jfr, jfr-2.1, complete",
            })
    void theAnswerIsTakenFromTheCase(String question, String answer) {
        assertThat(text(MEASURED, question)).contains(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "which lock is it? | com.brightcart.CheckoutService",
                "is it our fault or theirs? | com.brightcart.CheckoutService",
                "is it us or the database? | com.brightcart.CheckoutService",
                "how many threads wait? | 27 threads waited 3120 times",
                "who holds the lock? | I have no answer to just that",
                "who holds the lock? | 27 threads waited 3120 times for the lock of com.brightcart.CheckoutService",
                "what is CheckoutService.number doing? | What was found of CheckoutService.number: - Threads queue for a lock",
                "what about GET /orders/{id}? | What was found of GET /orders/{id}",
                "would a cache help? | Looked for and not found",
                "would an index help instead? | What the evidence speaks for is Threads queue for a lock",
                "can we replace it by an atomic? | That is among the changes against Threads queue for a lock",
                "show me the fix | Narrow the critical section in CheckoutService.number",
                "what is the problem? | THREADS QUEUE FOR A LOCK (lock.contention)",
                "is it fast enough? | p50 latency 199 ms: acceptable",
                "what would you do? | Begin with: Narrow the critical section",
                "do I need a heap dump? | WHETHER TO TAKE A HEAP DUMP",
                "how many threads should we have? | HOW LARGE A CONNECTION POOL",
            })
    void whatIsAskedOfAMeasuredCaseIsAnsweredFromIt(String question, String answer) {
        assertThat(text(LOCKED, question)).contains(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "the users complain that it is slow | That leaves the diagnosis as it is. Healthy: the evidence shows no problem",
                "so what is wrong? | Healthy: the evidence shows no problem",
                "why? | Healthy: the evidence shows no problem",
                "what next? | Nothing: the evidence shows a healthy service",
                "is it fast enough? | p99 latency 42.9 ms: good (good is 500 ms, acceptable 1 s)",
            })
    void ofAHealthyServiceNoCauseIsNamed(String message, String answer) {
        assertThat(Talks.text("healthy-light", message)).contains(answer);
    }

    @Test
    void whatNoFindingBearsOnIsNotAnswered() {
        assertThat(text(LOCKED, "is it our fault or theirs?")).doesNotContain("was found");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "how sure are you? | is a hypothesis, and nothing that was measured decides it",
                "what would we gain? | That is not known",
                "when did it start? | You said: since tuesday's deploy",
                "is it bad? | That is not known",
                "which query is it? | No statement is known",
                "where in the code is it? | The evidence does not say where",
                "is it the network? | nothing was measured yet",
                "what is this based on? | On your words alone",
            })
    void whatIsNotKnownIsSaidToBe(String question, String answer) {
        assertThat(text(IN_WORDS, question)).contains(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"how sure are you?", "is it the database?", "which one first?", "when did it start?"})
    void aQuestionLeavesTheCaseAndTheOpenQuestionAsTheyAre(String question) {
        assertThat(ADVISOR.dialogue().reply(IN_WORDS, question).next()).isEqualTo(IN_WORDS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "is it the locks? | Yes, as far as was measured",
                "show me the statement | No statement is known: no finding of this diagnosis is about one.",
            })
    void anotherCaseHasOtherAnswers(String question, String answer) {
        assertThat(text(LOCKED, question)).contains(answer);
    }
}
