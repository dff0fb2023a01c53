package dev.perfadvisor.engine.conversation;

import dev.perfadvisor.engine.evidence.Gathered;
import dev.perfadvisor.engine.model.Artifact;
import dev.perfadvisor.engine.model.Plan;
import dev.perfadvisor.engine.model.Problem;
import dev.perfadvisor.engine.model.Problem.Answer;
import dev.perfadvisor.engine.model.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What has been said, handed in and answered so far. Immutable.
 *
 * @param words what the user told
 * @param earlier the same as it was before each of the last messages that told something, oldest first
 * @param evidence what was read of the evidence
 * @param attached names of that evidence, as the user knows it
 * @param asked id of the question that waits for an answer, null when none does
 * @param result the last diagnosis; null before the first
 * @param carried its plan, as a run after the change carried it on; null while there was none
 */
public record Case(
        Words words,
        List<Words> earlier,
        Gathered evidence,
        List<String> attached,
        @Nullable String asked,
        @Nullable Result result,
        @Nullable Plan carried) {

    /** Option of an answer that is "I don't know". */
    public static final String UNSURE = "unsure";

    /** So many messages can be taken back. */
    private static final int MOST_EARLIER = 10;

    public Case {
        earlier = List.copyOf(earlier);
        attached = List.copyOf(attached);
    }

    /** Nothing said, nothing attached. */
    public static Case empty() {
        return new Case(Words.none(), List.of(), Gathered.nothing(), List.of(), null, null, null);
    }

    public boolean isEmpty() {
        return said().isEmpty() && attached.isEmpty();
    }

    /** What the user said about the problem, a message each. */
    public List<String> said() {
        return words.said();
    }

    /** Answers to questions. */
    public List<Answer> answers() {
        return words.answers();
    }

    /** Ids of causes that the user says it is not. */
    public List<String> doubted() {
        return words.doubted();
    }

    /** The problem as it stands now. */
    public Problem problem() {
        return new Problem(String.join("\n", said()), answers(), doubted(), words.opinions());
    }

    /** With what a message told. */
    Case telling(Words now) {
        var all = new ArrayList<>(earlier);
        all.add(words);
        var last = all.subList(Math.max(0, all.size() - MOST_EARLIER), all.size());
        return new Case(now, last, evidence, attached, asked, result, carried);
    }

    Case saying(String message) {
        return telling(words.saying(message));
    }

    Case answering(String question, String option) {
        return telling(words.answering(question, option)).asking(null);
    }

    /** As it was before the last message that told something; nothing when there was none. */
    Optional<Case> takingBack() {
        return earlier.isEmpty()
                ? Optional.empty()
                : Optional.of(new Case(
                        earlier.getLast(),
                        earlier.subList(0, earlier.size() - 1),
                        evidence,
                        attached,
                        null,
                        result,
                        carried));
    }

    /** What was handed in, as it was read. */
    public List<Artifact> artifacts() {
        return evidence.artifacts();
    }

    /** With evidence that was read anew, all of it. */
    public Case holding(Gathered read, List<String> names) {
        return new Case(words, earlier, read, names, asked, result, carried);
    }

    Case asking(@Nullable String question) {
        return new Case(words, earlier, evidence, attached, question, result, carried);
    }

    /** With a result that stands from now on. */
    Case concluding(Result conclusion) {
        return new Case(words, earlier, evidence, attached, asked, conclusion, null);
    }

    /** With the plan of its result as a run after the change carries it on. */
    public Case carryingOn(Result validated) {
        return new Case(words, earlier, evidence, attached, asked, validated, validated.plan());
    }
}
