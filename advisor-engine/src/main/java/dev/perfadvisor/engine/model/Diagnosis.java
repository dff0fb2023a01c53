package dev.perfadvisor.engine.model;

import java.util.List;

/**
 * What the evidence says.
 *
 * @param verdict the answer in one or two sentences
 * @param healthy whether there was enough evidence to judge, and nothing is wrong
 * @param causes ranked, most worth acting on first
 */
public record Diagnosis(
        String verdict,
        boolean healthy,
        List<Finding> findings,
        List<Cause> causes,
        List<Undecided> undecided,
        List<NextEvidence> next) {}
