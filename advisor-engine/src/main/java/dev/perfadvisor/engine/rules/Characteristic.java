package dev.perfadvisor.engine.rules;

import dev.perfadvisor.engine.model.Trait;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a {@link Trait} stands in the facts.
 *
 * @param list facts of which each element is a subject; null for a trait of the whole run
 * @param as name of an element in the other paths
 * @param subject what tells the elements apart, joined by spaces
 * @param value the fact
 * @param per what it is divided by; null for nothing
 * @param unless fact that, when it is known, makes another row the better one; null for always
 * @param full length from which on the list may have left something out; 0 when it never does
 * @param absent what it means that the list does not hold a subject
 */
public record Characteristic(
        Trait trait,
        @Nullable FactPath list,
        String as,
        List<FactPath> subject,
        FactPath value,
        @Nullable FactPath per,
        @Nullable FactPath unless,
        int full,
        Absent absent) {

    /** What a subject has that a list does not hold. */
    public enum Absent {
        /** Nothing, when the list leaves nothing out; else it is not known. */
        NOTHING,
        /** Nothing, or at most what the least element has: the list is in the order of this value. */
        LEAST,
        /** It is not known: a statement that did not run has no mean time. */
        UNKNOWN
    }
}
