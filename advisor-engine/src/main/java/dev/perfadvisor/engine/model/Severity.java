package dev.perfadvisor.engine.model;

import java.util.Locale;

/** How much something matters to the users of the system. */
public enum Severity {
    /** Worth knowing; nobody suffers from it. */
    LOW(1),
    /** It costs something now, or will soon. */
    MEDIUM(2),
    /** It is, or will be, what users complain about. */
    HIGH(3);

    private final int weight;

    Severity(int weight) {
        this.weight = weight;
    }

    /** 1 to 3, for adding effort and risk. */
    public int weight() {
        return weight;
    }

    /** Lower-case name, as in JSON and YAML. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean atLeast(Severity other) {
        return compareTo(other) >= 0;
    }
}
