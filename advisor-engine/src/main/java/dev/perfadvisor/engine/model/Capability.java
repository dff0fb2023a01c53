package dev.perfadvisor.engine.model;

import java.util.Locale;

/** The fields that the rules cover. */
public enum Capability {
    PROFILING,
    BOTTLENECK,
    CACHING,
    LOAD_TESTING,
    OPTIMIZATION;

    /** Lower-case name with hyphens, as in JSON and YAML. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
