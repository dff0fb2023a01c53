package dev.perfadvisor.engine.model;

import java.util.Locale;

/** What a rule speaks of. */
public enum Role {
    /** What users notice. */
    SYMPTOM,
    /** What makes it so. */
    CAUSE,
    /** Whether the evidence can be trusted. */
    QUALITY,
    /** How to go about it. */
    METHOD;

    /** Lower-case name, as in JSON and YAML. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
