package dev.perfadvisor.engine.rules;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelUnknownSet;
import dev.cel.runtime.Program;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * An expression over facts. It is compiled when it is first asked for, unless it was checked before: compiling all of a
 * rule base takes longer than most diagnoses, and most rules need but one of their expressions.
 */
public final class Condition {

    private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w*");

    private final String text;
    private final List<String> facts;
    private final Expressions language;
    private final Lazy<Set<String>> words;
    private final Lazy<Program> program;

    Condition(String text, List<String> facts, Expressions language, Supplier<Program> program) {
        this.text = text;
        this.facts = List.copyOf(facts);
        this.language = language;
        this.words = new Lazy<>(() -> wordsOf(text));
        this.program = new Lazy<>(program);
    }

    /** What an expression comes to. */
    sealed interface Outcome {

        /** A Boolean, a number, a Duration or text. */
        record Known(Object value) implements Outcome {}

        /** It depends on facts that are unknown. */
        record Missing(List<String> paths) implements Outcome {}
    }

    /** As it was written. */
    public String text() {
        return text;
    }

    /** Roots and variables that it reads. */
    List<String> facts() {
        return facts;
    }

    Outcome in(Scope scope) {
        if (facts.size() == 1 && scope.facts().get(facts.getFirst()) == null) {
            // All that it reads is unknown, so nothing need be compiled to say so: most rules speak of evidence of one
            // kind.
            return new Outcome.Missing(facts);
        }
        try {
            return switch (program.get().eval(language.variables(scope, facts, words.get()))) {
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

    /** All names in an expression. What is below a name that does not occur can not be read by it. */
    private static Set<String> wordsOf(String text) {
        var words = new HashSet<String>();
        var matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
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
