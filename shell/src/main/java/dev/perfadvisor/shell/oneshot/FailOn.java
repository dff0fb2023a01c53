package dev.perfadvisor.shell.oneshot;

import dev.perfadvisor.engine.model.Cause;
import dev.perfadvisor.engine.model.Result;
import dev.perfadvisor.engine.model.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * From which severity on a cause fails the command.
 *
 * @param severity the least one; null for never
 */
record FailOn(@Nullable Severity severity) {

    static Optional<FailOn> of(String name) {
        if (name.equalsIgnoreCase("none")) {
            return Optional.of(new FailOn(null));
        }
        return Arrays.stream(Severity.values())
                .filter(severity -> severity.id().equals(name.toLowerCase(Locale.ROOT)))
                .map(FailOn::new)
                .findFirst();
    }

    /** Ids of causes that evidence supports with at least this severity; a mere hypothesis fails nothing. */
    List<String> failing(Result result) {
        var least = severity;
        return least == null
                ? List.of()
                : result.diagnosis().causes().stream()
                        .filter(cause -> cause.status().equals(Cause.SUPPORTED)
                                && cause.severity().atLeast(least))
                        .map(Cause::id)
                        .toList();
    }
}
