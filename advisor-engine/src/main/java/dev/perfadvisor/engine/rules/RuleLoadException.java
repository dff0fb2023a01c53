package dev.perfadvisor.engine.rules;

import java.util.List;
import java.util.stream.Collectors;

/** Rule files that can not be used, with everything that is wrong in them. */
public final class RuleLoadException extends RuntimeException {

    private final transient List<LoadError> errors;

    public RuleLoadException(List<LoadError> errors) {
        super(errors.stream().map(LoadError::toString).collect(Collectors.joining("\n")));
        this.errors = List.copyOf(errors);
    }

    /** All errors, by file and line. */
    public List<LoadError> errors() {
        return errors;
    }
}
