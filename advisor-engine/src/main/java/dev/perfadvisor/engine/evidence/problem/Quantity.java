package dev.perfadvisor.engine.evidence.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number with a unit, and where it stands.
 *
 * @param unit {@code s}, {@code ratio}, {@code 1/s}, {@code B} or {@code count}
 * @param thing what is counted ({@code users}), empty for other units
 * @param before the other end of "from 300 ms to 4.2 s", null when there is none
 * @param start where it begins, with its other end
 * @param end behind it
 */
record Quantity(
        double value, String unit, String thing, @Nullable Double before, int start, int end) {

    private static final String NUMBER = "\\d{1,3}(?:,\\d{3}){1,3}(?:\\.\\d{1,6})?|\\d{1,9}(?:[.,]\\d{1,6})?";

    private static final String UNIT =
            "milliseconds?|millis|msecs?|ms|seconds?|secs?|s|minutes?|mins?|hours?|hrs?|h|%|percent|per cent"
                    + "|qps|rps|tps|req/s|requests?(?: per |/)s(?:ec(?:ond)?)?|[kmg]i?b?|[kmg]iga?bytes?|megabytes?|gigabytes?"
                    + "|(?:concurrent |virtual |parallel )?(?:users?|vus|clients)";

    /**
     * {@code 4.2 s}, {@code -Xmx512m}; and {@code from 300 to 4200 ms}, {@code 300ms -> 4.2 s}, whose first number may go
     * without a unit.
     */
    private static final Pattern QUANTITY = Pattern.compile("(?:(?:from\\s{1,2})?(?<first>" + NUMBER
            + ")\\s{0,2}(?<firstunit>" + UNIT + ")?\\s{0,2}(?:to|->|=>|→)\\s{1,2}(?:over |about |almost |nearly )?)?"
            + "(?<number>" + NUMBER + ")\\s{0,2}(?<unit>" + UNIT + ")(?![a-z0-9])");

    private static final Pattern GROUPED = Pattern.compile("\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?");

    /** All of a text, which is in lower case, in order. */
    static List<Quantity> in(String text) {
        var found = new ArrayList<Quantity>();
        var matcher = QUANTITY.matcher(text);
        while (matcher.find()) {
            found.add(of(matcher));
        }
        return found;
    }

    private static Quantity of(Matcher matcher) {
        var unit = matcher.group("unit");
        var first = matcher.group("first");
        var firstUnit = matcher.group("firstunit");
        Double before = first == null ? null : number(first) * scale(firstUnit == null ? unit : firstUnit);
        boolean alike = firstUnit == null || dimension(firstUnit).equals(dimension(unit));
        return new Quantity(
                number(matcher.group("number")) * scale(unit),
                dimension(unit),
                dimension(unit).equals("count") ? "users" : "",
                alike ? before : null,
                alike ? matcher.start() : matcher.start("number"),
                matcher.end());
    }

    private static String dimension(String unit) {
        return switch (unit) {
            case "%", "percent", "per cent" -> "ratio";
            case "qps", "rps", "tps" -> "1/s";
            default -> {
                if (unit.startsWith("req")) {
                    yield "1/s";
                }
                if (unit.endsWith("users")
                        || unit.endsWith("user")
                        || unit.endsWith("vus")
                        || unit.endsWith("clients")) {
                    yield "count";
                }
                char initial = unit.charAt(0);
                boolean minutes = unit.startsWith("min") || unit.startsWith("mil") || unit.startsWith("ms");
                yield initial == 's' || initial == 'h' || minutes ? "s" : "B";
            }
        };
    }

    private static double scale(String unit) {
        return switch (dimension(unit)) {
            case "ratio" -> 0.01;
            case "s" -> seconds(unit);
            case "B" -> bytes(unit);
            default -> 1;
        };
    }

    private static double seconds(String unit) {
        if (unit.startsWith("ms") || unit.startsWith("mil")) {
            return 0.001;
        }
        return unit.startsWith("m") ? 60 : unit.startsWith("h") ? 3600 : 1;
    }

    private static double bytes(String unit) {
        return switch (unit.charAt(0)) {
            case 'k' -> 1024.0;
            case 'm' -> 1024.0 * 1024;
            default -> 1024.0 * 1024 * 1024;
        };
    }

    /** {@code 1,200} is over a thousand, {@code 1,5} is one and a half. */
    private static double number(String text) {
        return Double.parseDouble(GROUPED.matcher(text).matches() ? text.replace(",", "") : text.replace(',', '.'));
    }
}
