package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.model.Source;
import java.util.List;

/** What flame graphs can be drawn of. The trees themselves are too large to be facts. */
public record ProfileFacts(List<Tree> trees, Source source) {

    /**
     * A calling-context tree.
     *
     * @param measure what its weights are: {@code cpu}, {@code allocation}, {@code lock}, ...
     * @param unit {@code samples}, {@code bytes}, {@code ns} or {@code throwables}
     * @param weight of all stacks
     * @param nodes distinct paths of calls, by group of threads
     * @param cutShare share of the weight that was put at a caller, as the tree had no room for the whole path
     */
    public record Tree(String measure, String unit, long weight, long nodes, double cutShare) {}
}
