package dev.perfadvisor.engine.model;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Figures as people write them: three significant digits and a unit that fits. */
public final class Figures {

    private static final String[] BYTE_UNITS = {"B", "kB", "MB", "GB", "TB"};

    private Figures() {}

    /**
     * A value in one of the units of {@link Fact#unit()}, in words.
     *
     * @return {@code 164 ms}, {@code 62 %}, {@code 1.4 GB}, {@code 23.4 per second}, {@code unknown} for null
     */
    public static String words(@Nullable Object value, String unit) {
        if (value == null) {
            return "unknown";
        }
        if (!(value instanceof Number number)) {
            return value.toString();
        }
        double n = number.doubleValue();
        return switch (unit) {
            case "s" -> seconds(n);
            case "ratio" -> percent(n);
            case "B" -> bytes(n);
            case "B/s" -> bytes(n) + "/s";
            case "1/s" -> plain(n) + " per second";
            case "1/min" -> plain(n) + " per minute";
            case "cores" -> plain(n) + (n == 1 ? " core" : " cores");
            default -> plain(n);
        };
    }

    /** {@code 0.35 ms}, {@code 164 ms}, {@code 2.4 s}, {@code 12 min}. */
    public static String seconds(double seconds) {
        double size = Math.abs(seconds);
        if (size < 1e-6 && size > 0) {
            return plain(seconds * 1e9) + " ns";
        }
        if (size < 1) {
            return plain(seconds * 1e3) + " ms";
        }
        if (size < 600) {
            return plain(seconds) + " s";
        }
        return size < 36_000 ? plain(seconds / 60) + " min" : plain(seconds / 3600) + " h";
    }

    /** {@code 62 %}, {@code 0.4 %}. */
    public static String percent(double ratio) {
        return plain(ratio * 100) + " %";
    }

    /** Decimal units: {@code 768 MB}. */
    public static String bytes(double bytes) {
        double size = bytes;
        int unit = 0;
        while (Math.abs(size) >= 1000 && unit < BYTE_UNITS.length - 1) {
            size /= 1000;
            unit++;
        }
        return plain(size) + " " + BYTE_UNITS[unit];
    }

    /** The weight of calls: {@code 1234 samples}, {@code 1.4 GB}, {@code 2.4 s}. */
    public static String weight(long weight, String unit) {
        return switch (unit) {
            case "bytes" -> bytes((double) weight);
            case "ns" -> seconds(weight / 1e9);
            default -> plain((double) weight) + " " + unit;
        };
    }

    /** Three significant digits; whole numbers from 100 on, with a thin group separator from 10,000 on. */
    public static String plain(double number) {
        double size = Math.abs(number);
        if (number == Math.rint(number) || size >= 100) {
            return String.format(Locale.ROOT, size >= 10_000 ? "%,.0f" : "%.0f", number);
        }
        if (size < 0.1) {
            return new BigDecimal(number)
                    .round(new MathContext(3))
                    .stripTrailingZeros()
                    .toPlainString();
        }
        var text = String.format(Locale.ROOT, size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f", number);
        return text.replaceFirst("0+$", "").replaceFirst("\\.$", "");
    }
}
