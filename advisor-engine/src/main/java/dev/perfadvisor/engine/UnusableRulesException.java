package dev.perfadvisor.engine;

import java.util.List;

/** A rule pack that can not be used. */
public final class UnusableRulesException extends RuntimeException {

    private final transient List<String> errors;

    UnusableRulesException(List<String> errors) {
        super(String.join("\n", errors));
        this.errors = List.copyOf(errors);
    }

    /** All that is wrong, one line each: {@code file:line: message}. */
    public List<String> errors() {
        return errors;
    }
}
