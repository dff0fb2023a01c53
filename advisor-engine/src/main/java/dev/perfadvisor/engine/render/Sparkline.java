package dev.perfadvisor.engine.render;

import java.util.List;

/** A row of bars as text, one character a value. */
final class Sparkline {

    private static final String BARS = "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588";
    private static final String ASCII = ".:-=+*#@";

    private Sparkline() {}

    /** Zero is a blank, the largest value the highest bar. */
    static String of(List<Long> values, boolean unicode) {
        var bars = unicode ? BARS : ASCII;
        long most = values.stream().mapToLong(Long::longValue).max().orElse(0);
        var out = new StringBuilder();
        for (long value : values) {
            int height = value <= 0
                    ? -1
                    : (int) Math.min(bars.length() - 1L, (long) ((double) value / most * bars.length()));
            out.append(height < 0 ? ' ' : bars.charAt(height));
        }
        return out.toString();
    }
}
