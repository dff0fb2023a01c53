package dev.perfadvisor.engine.rules;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelUnknownSet;
import dev.cel.runtime.Program;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * A compiled expression.
 *
 * @param text as it was written
 * @param facts roots and variables that it reads
 */
public record Condition(String text, List<String> facts, Program program) {

    /** What an expression comes to. */
    sealed interface Outcome {

        /** A Boolean, a number, a Duration or text. */
        record Known(Object value) implements Outcome {}

        /** It depends on facts that are unknown. */
        record Missing(List<String> paths) implements Outcome {}
    }

    Outcome in(Scope scope, Expressions expressions) {
        try {
            return switch (program.eval(expressions.variables(scope, facts))) {
                case CelUnknownSet unknown -> {
                    var paths = new TreeSet<String>();
                    unknown.attributes().forEach(attribute -> paths.add(attribute.toString()));
                    yield new Outcome.Missing(new ArrayList<>(paths));
                }
                case Object value -> new Outcome.Known(value);
            };
        } catch (CelEvaluationException e) {
            // Such as a key that a map does not have, or a division by zero: no reason to give up all other rules.
            return new Outcome.Missing(List.of("(" + e.getMessage() + ")"));
        }
    }

    /** Numbers as they are, durations in seconds. */
    static double number(Object value) {
        return switch (value) {
            case Number n -> n.doubleValue();
            case Duration d -> d.toNanos() / 1e9;
            default -> throw new IllegalStateException("Not a number: " + value);
        };
    }

    @Override
    public String toString() {
        return text;
    }
}
