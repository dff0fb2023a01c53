package dev.perfadvisor.engine.scoring;

import dev.perfadvisor.engine.model.Cause;
import dev.perfadvisor.engine.model.Severity;
import java.util.List;
import java.util.Optional;

/**
 * What was said of a labelled case, held against its label.
 *
 * @param name of the case
 * @param causes the answer's, in their order
 * @param healthy whether the answer was that nothing is wrong
 * @param advised whether the advice holds the words that the label asks for
 * @param wrong votes that misled
 */
public record CaseScore(
        String name, Label label, List<Cause> causes, boolean healthy, boolean advised, List<WrongVote> wrong) {

    static final String NOTHING = "nothing";

    /** How the answer stands to the truth. */
    public enum Outcome {
        /** The first cause is true, or what is healthy was called so. */
        FIRST,
        /** The first cause is none of the faults, but fair to name. */
        FAIR,
        /** The first cause is wrong, or something is wrong and nothing was found, or the other way round. */
        WRONG
    }

    /** How the answer stands to the truth. */
    public Outcome outcome() {
        if (label.healthy()) {
            return healthy ? Outcome.FIRST : fairOnly() ? Outcome.FAIR : Outcome.WRONG;
        }
        if (healthy || causes.isEmpty()) {
            return Outcome.WRONG;
        }
        var first = causes.getFirst().id();
        return label.isTrue(first) ? Outcome.FIRST : label.isFair(first) ? Outcome.FAIR : Outcome.WRONG;
    }

    private boolean fairOnly() {
        return !causes.isEmpty() && label.isFair(causes.getFirst().id());
    }

    /** What was said in one word: the first cause, that it is healthy, or nothing. */
    public String said() {
        return healthy
                ? Label.HEALTHY
                : causes.isEmpty() ? NOTHING : causes.getFirst().id();
    }

    /** Place of the first cause that is right for each fault, from 1 on; empty where none is in the list. */
    public List<Optional<Integer>> ranks() {
        return label.causes().stream().map(this::rank).toList();
    }

    private Optional<Integer> rank(List<String> fault) {
        for (int i = 0; i < causes.size(); i++) {
            if (fault.contains(causes.get(i).id())) {
                return Optional.of(i + 1);
            }
        }
        return Optional.empty();
    }

    /** Whether each fault is among the first causes, one more than there are faults; of what is healthy, that it is said. */
    public boolean all() {
        return label.healthy()
                ? healthy
                : ranks().stream()
                        .allMatch(rank ->
                                rank.filter(r -> r <= label.causes().size() + 1).isPresent());
    }

    /** Causes that are named as serious and are neither true nor fair. */
    public List<Cause> strays() {
        return causes.stream()
                .filter(cause -> cause.severity().atLeast(Severity.MEDIUM))
                .filter(cause -> !label.isFair(cause.id()))
                .toList();
    }
}
