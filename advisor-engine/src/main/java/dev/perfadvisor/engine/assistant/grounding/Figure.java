package dev.perfadvisor.engine.assistant.grounding;

import java.util.Map;

/**
 * A number with its unit, in the base unit of its dimension.
 *
 * @param value seconds, bytes, 0..1 for a ratio, per second for a rate
 * @param half half of what the last written digit counts for, so that all that rounds to it lies within
 * @param dimension {@code s}, {@code B}, {@code B/s}, {@code 1/s}, {@code ratio}, or empty for a bare number
 */
public record Figure(double value, double half, String dimension) {

    /** Rounding further than this says something else: 1 % is no way to say 0.6 %. */
    private static final double MOST_ROUNDING = 0.05;

    private static final double EQUAL = 1e-9;

    private record Unit(String dimension, double factor) {}

    private static final Map<String, Unit> UNITS = Map.ofEntries(
            Map.entry("ns", new Unit("s", 1e-9)),
            Map.entry("us", new Unit("s", 1e-6)),
            Map.entry("µs", new Unit("s", 1e-6)),
            Map.entry("ms", new Unit("s", 1e-3)),
            Map.entry("millisecond", new Unit("s", 1e-3)),
            Map.entry("s", new Unit("s", 1)),
            Map.entry("sec", new Unit("s", 1)),
            Map.entry("second", new Unit("s", 1)),
            Map.entry("min", new Unit("s", 60)),
            Map.entry("minute", new Unit("s", 60)),
            Map.entry("h", new Unit("s", 3600)),
            Map.entry("hour", new Unit("s", 3600)),
            Map.entry("%", new Unit("ratio", 0.01)),
            Map.entry("percent", new Unit("ratio", 0.01)),
            Map.entry("B", new Unit("B", 1)),
            Map.entry("byte", new Unit("B", 1)),
            Map.entry("kB", new Unit("B", 1e3)),
            Map.entry("KB", new Unit("B", 1e3)),
            Map.entry("MB", new Unit("B", 1e6)),
            Map.entry("GB", new Unit("B", 1e9)),
            Map.entry("TB", new Unit("B", 1e12)),
            Map.entry("KiB", new Unit("B", 0x1p10)),
            Map.entry("MiB", new Unit("B", 0x1p20)),
            Map.entry("GiB", new Unit("B", 0x1p30)),
            Map.entry("B/s", new Unit("B/s", 1)),
            Map.entry("kB/s", new Unit("B/s", 1e3)),
            Map.entry("MB/s", new Unit("B/s", 1e6)),
            Map.entry("GB/s", new Unit("B/s", 1e9)),
            Map.entry("per second", new Unit("1/s", 1)),
            Map.entry("/s", new Unit("1/s", 1)),
            Map.entry("per minute", new Unit("1/s", 1.0 / 60)),
            Map.entry("/min", new Unit("1/s", 1.0 / 60)));

    /** Whether a word is a unit; the plural counts as one. */
    static boolean isUnit(String word) {
        return UNITS.containsKey(singular(word));
    }

    private static String singular(String word) {
        boolean plural = word.length() > 3 && word.endsWith("s") && !UNITS.containsKey(word);
        return plural ? word.substring(0, word.length() - 1) : word;
    }

    /** A figure as it is written: {@code 199,996}, {@code 26.7} with {@code ms}; the unit may be empty. */
    static Figure written(String number, String unit) {
        var plain = number.replace(",", "");
        int point = plain.indexOf('.');
        double last = point < 0 ? 1 : Math.pow(10, -(plain.length() - point - 1.0));
        var known = UNITS.getOrDefault(singular(unit), new Unit("", 1));
        return new Figure(Double.parseDouble(plain) * known.factor(), last / 2 * known.factor(), known.dimension());
    }

    /** A value of facts in one of their units. */
    static Figure exact(double value, String unit) {
        return switch (unit) {
            case "s", "B", "B/s", "1/s", "ratio" -> new Figure(value, 0, unit);
            case "1/min" -> new Figure(value / 60, 0, "1/s");
            default -> new Figure(value, 0, "");
        };
    }

    /** Whether this is a way to write the other one, of the same dimension, at most as exactly as it is known. */
    boolean says(Figure known) {
        return comparable(known)
                && Math.abs(value - known.value) <= half * (1 + EQUAL)
                && Math.abs(value - known.value) <= MOST_ROUNDING * Math.abs(known.value) + Double.MIN_VALUE;
    }

    /** 0.62 is a ratio as well as a bare number; all other dimensions have to be named. */
    private boolean comparable(Figure known) {
        return dimension.equals(known.dimension) || (dimension.isEmpty() && known.dimension.equals("ratio"));
    }
}
