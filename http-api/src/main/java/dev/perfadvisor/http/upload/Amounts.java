package dev.perfadvisor.http.upload;

import java.util.Locale;

/** Amounts of bytes for people. */
final class Amounts {

    private static final String[] UNITS = {"bytes", "KB", "MB", "GB", "TB"};

    private Amounts() {}

    /** In units of 1024. */
    static String bytes(long bytes) {
        double amount = bytes;
        int unit = 0;
        while (amount >= 1024 && unit < UNITS.length - 1) {
            amount /= 1024;
            unit++;
        }
        return unit == 0 || amount == Math.rint(amount)
                ? "%.0f %s".formatted(amount, UNITS[unit])
                : String.format(Locale.ROOT, "%.1f %s", amount, UNITS[unit]);
    }
}
