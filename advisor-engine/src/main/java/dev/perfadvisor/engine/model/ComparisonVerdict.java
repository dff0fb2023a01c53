package dev.perfadvisor.engine.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a comparison of two sets of runs comes to. Swapping the sides swaps better and worse and nothing else. */
public sealed interface ComparisonVerdict {

    /** The candidate is proven to be faster. */
    record Better() implements ComparisonVerdict {}

    /** The candidate is proven to be slower. */
    record Worse() implements ComparisonVerdict {}

    /** Some of it is proven to be faster and some to be slower. */
    record Mixed() implements ComparisonVerdict {}

    /** Any difference is proven to be smaller than {@code within}, a ratio: 0.05 is five per cent either way. */
    record NoChange(double within) implements ComparisonVerdict {}

    /**
     * The runs do not decide.
     *
     * @param indication what they point to without proving it
     * @param runsNeeded runs a side that would probably decide it; null when more than a hundred would be needed
     */
    record NotProven(Indication indication, @Nullable Integer runsNeeded) implements ComparisonVerdict {}

    /** The sides did not go through the same test, or a test is not valid. */
    record NotComparable(List<String> reasons) implements ComparisonVerdict {}

    /** A direction that is not proven. */
    enum Indication {
        NONE,
        BETTER,
        WORSE
    }

    /** As in JSON: {@code better}, {@code worse}, {@code mixed}, {@code no-change}, {@code not-proven}, {@code not-comparable}. */
    default String id() {
        return switch (this) {
            case Better() -> "better";
            case Worse() -> "worse";
            case Mixed() -> "mixed";
            case NoChange _ -> "no-change";
            case NotProven _ -> "not-proven";
            case NotComparable _ -> "not-comparable";
        };
    }

    /** A few words: {@code no change within 5 %}. */
    default String words() {
        return switch (this) {
            case Better() -> "better";
            case Worse() -> "worse";
            case Mixed() -> "better in part and worse in part";
            case NoChange(double within) -> "no change within " + Figures.percent(within);
            case NotProven(var indication, var runs) -> {
                var seen = switch (indication) {
                    case NONE -> "not proven";
                    case BETTER -> "not proven, indicates better";
                    case WORSE -> "not proven, indicates worse";
                };
                yield seen
                        + (runs == null
                                ? "; over 100 runs a side would decide"
                                : "; " + runs + " runs a side would decide");
            }
            case NotComparable _ -> "not comparable";
        };
    }
}
