package dev.perfadvisor.engine.model;

import java.util.List;

/** What to do, in the order of the five stages. All stages are there, even when nothing is left to do in one. */
public record Plan(List<PlanStage> stages) {

    /** The steps of one stage. */
    public record PlanStage(Stage stage, List<Step> steps) {}
}
