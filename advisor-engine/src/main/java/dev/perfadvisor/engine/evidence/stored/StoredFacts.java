package dev.perfadvisor.engine.evidence.stored;

import java.util.Map;

/** Facts by root, as they were when they were written. */
public record StoredFacts(Map<String, Record> roots) {

    /** Name and version of the form. */
    public static final String SCHEMA = "advisor.facts/1";
}
