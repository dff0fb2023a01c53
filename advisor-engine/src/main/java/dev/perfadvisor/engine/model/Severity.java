package dev.perfadvisor.engine.model;

import java.util.Locale;

/** How much something matters to the users of the system. */
public enum Severity {
    /** Worth knowing; nobody suffers from it. */
    LOW,
    /** It costs something now, or will soon. */
    MEDIUM,
    /** It is, or will be, what users complain about. */
    HIGH;

    /** Lower-case name, as in JSON and YAML. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean atLeast(Severity other) {
        return compareTo(other) >= 0;
    }
}
