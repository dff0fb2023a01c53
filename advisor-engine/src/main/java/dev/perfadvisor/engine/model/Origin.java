package dev.perfadvisor.engine.model;

import java.util.Locale;

/** How a fact is known. A claim never outweighs a measurement. */
public enum Origin {
    /** Read or computed from evidence. */
    MEASURED,
    /** Said by the user. */
    CLAIMED;

    /** Lower-case name, as in JSON. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
