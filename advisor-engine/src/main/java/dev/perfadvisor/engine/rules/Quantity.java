package dev.perfadvisor.engine.rules;

import dev.perfadvisor.engine.model.Figures;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The value of a fact and its unit. Units follow from the type and the name of the component: a {@code Duration} is
 * seconds, {@code ...Ratio} and {@code ...Share} are 0..1, {@code ...Bytes} are bytes, {@code ...PerSecond} is a rate.
 */
record Quantity(@Nullable Object value, String unit) {

    private static final Map<String, String> UNIT_BY_ENDING = Map.ofEntries(
            Map.entry("bytespersecond", "B/s"),
            Map.entry("bytes", "B"),
            Map.entry("bytesperrequest", "B"),
            Map.entry("bytespercall", "B"),
            Map.entry("persecond", "1/s"),
            Map.entry("perminute", "1/min"),
            Map.entry("ratio", "ratio"),
            Map.entry("share", "ratio"),
            Map.entry("cores", "cores"),
            Map.entry("persecondlate", "1/s"),
            Map.entry("coreslate", "cores"));

    static Quantity of(String name, @Nullable Object value) {
        return switch (value) {
            case null -> new Quantity(null, "");
            case Duration d -> new Quantity(d.toNanos() / 1e9, "s");
            case Instant i -> new Quantity(i.toString(), "time");
            case Number n -> new Quantity(n, unit(name, n));
            case Boolean b -> new Quantity(b, "");
            case Iterable<?> list -> new Quantity(join(list), "text");
            case Map<?, ?> map -> new Quantity(join(pairs(map)), "text");
            case Object other -> new Quantity(other.toString(), "text");
        };
    }

    private static String join(Iterable<?> list) {
        var text = new StringBuilder();
        for (var item : list) {
            text.append(text.isEmpty() ? "" : ", ").append(item instanceof Record record ? name(record) : item);
        }
        return text.toString();
    }

    private static List<String> pairs(Map<?, ?> map) {
        return map.entrySet().stream()
                .map(entry -> entry.getKey() + " = " + entry.getValue())
                .toList();
    }

    /** What a record is called: its first component, such as the class of an exception. */
    private static Object name(Record record) {
        try {
            var first = record.getClass().getRecordComponents()[0];
            return String.valueOf(first.getAccessor().invoke(record));
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("Facts must be public records: " + record.getClass(), e);
        }
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
