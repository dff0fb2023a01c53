package dev.perfadvisor.engine.evidence.jfr;

/** Execution samples of one stack in one chunk. */
final class StackSamples {

    /** Outside start-up, by index of the group of threads. */
    final KeyedSums byGroup = new KeyedSums();

    /** Of start-up, by index of the group of threads. */
    final KeyedSums startUp = new KeyedSums();

    boolean isEmpty() {
        return startUp.isEmpty() && byGroup.isEmpty();
    }
}
