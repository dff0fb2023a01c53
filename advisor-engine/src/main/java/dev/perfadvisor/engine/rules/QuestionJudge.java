package dev.perfadvisor.engine.rules;

import dev.perfadvisor.engine.model.FactTree;
import dev.perfadvisor.engine.rules.Condition.Outcome;
import java.util.Optional;

/** Says which answer to a question the facts give already. */
public final class QuestionJudge {

    private final Scope scope;

    public QuestionJudge(FactTree facts) {
        this.scope = Scope.of(facts);
    }

    /** The option that the facts show, empty when they do not tell. */
    public Optional<Question.Option> answer(Question question) {
        return question.options().stream()
                .filter(option -> option.measured() != null
                        && option.measured().in(scope) instanceof Outcome.Known(var value)
                        && value.equals(true))
                .findFirst();
    }
}
