package dev.perfadvisor.engine.rules;

import dev.perfadvisor.engine.model.FactTree;
import dev.perfadvisor.engine.model.Proof;
import dev.perfadvisor.engine.rules.Condition.Outcome;
import java.util.Optional;

/** Holds what a rule expects of a fix against the facts of the run after it. */
public final class ProofJudge {

    private final RuleBook book;
    private final Scope scope;

    /** @param facts of the run after the change */
    public ProofJudge(RuleBook book, FactTree facts) {
        this.book = book;
        this.scope = Scope.of(facts);
    }

    /** Whether the expectation holds; empty when the facts do not say. */
    public Optional<Boolean> holds(Proof proof) {
        return book.language().condition(proof.expect()).in(scope) instanceof Outcome.Known(var value)
                ? Optional.of(Boolean.TRUE.equals(value))
                : Optional.empty();
    }
}
