package dev.perfadvisor.engine.evidence.slowquery;

/** Finds the tally of the same statement in the accumulator that is merged into. */
interface TallyMap {
    StatementTally own(StatementTally other);
}
