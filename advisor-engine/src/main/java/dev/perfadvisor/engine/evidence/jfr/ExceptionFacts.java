package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.model.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Throwables.
 *
 * @param total by the JVM's counter between its first and last value, or those recorded one by one when these are more
 * @param perSecond rate of all throwables after start-up, from the JVM's own counter when recorded
 * @param worstPerSecond rate in the worst 10 s
 * @param errors throwables that are errors, after start-up; {@code worstErrorsPerMinute} in the worst 60 s
 * @param types by sampled count, most first, at most 20
 */
public record ExceptionFacts(
        long total,
        double perSecond,
        double worstPerSecond,
        @Nullable Double errorsPerMinute,
        @Nullable Long errors,
        @Nullable Double worstErrorsPerMinute,
        List<Type> types,
        List<Type> errorTypes,
        Source source) {

    /**
     * One class of throwable. {@code share} is of those recorded one by one, outside class loading.
     *
     * @param retriedShare share of them that were thrown below a library that tries again
     */
    public record Type(
            String className,
            long count,
            double share,
            double perSecond,
            double retriedShare,
            @Nullable String site,
            List<String> stack,
            Source source) {}
}
