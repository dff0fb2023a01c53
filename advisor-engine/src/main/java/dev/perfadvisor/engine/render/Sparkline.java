package dev.perfadvisor.engine.render;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of bars as text, one character a value. */
final class Sparkline {

    private static final String BARS = "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588";
    private static final String ASCII = ".:-=+*#@";

    private Sparkline() {}

    /** Zero is a blank, the largest value the highest bar. */
    static String of(List<Long> values, boolean unicode) {
        return draw(values.stream().map(Long::doubleValue).toList(), unicode);
    }

    /** At most so many characters, each the largest of its values; what is not known is {@code ·} or {@code _}. */
    static String of(List<@Nullable Double> values, int width, boolean unicode) {
        int columns = Math.min(width, values.size());
        var largest = new ArrayList<@Nullable Double>();
        for (int c = 0; c < columns; c++) {
            largest.add(most(values.subList(c * values.size() / columns, (c + 1) * values.size() / columns)));
        }
        return draw(largest, unicode);
    }

    private static @Nullable Double most(List<@Nullable Double> values) {
        Double most = null;
        for (var value : values) {
            most = value != null && (most == null || value > most) ? value : most;
        }
        return most;
    }

    private static String draw(List<? extends @Nullable Double> values, boolean unicode) {
        var bars = unicode ? BARS : ASCII;
        double most = 0;
        for (var value : values) {
            most = value == null ? most : Math.max(most, value);
        }
        var out = new StringBuilder();
        for (var value : values) {
            if (value == null) {
                out.append(unicode ? '\u00B7' : '_');
            } else if (value <= 0) {
                out.append(' ');
            } else {
                out.append(bars.charAt((int) Math.min(bars.length() - 1L, (long) (value / most * bars.length()))));
            }
        }
        return out.toString();
    }
}
