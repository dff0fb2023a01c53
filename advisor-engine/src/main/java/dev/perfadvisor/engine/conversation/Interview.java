package dev.perfadvisor.engine.conversation;

import dev.perfadvisor.engine.model.Cause;
import dev.perfadvisor.engine.model.Result;
import dev.perfadvisor.engine.model.Severity;
import dev.perfadvisor.engine.rules.Question;
import dev.perfadvisor.engine.rules.QuestionJudge;
import dev.perfadvisor.engine.rules.RuleBook;
import java.util.Comparator;
import java.util.Optional;

/** Picks the one question that would move the ranking of causes most. */
final class Interview {

    /** Decibans that an answer must be able to move to be worth a question. */
    private static final double LEAST_WORTH = 6;

    /** A case in which so much has been asked is one for evidence. */
    private static final int MOST_QUESTIONS = 6;

    private final RuleBook book;

    Interview(RuleBook book) {
        this.book = book;
    }

    /** Nothing when the evidence names a cause or shows health, or when no answer would change much. */
    Optional<Question> next(Case current, Result result) {
        boolean found = result.diagnosis().causes().stream()
                .anyMatch(cause -> cause.status().equals(Cause.SUPPORTED)
                        && cause.severity().atLeast(Severity.MEDIUM));
        if (found
                || result.diagnosis().healthy()
                || result.diagnosis().causes().size() < 2
                || current.answers().size() >= MOST_QUESTIONS) {
            return Optional.empty();
        }
        var judge = new QuestionJudge(result.facts());
        return book.questions().stream()
                .filter(question -> current.answers().stream()
                        .noneMatch(answer -> answer.question().equals(question.id())))
                .filter(question -> !Answers.said(question, current.said()))
                .filter(question -> judge.answer(question).isEmpty())
                .filter(question -> worth(question, result) >= LEAST_WORTH)
                .max(Comparator.comparingDouble(question -> worth(question, result)));
    }

    /** How far the answers can move causes apart; a cause counts the more, the nearer it is to the first. */
    private static double worth(Question question, Result result) {
        var causes = result.diagnosis().causes();
        double top = causes.getFirst().support();
        double worth = 0;
        double least = Double.MAX_VALUE;
        for (var cause : causes) {
            double stake = Math.pow(10, Math.max(-40, Math.min(0, cause.support() - top)) / 20);
            double swing = swing(question, cause.id());
            worth += stake * swing;
            least = Math.min(least, swing);
        }
        // What moves all of them alike decides nothing between them.
        return worth - least;
    }

    private static double swing(Question question, String cause) {
        double most = 0;
        double fewest = 0;
        for (var option : question.options()) {
            double vote = option.votes().getOrDefault(cause, 0.0);
            most = Math.max(most, vote);
            fewest = Math.min(fewest, vote);
        }
        return most - fewest;
    }
}
