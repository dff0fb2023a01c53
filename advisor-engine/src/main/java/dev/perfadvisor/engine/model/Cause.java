package dev.perfadvisor.engine.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cause that the evidence or the user's words point to.
 *
 * @param status whether evidence speaks for it ({@link #SUPPORTED}) or it is still to be tested ({@link #HYPOTHESIS})
 * @param support sum of the votes that count, in decibans; not a probability
 * @param why the votes
 * @param explains ids of the findings that are its consequences
 * @param gain null when no share of request time is known
 */
public record Cause(
        String id,
        String title,
        String description,
        String status,
        double support,
        Severity severity,
        List<Vote> why,
        List<String> explains,
        @Nullable Gain gain,
        List<Remedy> remedies) {

    public static final String SUPPORTED = "supported";
    public static final String HYPOTHESIS = "hypothesis";
}
