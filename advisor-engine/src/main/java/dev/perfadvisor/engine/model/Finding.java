package dev.perfadvisor.engine.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule that fired on this evidence.
 *
 * @param rule id of the rule
 * @param subject what it fired on, when the rule looks at many things of a kind (statements, locks); empty otherwise
 * @param score 0..100; 25 is where it begins to matter, 75 where it is bad
 * @param impact share of request time (0..1) that the thing holds, an upper bound of what can be won; null when unknown
 * @param evidence the facts that it rests on
 * @param diagnosis what it means here, with the facts in it
 */
public record Finding(
        String rule,
        String subject,
        String title,
        Role role,
        Capability capability,
        Stage stage,
        Severity severity,
        double score,
        @Nullable Double impact,
        List<Fact> evidence,
        String diagnosis,
        List<Remedy> remedies,
        @Nullable Proof proof,
        List<String> references,
        List<String> falsePositives) {}
