package dev.perfadvisor.engine.rules;

import dev.perfadvisor.engine.model.Remedy;
import java.util.List;

/**
 * A cause as {@code causes.yaml} describes it.
 *
 * @param group family of causes: {@code database}, {@code memory}, ...
 * @param prior decibans before any evidence
 * @param symptoms sentences in users' words that point to it
 * @param confirm what to measure to tell whether it is so
 * @param check command that shows it; empty when there is none
 * @param remedies what helps in general, for as long as nothing is known of the case
 */
public record CauseDefinition(
        String id,
        String title,
        String description,
        String group,
        double prior,
        List<String> symptoms,
        List<String> keywords,
        String confirm,
        String check,
        List<Remedy> remedies) {}
