package dev.perfadvisor.engine.model;

import java.util.List;

/** How much of an artifact could be read. */
public sealed interface Reading {

    /** Everything was understood. */
    record Complete() implements Reading {}

    /** Some was lost; what could be read is in the facts, and each loss is named. */
    record Partial(List<ReadProblem> problems) implements Reading {
        public Partial {
            problems = List.copyOf(problems);
        }
    }

    /** Nothing could be read; the artifact adds no facts. */
    record Rejected(ReadProblem problem) implements Reading {}

    /** {@code complete}, {@code partial} or {@code rejected}. */
    default String status() {
        return switch (this) {
            case Complete _ -> "complete";
            case Partial _ -> "partial";
            case Rejected _ -> "rejected";
        };
    }

    /** The problems met, none when complete. */
    default List<ReadProblem> problems() {
        return switch (this) {
            case Complete _ -> List.of();
            case Partial(var problems) -> problems;
            case Rejected(var problem) -> List.of(problem);
        };
    }

    /** {@link Complete} when there are no problems, else {@link Partial}. */
    static Reading of(List<ReadProblem> problems) {
        return problems.isEmpty() ? new Complete() : new Partial(problems);
    }
}
