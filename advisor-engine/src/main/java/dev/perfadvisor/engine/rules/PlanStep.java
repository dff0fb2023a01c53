package dev.perfadvisor.engine.rules;

import dev.perfadvisor.engine.model.Stage;
import org.jspecify.annotations.Nullable;

/**
 * A step that belongs in every plan, as {@code plan.yaml} describes it.
 *
 * @param done whether the evidence shows that it has been taken; null when evidence can't show it
 * @param needed whether it makes sense here; null when always
 */
public record PlanStep(
        String id,
        Stage stage,
        Template title,
        @Nullable Condition done,
        @Nullable Condition needed,
        Template detail,
        String command) {}
