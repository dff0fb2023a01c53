package dev.perfadvisor.engine.rules;

import dev.perfadvisor.engine.model.Figures;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The value of a fact and its unit. Units follow from the type and the name of the component: a {@code Duration} is
 * seconds, {@code ...Ratio} and {@code ...Share} are 0..1, {@code ...Bytes} are bytes, {@code ...PerSecond} is a rate.
 */
record Quantity(@Nullable Object value, String unit) {

    private static final Map<String, String> UNIT_BY_ENDING = Map.of(
            "bytespersecond", "B/s",
            "bytes", "B",
            "bytesperrequest", "B",
            "bytespercall", "B",
            "persecond", "1/s",
            "perminute", "1/min",
            "ratio", "ratio",
            "share", "ratio",
            "cores", "cores");

    static Quantity of(String name, @Nullable Object value) {
        return switch (value) {
            case null -> new Quantity(null, "");
            case Duration d -> new Quantity(d.toNanos() / 1e9, "s");
            case Instant i -> new Quantity(i.toString(), "time");
            case Number n -> new Quantity(n, unit(name, n));
            case Boolean b -> new Quantity(b, "");
            case Iterable<?> list -> new Quantity(join(list), "text");
            case Object other -> new Quantity(other.toString(), "text");
        };
    }

    private static String join(Iterable<?> list) {
        var text = new StringBuilder();
        for (var item : list) {
            text.append(text.isEmpty() ? "" : ", ").append(item);
        }
        return text.toString();
    }

    /** The longest ending that fits: {@code allocatedBytesPerSecond} is B/s, not 1/s. */
    private static String unit(String name, Number value) {
        var lower = name.toLowerCase(Locale.ROOT);
        return UNIT_BY_ENDING.entrySet().stream()
                .filter(ending -> lower.endsWith(ending.getKey()))
                .max(Comparator.comparingInt(ending -> ending.getKey().length()))
                .map(Map.Entry::getValue)
                .orElse(value instanceof Double ? "" : "count");
    }

    /** For people: {@code 164 ms}, {@code 62 %}, {@code 1.4 GB}, {@code unknown}. */
    String words() {
        return Figures.words(value, unit);
    }
}
