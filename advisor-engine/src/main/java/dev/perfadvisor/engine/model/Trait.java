package dev.perfadvisor.engine.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that is counted or measured of every run, so that builds can be told apart by it, as a row of
 * {@code differences.yaml} says.
 *
 * @param area what it belongs to: {@code statements}, {@code cpu}, {@code allocation}, {@code gc}, ...
 * @param title in words: {@code time of one execution}
 * @param unit one of {@link Fact#unit()}
 * @param least values below this are of no interest, in {@code unit}
 */
public record Trait(String id, String area, String title, String unit, double least) {

    /**
     * What one run has of a trait.
     *
     * @param values by subject (a statement, a lock, a method); the subject is empty where the trait is of the whole run
     * @param unlisted most that a subject without a value can have: 0 where all subjects are listed, else the least value
     *     that is; null when that is not known
     */
    public record Values(
            Trait trait,
            Map<String, Double> values,
            @Nullable Double unlisted) {}
}
