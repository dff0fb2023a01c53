package dev.perfadvisor.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.conversation.Case;
import dev.perfadvisor.engine.conversation.Reply;
import dev.perfadvisor.engine.conversation.ReplyPage;
import dev.perfadvisor.engine.conversation.Turn;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.NextEvidence;
import dev.perfadvisor.engine.model.Problem;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.engine.model.Result;
import dev.perfadvisor.engine.model.Vote;
import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.engine.render.Renderer;
import dev.perfadvisor.engine.render.Style;
import dev.perfadvisor.engine.rules.Question;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the advisor says to what is said, from turn to turn. */
class DialogueTest {

    private static final Advisor ADVISOR = new Advisor(List.of());
    private static final List<Given> N_PLUS_ONE = List.of(new Given.OfPath(Path.of("../samples/checkout")));

    private static Turn said(Case current, String... messages) {
        var turn = new Turn(current, new Reply.Told("", null));
        for (var message : messages) {
            turn = ADVISOR.dialogue().reply(turn.next(), message);
        }
        return turn;
    }

    private static Turn said(String... messages) {
        return said(Case.empty(), messages);
    }

    private static Result result(Turn turn) {
        return Objects.requireNonNull(turn.next().result());
    }

    private static List<String> causes(Turn turn) {
        return result(turn).diagnosis().causes().stream()
                .map(cause -> cause.id())
                .toList();
    }

    private static Stream<String> votes(Turn turn, String cause) {
        return result(turn).diagnosis().causes().stream()
                .filter(one -> one.id().equals(cause))
                .flatMap(one -> one.why().stream())
                .map(Vote::from);
    }

    private static Reply.Diagnosed diagnosed(Turn turn) {
        assertThat(turn.reply()).isInstanceOf(Reply.Diagnosed.class);
        return (Reply.Diagnosed) turn.reply();
    }

    private static String text(Turn turn) {
        return Renderer.render(ReplyPage.of(turn.reply()), Format.TERMINAL, Style.plain())
                .replaceAll("\\s+", " ");
    }

    private static Question question(Turn turn) {
        return Objects.requireNonNull(diagnosed(turn).question());
    }

    @Test
    void thereIsOneQuestionAndAnAnswerLeadsToAnother() {
        var first = said("checkout takes 4 s");
        var asked = question(first);

        var answered = said(first.next(), asked.options().getFirst().label());

        assertThat(answered.next().answers()).hasSize(1);
        assertThat(question(answered).id()).isNotEqualTo(asked.id());
        assertThat(text(first).split("QUESTION", -1)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "why is it slow?",
                "Why is it so slow",
                "so why is it slow then?",
                "why is that?",
                "why does it take so long?"
            })
    void whyItIsSlowIsAnsweredByTheCause(String message) {
        var first =
                ADVISOR.dialogue().attach(Case.empty(), ADVISOR.read(N_PLUS_ONE, Progress.SILENT), List.of("checkout"));
        assertThat(said(first.next(), message).reply())
                .isInstanceOfSatisfying(
                        Reply.Explained.class,
                        why -> assertThat(why.cause().id()).isEqualTo("db.n-plus-one"));
    }

    @Test
    void whatAFileHoldsAlreadyIsNotAskedFor() {
        var points = "single points of the load test";
        var summary = List.<Given>of(new Given.OfPath(Path.of("../samples/checkout/k6-summary.json")));
        assertThat(asked(summary)).anyMatch(ask -> ask.contains(points));
        assertThat(asked(N_PLUS_ONE)).isNotEmpty().noneMatch(ask -> ask.contains(points));
    }

    private static List<String> asked(List<Given> evidence) {
        return ADVISOR
                .diagnose(new Problem("checkout takes 4 s"), evidence, Progress.SILENT)
                .diagnosis()
                .next()
                .stream()
                .map(NextEvidence::ask)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "what does N+1 mean?, One query per row",
        "What is a noisy neighbour?, Other programs use the machine",
        "what does cache stampede mean, expire"
    })
    void aWordIsExplained(String message, String explanation) {
        assertThat(text(said(said("checkout takes 4 s").next(), message))).contains(explanation);
        assertThat(said(Case.empty(), message).reply()).isInstanceOf(Reply.Defined.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"I don't know", "no idea", "not sure, sorry", "hard to tell", "idk"})
    void notToKnowIsAnAnswerThatMovesOn(String message) {
        var first = said("checkout takes 4 s");
        var asked = question(first).id();

        var turn = said(first.next(), message);

        assertThat(text(turn)).contains("That is all right, it can be measured instead.");
        assertThat(turn.next().asked()).isNotNull().isNotEqualTo(asked);
        assertThat(causes(turn)).isEqualTo(causes(first));
    }

    @Test
    void whatAFileAnswersIsNotAsked() {
        var turn = said("the order history is slow");
        for (int i = 0; i < 20 && turn.next().asked() != null; i++) {
            turn = said(turn.next(), "I don't know");
        }
        var inWords =
                turn.next().answers().stream().map(answer -> answer.question()).toList();

        var current = ADVISOR.attach(said("the order history is slow").next(), N_PLUS_ONE, Progress.SILENT);
        var withFiles = current.next();
        for (int i = 0; i < 20 && withFiles.asked() != null; i++) {
            withFiles = said(withFiles, "I don't know").next();
        }

        assertThat(withFiles.answers().size()).isLessThan(inWords.size());
        assertThat(withFiles.answers()).noneMatch(answer -> answer.question().equals("statements-per-request"));
    }

    @Test
    void whatIsSaidAgainstWhatIsMeasuredIsTold() {
        var denied = said("the order history takes 4 s, it is not the database");

        var turn = ADVISOR.attach(denied.next(), N_PLUS_ONE, Progress.SILENT);

        assertThat(text(turn))
                .contains("You said that it is not that; the evidence says it is: One query per row (N+1)")
                .contains("You speak of 4 s, and in this load test 99 of 100 requests take less than 395 ms");
        assertThat(causes(turn)).first().isEqualTo("db.n-plus-one");
        assertThat(diagnosed(said(turn.next(), "it is slow all day")).remarks()).isEmpty();
    }

    @Test
    void aWrongClaimOfTheAdvisorIsTakenBack() {
        var first = said("hikari pool is exhausted, requests wait for a connection");
        assertThat(causes(first)).first().isEqualTo("pool.connections-exhausted");

        var turn = said(first.next(), "no, it is not the connection pool");

        assertThat(causes(turn).subList(0, 3)).doesNotContain("pool.connections-exhausted");
        assertThat(diagnosed(turn).remarks())
                .anyMatch(remark -> remark.startsWith("I take that back: Connection pool"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "you are right, it is the database after all",
                "ok, you were right",
                "it is the database after all",
                "I was wrong",
                "the problem is in the database, we looked again"
            })
    void aWrongClaimOfTheUserIsTakenBack(String message) {
        var denied = said("the order history takes 4 s, it is not the database");
        var before = ADVISOR.attach(denied.next(), N_PLUS_ONE, Progress.SILENT);
        assertThat(votes(before, "db.n-plus-one")).contains("doubt");

        var turn = said(before.next(), message);

        assertThat(votes(turn, "db.n-plus-one")).doesNotContain("doubt");
        assertThat(causes(turn)).first().isEqualTo("db.n-plus-one");
    }

    @ParameterizedTest
    @CsvSource({
        "'that''s wrong, we have that index', db.missing-index",
        "that is wrong, db.n-plus-one",
        "'that can''t be right, we read all of it in one query', db.n-plus-one"
    })
    void aDenialIsMeantForTheCauseThatItNamesOrElseForTheFirst(String message, String doubted) {
        var current = said("the order history takes 4 s");
        assertThat(causes(current)).startsWith("db.n-plus-one").contains("db.missing-index");

        var turn = said(current.next(), message);

        assertThat(turn.next().doubted()).containsExactly(doubted);
        assertThat(causes(turn).subList(0, 3)).doesNotContain(doubted);
    }

    @ParameterizedTest
    @CsvSource({
        "it is not the database, doubt",
        "I was wrong about the pool: it is not the database, doubt",
        "is it the database?, doubt",
        "the database is fine, doubt"
    })
    void aClaimStandsUntilItIsTakenBack(String message, String vote) {
        var denied = said("the order history takes 4 s, it is not the database", message);

        var turn = ADVISOR.attach(denied.next(), N_PLUS_ONE, Progress.SILENT);

        assertThat(votes(turn, "db.n-plus-one")).contains(vote);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "what will the weather be tomorrow?",
                "write me a poem about autumn leaves",
                "who won the football game last night?"
            })
    void whatIsAboutSomethingElseIsToldSoAndTheQuestionStands(String message) {
        var first = said("checkout takes 4 s");

        var turn = said(first.next(), message);

        assertThat(text(turn)).contains("That is outside of what I know", "Back to your case: ", "or: I don't know");
        assertThat(turn.next()).isEqualTo(first.next());
    }

    @ParameterizedTest
    @CsvSource({
        "the postgres database is slow, log_min_duration_statement",
        "our mysql queries are slow, long_query_time",
    })
    void theCommandIsForTheUsersPlatform(String problem, String command) {
        assertThat(text(said(problem, "how do I log slow queries?"))).contains(command);
    }

    @Test
    void theSameCaseAndMessageGiveTheSameTurn() {
        var current = said("checkout takes 4 s").next();

        assertThat(text(said(current, "CPU is at 20%, p99 went from 300ms to 4.2 s")))
                .isEqualTo(text(said(current, "CPU is at 20%, p99 went from 300ms to 4.2 s")));
        assertThat(current.said()).containsExactly("checkout takes 4 s");
    }
}
