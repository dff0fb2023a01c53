package dev.perfadvisor.engine.conversation;

import dev.perfadvisor.engine.model.Problem.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the user has told in a case. Immutable.
 *
 * @param said what the user said about the problem, a message each
 * @param opinions what the user said of causes, a message each: what it is not, or is after all
 * @param answers to questions; one that the user could not answer has the option {@link Case#UNSURE}
 * @param doubted ids of causes that the user says it is not
 */
public record Words(List<String> said, List<String> opinions, List<Answer> answers, List<String> doubted) {

    public Words {
        said = List.copyOf(said);
        opinions = List.copyOf(opinions);
        answers = List.copyOf(answers);
        doubted = List.copyOf(doubted);
    }

    static Words none() {
        return new Words(List.of(), List.of(), List.of(), List.of());
    }

    /** All messages, whatever they say. */
    public List<String> all() {
        return Stream.concat(said.stream(), opinions.stream()).toList();
    }

    Words saying(String message) {
        return new Words(with(said, message), opinions, answers, doubted);
    }

    Words opining(String message) {
        return new Words(said, with(opinions, message), answers, doubted);
    }

    /** A later answer to the same question replaces the earlier one. */
    Words answering(String question, String option) {
        var all = new ArrayList<>(answers);
        all.removeIf(answer -> answer.question().equals(question));
        all.add(new Answer(question, option));
        return new Words(said, opinions, all, doubted);
    }

    Words doubting(List<String> causes) {
        var all = new ArrayList<>(doubted);
        causes.stream().filter(cause -> !all.contains(cause)).forEach(all::add);
        return new Words(said, opinions, answers, all);
    }

    /** What was doubted is so no longer: these causes, or all where none is named. */
    Words trusting(List<String> causes) {
        var left = causes.isEmpty()
                ? List.<String>of()
                : doubted.stream().filter(cause -> !causes.contains(cause)).toList();
        return new Words(said, opinions, answers, left);
    }

    private static List<String> with(List<String> list, String one) {
        var all = new ArrayList<>(list);
        all.add(one);
        return all;
    }
}
