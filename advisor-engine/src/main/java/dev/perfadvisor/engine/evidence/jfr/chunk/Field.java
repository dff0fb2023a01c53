package dev.perfadvisor.engine.evidence.jfr.chunk;

/**
 * A field of a {@link Type}, in the order in which values are written.
 *
 * @param type key of the type of its value
 * @param constant whether the value is a key into the constants of that type
 * @param array whether it is a number of values
 * @param unit of a time span or time stamp, {@link Unit#NONE} for other values
 */
public record Field(String name, long type, boolean constant, boolean array, Unit unit) {

    /** What a number of time means, by the annotations {@code jdk.jfr.Timespan} and {@code jdk.jfr.Timestamp}. */
    public enum Unit {
        NONE,
        TICKS,
        NANOSECONDS,
        MICROSECONDS,
        MILLISECONDS,
        SECONDS;

        static Unit of(String annotation) {
            return switch (annotation) {
                case "TICKS" -> TICKS;
                case "NANOSECONDS" -> NANOSECONDS;
                case "MICROSECONDS" -> MICROSECONDS;
                case "MILLISECONDS", "MILLISECONDS_SINCE_EPOCH" -> MILLISECONDS;
                case "SECONDS" -> SECONDS;
                default -> NONE;
            };
        }
    }
}
