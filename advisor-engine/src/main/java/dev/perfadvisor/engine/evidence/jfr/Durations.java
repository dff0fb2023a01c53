package dev.perfadvisor.engine.evidence.jfr;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Durations as settings of Flight Recorder write them: {@code 20 ms}, {@code 10 s}, {@code 0 ns}. */
final class Durations {

    private Durations() {}

    /** Null for what is no duration, such as {@code everyChunk} or {@code 100/s}. */
    static @Nullable Duration parse(String setting) {
        int space = setting.indexOf(' ');
        if (space < 1) {
            return null;
        }
        try {
            long amount = Long.parseLong(setting.substring(0, space));
            return switch (setting.substring(space + 1)) {
                case "ns" -> Duration.ofNanos(amount);
                case "us" -> Duration.ofNanos(Math.multiplyExact(amount, 1_000L));
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                case "h" -> Duration.ofHours(amount);
                case "d" -> Duration.ofDays(amount);
                default -> null;
            };
        } catch (ArithmeticException | NumberFormatException _) {
            return null;
        }
    }
}
