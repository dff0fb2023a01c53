package dev.perfadvisor.engine.loadgen;

import java.time.Duration;
import java.util.Locale;

/**
 * A part of a test in which the rate moves evenly from one value to another.
 *
 * @param from requests per second at its begin
 * @param to requests per second at its end
 */
public record Stage(Part part, Duration length, double from, double to) {

    /** What a stage is for; neighbours of the same part are one. */
    public enum Part {
        WARMUP(false, "Classes, caches and connection pools fill; nothing of it counts."),
        LOAD(true, "The load that is judged."),
        RISE(false, "From the usual load to a higher one."),
        SPIKE(false, "Many come at once. Slow is expected here, errors are not."),
        RECOVERY(true, "The usual load again: how soon is it as quick as before?"),
        CLIMB(true, "More and more, until a criterion is missed: that rate is the capacity.");

        private final boolean measured;
        private final String purpose;

        Part(boolean measured, String purpose) {
            this.measured = measured;
            this.purpose = purpose;
        }

        /** Whether the success criteria are held against it. */
        public boolean measured() {
            return measured;
        }

        String purpose() {
            return purpose;
        }

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Requests that are due in it. */
    public double due() {
        return (from + to) / 2 * length.toNanos() / 1e9;
    }
}
