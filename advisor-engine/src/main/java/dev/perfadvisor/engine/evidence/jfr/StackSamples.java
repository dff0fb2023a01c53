package dev.perfadvisor.engine.evidence.jfr;

/** Execution samples of one stack in one chunk. */
final class StackSamples {

    /** Outside start-up, by index of the group of threads. */
    final KeyedSums byGroup = new KeyedSums();

    /** Of start-up. */
    long startUp;

    boolean isEmpty() {
        return startUp == 0 && byGroup.isEmpty();
    }
}
