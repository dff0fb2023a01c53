package dev.perfadvisor.engine.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which verdict of a comparison fails a build. */
public enum RegressionBar {
    /** None does. */
    NONE,
    /** What is proven to be worse, if only in part. */
    WORSE,
    /** Whatever is not proven to be better or unchanged, what can not be compared included. */
    NOT_PROVEN;

    /** Lower-case name with hyphens, as on the command line. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<RegressionBar> of(String id) {
        return Arrays.stream(values()).filter(bar -> bar.id().equals(id)).findFirst();
    }

    /** Whether a verdict fails. */
    public boolean failedBy(ComparisonVerdict verdict) {
        return switch (verdict) {
            case ComparisonVerdict.Worse _, ComparisonVerdict.Mixed _ -> this != NONE;
            case ComparisonVerdict.NotProven _, ComparisonVerdict.NotComparable _ -> this == NOT_PROVEN;
            case ComparisonVerdict.Better _, ComparisonVerdict.NoChange _ -> false;
        };
    }
}
