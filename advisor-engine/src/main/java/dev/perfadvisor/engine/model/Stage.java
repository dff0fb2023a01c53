package dev.perfadvisor.engine.model;

import java.util.Locale;

/** The five stages of performance work, in order. */
public enum Stage {
    MEASURE("What is slow, for whom, how much, and from when on it counts as fixed"),
    PROFILE("Where the time goes while it is slow"),
    IDENTIFY("Which cause the evidence supports"),
    OPTIMIZE("What to change, best first"),
    VALIDATE("Whether the change worked");

    private final String purpose;

    Stage(String purpose) {
        this.purpose = purpose;
    }

    /** Lower-case name, as in JSON and YAML. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The question that the stage answers. */
    public String purpose() {
        return purpose;
    }
}
