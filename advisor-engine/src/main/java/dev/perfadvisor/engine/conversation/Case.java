package dev.perfadvisor.engine.conversation;

import dev.perfadvisor.engine.evidence.Gathered;
import dev.perfadvisor.engine.model.Artifact;
import dev.perfadvisor.engine.model.Plan;
import dev.perfadvisor.engine.model.Problem;
import dev.perfadvisor.engine.model.Problem.Answer;
import dev.perfadvisor.engine.model.Result;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has been said, handed in and answered so far. Immutable.
 *
 * @param said what the user said about the problem, a message each
 * @param answers to questions; one that the user could not answer has the option {@link #UNSURE}
 * @param doubted ids of causes that the user says it is not
 * @param evidence what was read of the evidence
 * @param attached names of that evidence, as the user knows it
 * @param asked id of the question that waits for an answer, null when none does
 * @param result the last diagnosis; null before the first
 * @param carried its plan, as a run after the change carried it on; null while there was none
 */
public record Case(
        List<String> said,
        List<Answer> answers,
        List<String> doubted,
        Gathered evidence,
        List<String> attached,
        @Nullable String asked,
        @Nullable Result result,
        @Nullable Plan carried) {

    /** Option of an answer that is "I don't know". */
    public static final String UNSURE = "unsure";

    public Case {
        said = List.copyOf(said);
        answers = List.copyOf(answers);
        doubted = List.copyOf(doubted);
        attached = List.copyOf(attached);
    }

    /** Nothing said, nothing attached. */
    public static Case empty() {
        return new Case(List.of(), List.of(), List.of(), Gathered.nothing(), List.of(), null, null, null);
    }

    public boolean isEmpty() {
        return said.isEmpty() && attached.isEmpty();
    }

    /** The problem as it stands now. */
    public Problem problem() {
        return new Problem(String.join("\n", said), answers, doubted);
    }

    Case saying(String message) {
        return new Case(with(said, message), answers, doubted, evidence, attached, asked, result, carried);
    }

    /** A later answer to the same question replaces the earlier one. */
    Case answering(String question, String option) {
        var all = new ArrayList<>(answers);
        all.removeIf(answer -> answer.question().equals(question));
        all.add(new Answer(question, option));
        return new Case(said, all, doubted, evidence, attached, null, result, carried);
    }

    Case doubting(List<String> causes) {
        var all = new ArrayList<>(doubted);
        causes.stream().filter(cause -> !all.contains(cause)).forEach(all::add);
        return new Case(said, answers, all, evidence, attached, asked, result, carried);
    }

    /** What was doubted is so no longer. */
    Case trusting() {
        return new Case(said, answers, List.of(), evidence, attached, asked, result, carried);
    }

    /** What was handed in, as it was read. */
    public List<Artifact> artifacts() {
        return evidence.artifacts();
    }

    /** With evidence that was read anew, all of it. */
    public Case holding(Gathered read, List<String> names) {
        return new Case(said, answers, doubted, read, names, asked, result, carried);
    }

    Case asking(@Nullable String question) {
        return new Case(said, answers, doubted, evidence, attached, question, result, carried);
    }

    /** With a result that stands from now on. */
    Case concluding(Result conclusion) {
        return new Case(said, answers, doubted, evidence, attached, asked, conclusion, null);
    }

    /** With the plan of its result as a run after the change carries it on. */
    public Case carryingOn(Result validated) {
        return new Case(said, answers, doubted, evidence, attached, asked, validated, validated.plan());
    }

    private static List<String> with(List<String> list, String one) {
        var all = new ArrayList<>(list);
        all.add(one);
        return all;
    }
}
