package dev.perfadvisor.engine.derive;

import java.util.OptionalInt;

/**
 * Time in steps of the same length.
 *
 * @param first second since the epoch in which the first step begins
 * @param step length of each in seconds
 * @param steps how many there are
 */
record Axis(long first, long step, int steps) {

    /** The number of the step that a second belongs to, empty when it lies outside. */
    OptionalInt stepOf(long second) {
        long number = Math.floorDiv(second - first, step);
        return number < 0 || number >= steps ? OptionalInt.empty() : OptionalInt.of((int) number);
    }
}
