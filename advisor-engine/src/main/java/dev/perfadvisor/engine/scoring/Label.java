package dev.perfadvisor.engine.scoring;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is true of a case.
 *
 * @param healthy whether nothing is wrong
 * @param causes what is wrong: one set for each fault, of ids that all are right for it; empty when healthy
 * @param also causes that are no faults of their own, but fair to name
 * @param remedy words of which the advice should hold one of each list
 */
public record Label(boolean healthy, List<List<String>> causes, List<String> also, List<List<String>> remedy) {

    static final String HEALTHY = "healthy";

    /** Whether a cause is one of the faults. */
    boolean isTrue(String cause) {
        return causes.stream().anyMatch(fault -> fault.contains(cause));
    }

    /** Whether a cause may be named without being wrong. */
    boolean isFair(String cause) {
        return isTrue(cause) || also.contains(cause);
    }

    /** All ids that are right. */
    Set<String> truth() {
        return causes.stream().flatMap(List::stream).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The faults in one word: {@code db.missing-index + net.sequential-calls}. */
    String name() {
        return healthy ? HEALTHY : causes.stream().map(List::getFirst).collect(Collectors.joining(" + "));
    }
}
