package dev.perfadvisor.engine.diagnosis;

import static dev.perfadvisor.engine.diagnosis.Clinic.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.model.Cause;
import dev.perfadvisor.engine.model.FactTree;
import dev.perfadvisor.engine.model.NextEvidence;
import dev.perfadvisor.engine.model.Origin;
import dev.perfadvisor.engine.model.Severity;
import dev.perfadvisor.engine.model.Vote;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** How findings become causes: what counts, what counts for less, and what does not count. */
class DiagnoserTest {

    private static final FactTree NOTHING = FactTree.of(Map.of());

    private static final String SYMPTOM = rule("slow", "slow.index", 0, 0, "slow", "")
            .replace("role: cause", "role: symptom")
            .replaceAll("supports: .*", "supports: []");

    private static Vote vote(Cause cause, String from) {
        return cause.why().stream()
                .filter(v -> v.from().equals(from))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void supportIsTheSumOfThePriorAndTheVotes() {
        var cause = Clinic.with(
                        rule("plan", "slow.index", 16, -4, "plan", ""), rule("rows", "slow.index", 12, -2, "rows", ""))
                .fires("plan", 100, null)
                .clear("rows")
                .cause("slow.index");
        assertThat(cause.support()).isEqualTo(-6 + 16 - 2);
        assertThat(cause.status()).isEqualTo(Cause.SUPPORTED);
        assertThat(cause.why().stream()
                        .filter(Vote::counted)
                        .mapToDouble(Vote::decibans)
                        .sum())
                .isEqualTo(cause.support());
        assertThat(vote(cause, "rows").text()).isEqualTo("not so: finding of rows");
    }

    @Test
    void aWeakFindingCountsForLessThanAStrongOne() {
        var strong = Clinic.with(rule("plan", "slow.index", 16, 0, "plan", "")).fires("plan", 100, null);
        var weak = Clinic.with(rule("plan", "slow.index", 16, 0, "plan", "")).fires("plan", 0, null);
        assertThat(vote(strong.cause("slow.index"), "plan").decibans()).isEqualTo(16);
        assertThat(vote(weak.cause("slow.index"), "plan").decibans()).isEqualTo(8);
    }

    @Test
    void ofAGroupOnlyTheStrongestVoteCounts() {
        var cause = Clinic.with(
                        rule("plan", "slow.index", 12, 0, "scan", ""),
                        rule("rows", "slow.index", 16, 0, "scan", ""),
                        rule("buffers", "slow.index", 14, 0, "scan", ""))
                .fires("plan", 100, null)
                .fires("rows", 100, null)
                .fires("buffers", 100, null)
                .cause("slow.index");
        assertThat(cause.support()).isEqualTo(-6 + 16);
        assertThat(vote(cause, "rows").counted()).isTrue();
        assertThat(vote(cause, "plan").counted()).isFalse();
        assertThat(vote(cause, "buffers").counted()).isFalse();
    }

    @Test
    void inAGroupAStrongVoteAgainstOutweighsAWeakOneFor() {
        var cause = Clinic.with(
                        rule("plan", "slow.index", 8, 0, "scan", ""), rule("rows", "slow.index", 16, -12, "scan", ""))
                .fires("plan", 100, null)
                .clear("rows")
                .cause("slow.index");
        assertThat(cause.support()).isEqualTo(-6 - 12);
        assertThat(cause.status()).isEqualTo(Cause.HYPOTHESIS);
    }

    @Test
    void whatIsUnknownAddsNothing() {
        var rules = rule("plan", "slow.index", 16, -4, "plan", "");
        var unknown = Clinic.with(rules).unknown("plan", "jfr.a").cause("slow.index");
        assertThat(unknown).isEqualTo(Clinic.with(rules).cause("slow.index"));
        assertThat(unknown.support()).isEqualTo(-6);
    }

    @Test
    void aFindingThatAnotherOneExplainsCountsForLess() {
        var clinic = Clinic.with(
                        rule("plan", "slow.index", 16, 0, "plan", "explains: [waits]"),
                        rule("waits", "slow.lock", 20, 0, "waits", ""))
                .fires("waits", 100, null);
        assertThat(clinic.cause("slow.lock").support()).isEqualTo(-6 + 20);
        clinic.fires("plan", 100, null);
        assertThat(clinic.cause("slow.lock").support()).isEqualTo(-6 + 8);
        assertThat(clinic.cause("slow.index").explains()).containsExactly("waits");
        assertThat(clinic.diagnosis("").causes()).extracting(Cause::id).containsExactly("slow.index", "slow.lock");
    }

    @Test
    void aFindingThatIsClearExplainsNothing() {
        var clinic = Clinic.with(
                        rule("plan", "slow.index", 16, 0, "plan", "explains: [waits]"),
                        rule("waits", "slow.lock", 20, 0, "waits", ""))
                .fires("waits", 100, null)
                .clear("plan");
        assertThat(clinic.cause("slow.lock").support()).isEqualTo(14);
    }

    @Test
    void wordsTipTheScalesAndDoNotOutweighEvidence() {
        var clinic = Clinic.with(
                        rule("plan", "slow.index", 16, 0, "plan", ""), rule("waits", "slow.lock", 16, 0, "waits", ""))
                .fires("plan", 100, null)
                .fires("waits", 100, null);
        var words = "threads hang and block each other ".repeat(50);
        assertThat(clinic.diagnosis(words).causes()).extracting(Cause::id).startsWith("slow.lock");
        assertThat(clinic.diagnosis("the search for orders is slow").causes())
                .extracting(Cause::id)
                .startsWith("slow.index");
        assertThat(vote(clinic.cause("slow.lock", words), "words").decibans()).isBetween(0.5, 10.0);
    }

    @Test
    void wordsAloneSupportNothing() {
        var cause = Clinic.with(rule("waits", "slow.lock", 3, 0, "waits", ""))
                .cause("slow.lock", "threads hang and block each other ".repeat(50));
        assertThat(cause.status()).isEqualTo(Cause.HYPOTHESIS);
    }

    @Test
    void aClaimAloneSupportsNothing() {
        var cause = Clinic.with(rule("plan", "slow.index", 30, 0, "plan", ""))
                .fires("plan", 100, 0.9, Origin.CLAIMED)
                .cause("slow.index");
        assertThat(cause.support()).isPositive();
        assertThat(cause.status()).isEqualTo(Cause.HYPOTHESIS);
        assertThat(cause.gain()).isNull();
    }

    @Test
    void ofCausesAlikeTheOneThatHoldsMoreTimeComesFirst() {
        var rules = new String[] {
            rule("plan", "slow.index", 20, 0, "plan", ""), rule("waits", "slow.lock", 20, 0, "waits", "")
        };
        assertThat(Clinic.with(rules)
                        .fires("plan", 100, 0.3)
                        .fires("waits", 100, 0.6)
                        .diagnosis("")
                        .causes())
                .extracting(Cause::id)
                .containsExactly("slow.lock", "slow.index");
        assertThat(Clinic.with(rules)
                        .fires("plan", 100, 0.7)
                        .fires("waits", 100, 0.6)
                        .diagnosis("")
                        .causes())
                .extracting(Cause::id)
                .containsExactly("slow.index", "slow.lock");
    }

    @Test
    void whatHoldsNextToNoTimeIsNotSerious() {
        var clinic = Clinic.with(rule("plan", "slow.index", 30, 0, "plan", ""));
        assertThat(clinic.fires("plan", 100, 0.01).cause("slow.index").severity())
                .isEqualTo(Severity.LOW);
        var part = Clinic.with(rule("plan", "slow.index", 30, 0, "plan", "")).fires("plan", 100, 0.1);
        assertThat(part.cause("slow.index").severity()).isEqualTo(Severity.MEDIUM);
        assertThat(clinic.diagnosis("").healthy()).isTrue();
        assertThat(clinic.diagnosis("").verdict()).startsWith("Healthy").contains("Worth knowing: No index");
    }

    @Test
    void theGainIsWhatAmdahlAllows() {
        var gain = Objects.requireNonNull(Clinic.with(rule("plan", "slow.index", 30, 0, "plan", ""))
                .fires("plan", 100, 0.62)
                .cause("slow.index")
                .gain());
        assertThat(gain.factor()).isCloseTo(2.63, Offset.offset(0.01));
        assertThat(gain.text()).contains("62 %").contains("2.63 times faster");
    }

    @Test
    void healthyTakesEvidence() {
        var clinic = Clinic.with(rule("plan", "slow.index", 16, -4, "plan", ""), SYMPTOM)
                .clear("plan")
                .clear("slow");
        assertThat(clinic.diagnosis("all is slow").healthy()).isTrue();
        assertThat(clinic.diagnosis("all is slow").next()).isEmpty();
        assertThat(clinic.diagnosis("", NOTHING).healthy()).isFalse();
        assertThat(clinic.diagnosis("", NOTHING).verdict())
                .isEqualTo("There is nothing to judge yet: say what is slow, or hand in evidence that can be read.");
    }

    @Test
    void whatUsersSeeIsRefutedByALoadTestAndByNothingElse() {
        var clinic = Clinic.with(rule("plan", "slow.index", 16, -4, "plan", "")).clear("plan");
        var unseen = clinic.complaint("threads hang", Clinic.measured());
        assertThat(unseen.healthy()).isFalse();
        assertThat(unseen.verdict()).startsWith("What was handed in shows nothing wrong, and does not cover");
        assertThat(unseen.causes()).extracting(Cause::status).containsOnly(Cause.HYPOTHESIS);
        var seen = clinic.complaint("threads hang", FactTree.of(Map.of("load", new Clinic.Measured(0.1, null))));
        assertThat(seen.healthy()).isTrue();
        assertThat(clinic.diagnosis("is all well?", Clinic.measured()).healthy())
                .isTrue();
    }

    @Test
    void aSymptomWithoutACauseIsNotHealthyAndGivesHypotheses() {
        var diagnosis = Clinic.with(rule("plan", "slow.index", 16, -4, "plan", ""), SYMPTOM)
                .fires("slow", 100, null)
                .unknown("plan", "sql")
                .diagnosis("");
        assertThat(diagnosis.healthy()).isFalse();
        assertThat(diagnosis.causes()).extracting(Cause::id).containsExactlyInAnyOrder("slow.index", "slow.lock");
        assertThat(diagnosis.causes()).allMatch(c -> c.status().equals(Cause.HYPOTHESIS));
        assertThat(diagnosis.verdict()).contains("Finding of slow").contains("To be tested: No index");
    }

    @Test
    void aSymptomThatNothingCanExplainIsStillASentence() {
        var diagnosis = Clinic.with(
                        rule("plan", "slow.index", 16, -14, "plan", ""),
                        rule("waits", "slow.lock", 16, -14, "waits", ""),
                        SYMPTOM)
                .fires("slow", 100, null)
                .clear("plan")
                .clear("waits")
                .diagnosis("");
        assertThat(diagnosis.causes()).isEmpty();
        assertThat(diagnosis.verdict())
                .isEqualTo("Something is wrong (Finding of slow), and this evidence does not show why.");
    }

    @Test
    void withoutEvidenceTheWordsGiveHypotheses() {
        var diagnosis = Clinic.with(rule("plan", "slow.index", 16, -4, "plan", ""))
                .diagnosis("threads hang and block", NOTHING);
        assertThat(diagnosis.causes()).extracting(Cause::id).containsExactly("slow.lock");
        assertThat(diagnosis.causes().getFirst().description()).isEqualTo("One lock for all.");
        assertThat(diagnosis.causes().getFirst().remedies().getFirst().what()).isEqualTo("General advice on locks");
        assertThat(diagnosis.verdict()).startsWith("Nothing has been measured yet.");
        assertThat(Clinic.with().diagnosis("qwertz", NOTHING).causes()).isEmpty();
    }

    @Test
    void aSupportedCauseSpeaksOfThisCase() {
        var cause = Clinic.with(rule("plan", "slow.index", 30, 0, "plan", ""))
                .fires("plan", 100, null)
                .cause("slow.index");
        assertThat(cause.description()).isEqualTo("Diagnosis of plan.");
        assertThat(cause.remedies()).extracting(r -> r.what()).doesNotContain("General advice on indexes");
    }

    @Test
    void theEvidenceThatDecidesMostForItsCostIsAskedForOnce() {
        var next = Clinic.with(
                        rule("plan", "slow.index", 16, -4, "plan", ""),
                        rule("waits", "slow.lock", 30, -10, "waits", ""),
                        rule("log", "slow.index", 8, 0, "log", ""),
                        SYMPTOM)
                .fires("slow", 100, null)
                .unknown("plan", "jfr")
                .unknown("waits", "jfr")
                .unknown("log", "sql")
                .diagnosis("")
                .next();
        assertThat(next).extracting(NextEvidence::ask).containsExactly("A recording.", "The log of the database.");
        assertThat(next.getFirst().decides()).containsExactly("slow.lock", "slow.index");
    }

    @Test
    void whatTheRecordingAtHandLacksIsNotMendedByAnotherOne() {
        var next = Clinic.with(rule("plan", "slow.index", 16, -4, "plan", ""), SYMPTOM)
                .fires("slow", 100, null)
                .unknown("plan", "jfr.a")
                .diagnosis("")
                .next();
        assertThat(next).isEmpty();
    }
}
