package dev.perfadvisor.engine.diagnosis;

/**
 * One way to compare what somebody says with sentences that are known. {@link SymptomIndex} adds up several; a new one is
 * an implementation of this and a line there.
 */
@FunctionalInterface
interface Similarity {

    /** For each of the sentences it was made for, in their order: 0 where there is nothing in common, and up. */
    double[] to(String text);
}
