package dev.perfadvisor.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.Scoring;
import dev.perfadvisor.engine.model.Cause;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.engine.model.Vote;
import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.engine.render.Style;
import dev.perfadvisor.engine.scoring.CaseScore;
import dev.perfadvisor.engine.scoring.CaseScore.Outcome;
import dev.perfadvisor.engine.scoring.ScoreCard;
import dev.perfadvisor.engine.scoring.ScoreReport;
import dev.perfadvisor.engine.scoring.WrongVote.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Real evidence under right and wrong labels. */
class ScoringTest {

    private static final Scoring SCORING = new Scoring(new Advisor(List.of()));
    private static final Scoring.Showing ALL = new Scoring.Showing(Set.of(), true);
    private static final Path CASES = Path.of("src/test/resources/cases");

    @TempDir
    private Path directory = Path.of("");

    /** A case with the evidence of another one under a label of our choice. */
    private Path labelled(String name, Path evidence, String label) throws IOException {
        var made = Files.createDirectories(directory.resolve(name));
        try (var files = Files.list(evidence)) {
            for (var file : files.toList()) {
                Files.copy(file, made.resolve(file.getFileName()));
            }
        }
        Files.writeString(made.resolve(Scoring.LABEL), label);
        return made;
    }

    private ScoreCard score(Scoring.Showing showing) throws IOException {
        return SCORING.score(Scoring.cases(directory), showing, Progress.SILENT);
    }

    private static String caused(String causes, String also) {
        return "{\"healthy\": false, \"causes\": " + causes + ", \"also\": " + also + ", \"explain\": \"for people\"}";
    }

    @Test
    void rightLabelsAreConfirmed() throws IOException {
        labelled(
                "a-index",
                CASES.resolve("missing-index"),
                caused("[[\"db.missing-index\"]]", "[\"host.noisy-neighbour\"]"));
        labelled(
                "b/lock", CASES.resolve("lock-contention"), caused("[[\"lock.deadlock\", \"lock.contention\"]]", "[]"));
        labelled("c-fine", CASES.resolve("healthy-light"), "{\"healthy\": true}");

        var card = score(ALL);

        assertThat(card.unread()).isEmpty();
        assertThat(card.cases()).extracting(CaseScore::name).containsExactly("a-index", "lock", "c-fine");
        assertThat(card.cases()).extracting(CaseScore::outcome).containsOnly(Outcome.FIRST);
        assertThat(card.accuracy()).isEqualTo(1.0);
        assertThat(card.all()).isEqualTo(3);
        assertThat(card.cases().get(1).ranks()).containsExactly(Optional.of(1));
        assertThat(card.culprits()).allMatch(culprit -> culprit.kind() == Kind.FOR_WRONG);
    }

    @Test
    void aWrongLabelNamesTheVotesThatSpeakAgainstIt() throws IOException {
        labelled("case", CASES.resolve("missing-index"), caused("[[\"lock.contention\"]]", "[]"));

        var card = score(ALL);

        var score = card.cases().getFirst();
        assertThat(score.outcome()).isEqualTo(Outcome.WRONG);
        assertThat(score.all()).isFalse();
        assertThat(score.ranks()).containsExactly(Optional.empty());
        assertThat(card.confusion()).isEqualTo(Map.of("lock.contention", Map.of("db.missing-index", 1)));
        var first = score.causes().getFirst();
        var votes = first.why().stream()
                .filter(vote ->
                        vote.counted() && vote.decibans() > 0 && vote.from().startsWith("sql."))
                .toList();
        assertThat(votes).isNotEmpty();
        for (var vote : votes) {
            assertThat(card.culprits()).anySatisfy(culprit -> {
                assertThat(culprit.rule()).isEqualTo(vote.from());
                assertThat(culprit.cause()).isEqualTo("db.missing-index");
                assertThat(culprit.kind()).isEqualTo(Kind.FOR_WRONG);
                assertThat(culprit.decibans()).isEqualTo(vote.decibans());
            });
        }
        assertThat(card.culprits())
                .anyMatch(culprit -> culprit.rule().equals("lock.monitor-blocked") && culprit.kind() == Kind.SILENT)
                .anyMatch(culprit -> culprit.kind() == Kind.AGAINST_TRUE && culprit.decibans() < 0)
                .noneMatch(culprit -> culprit.rule().equals("prior"));
        assertThat(first.support())
                .isCloseTo(
                        first.why().stream()
                                .filter(Vote::counted)
                                .mapToDouble(Vote::decibans)
                                .sum(),
                        within(0.11));
    }

    @Test
    void whatIsFairIsNotWrong() throws IOException {
        labelled(
                "case",
                CASES.resolve("missing-index"),
                caused("[[\"db.stale-statistics\"]]", "[\"db.missing-index\"]"));

        var score = score(ALL).cases().getFirst();

        assertThat(score.outcome()).isEqualTo(Outcome.FAIR);
        assertThat(score.strays()).extracting(Cause::id).doesNotContain("db.missing-index");
    }

    @Test
    void ofTwoFaultsBothHaveToBeAmongTheFirstThree() throws IOException {
        labelled("case", CASES.resolve("missing-index"), caused("[[\"db.missing-index\"], [\"lock.deadlock\"]]", "[]"));

        var card = score(ALL);

        assertThat(card.cases().getFirst().outcome()).isEqualTo(Outcome.FIRST);
        assertThat(card.all()).isZero();
        assertThat(card.confusion()).containsKey("db.missing-index + lock.deadlock");
    }

    @Test
    void oneKindOfEvidenceIsHandedInAlone() throws IOException {
        labelled("case", CASES.resolve("missing-index"), caused("[[\"db.missing-index\"]]", "[]"));

        assertThat(score(new Scoring.Showing(Set.of("sql"), false)).accuracy()).isEqualTo(1.0);
        var recordingOnly =
                score(new Scoring.Showing(Set.of("jfr"), false)).cases().getFirst();
        assertThat(recordingOnly.said()).isNotEqualTo("db.missing-index");
        assertThat(recordingOnly.wrong())
                .anyMatch(vote -> vote.rule().equals("sql.seq-scan-plan") && vote.kind() == Kind.UNDECIDED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"healthy\": false | is not JSON",
                "{} | 'healthy' is neither true nor false",
                "{\"healthy\": true, \"causes\": [[\"memory.leak\"]]} | it is healthy and has causes",
                "{\"healthy\": false} | it is not healthy and has no 'causes'",
                "{\"healthy\": false, \"causes\": [[\"memory.leek\"]]} | there is no cause 'memory.leek'",
                "{\"healthy\": false, \"causes\": [\"memory.leak\"]} | 'causes' is no list",
                "{\"healthy\": false, \"causes\": [[]]} | 'causes' holds an empty list",
                "{\"healthy\": false, \"causes\": [[7]]} | 'causes' holds 7 in place of a text"
            })
    void anUnusableLabelIsToldAndCostsNoOtherCase(String label, String message) throws IOException {
        labelled("fine", CASES.resolve("healthy-light"), "{\"healthy\": true}");
        labelled("odd", CASES.resolve("healthy-light"), label);

        var card = score(new Scoring.Showing(Set.of("load"), false));

        assertThat(card.cases()).extracting(CaseScore::name).containsExactly("fine");
        assertThat(card.unread()).singleElement().asString().contains("odd/truth.json: ", message);
    }

    @Test
    void theReportSaysWhatTheCardSays() throws IOException {
        labelled("case", CASES.resolve("missing-index"), caused("[[\"memory.leak\"]]", "[]"));
        var card = score(ALL);

        var text = ScoreReport.render(card, Format.MARKDOWN, Style.plain());
        assertThat(text).contains("| memory.leak | 1 | db.missing-index 1 |", "spoke for a wrong cause");

        var json = JsonMapper.shared().readTree(ScoreReport.render(card, Format.JSON, Style.plain()));
        assertThat(json.path("schema").asString()).isEqualTo("advisor.score/1");
        assertThat(json.path("first").asInt()
                        + json.path("fair").asInt()
                        + json.path("wrong").asInt())
                .isEqualTo(json.path("cases").asInt())
                .isEqualTo(1);
        assertThat(json.at("/confusion/memory.leak/db.missing-index").asInt()).isEqualTo(1);
        assertThat(json.at("/scores/0/outcome").asString()).isEqualTo("wrong");
        assertThat(json.at("/scores/0/ranks/0").isNull()).isTrue();
        assertThat(json.at("/votes/0/kind").asString()).isEqualTo("for-wrong");
    }
}
