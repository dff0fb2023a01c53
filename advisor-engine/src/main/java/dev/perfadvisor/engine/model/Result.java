package dev.perfadvisor.engine.model;

import java.util.List;

/**
 * The answer to a problem: what was measured, what it means, what to do. Every surface shows this.
 *
 * @param bands the judged metrics of the decision table
 * @param caching rows of the caching table that bear on the problem
 */
public record Result(
        Problem problem,
        List<Artifact> artifacts,
        FactTree facts,
        List<BandReading> bands,
        List<CachingAdvice> caching,
        Diagnosis diagnosis,
        Plan plan) {

    /** Name and version of the JSON form. */
    public static final String SCHEMA = "advisor.result/1";

    /**
     * A metric held against the decision table.
     *
     * @param value in the band's unit
     * @param judgement {@code good}, {@code acceptable}, the name of the gap, or {@code poor}
     */
    public record BandReading(Band band, double value, Origin origin, String judgement) {}

    /** The same with another plan. */
    public Result with(Plan other) {
        return new Result(problem, artifacts, facts, bands, caching, diagnosis, other);
    }

    /** Whether some artifact could not be read at all. */
    public boolean anyRejected() {
        return artifacts.stream().anyMatch(a -> a.reading() instanceof Reading.Rejected);
    }

    /** Whether artifacts were given and none of them could be read. */
    public boolean nothingRead() {
        return !artifacts.isEmpty() && artifacts.stream().allMatch(a -> a.reading() instanceof Reading.Rejected);
    }
}
