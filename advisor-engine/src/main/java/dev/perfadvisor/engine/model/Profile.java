package dev.perfadvisor.engine.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Evidence as a ranked table with its details, for those who came for the numbers rather than for the diagnosis. Texts are
 * ready to be shown; {@link Profiled} facts make one of themselves.
 *
 * @param title as a heading
 * @param summary what all of it is, in sentences
 * @param series how it went over time
 * @param header names of the columns
 * @param rows ranked, the most important first
 * @param right numbers of the columns that hold figures
 * @param details what there is to say of each of the first rows
 */
public record Profile(
        String title,
        String summary,
        List<Series> series,
        List<String> header,
        List<List<String>> rows,
        List<Integer> right,
        List<Detail> details) {

    /**
     * Amounts over time.
     *
     * @param name of what is counted, with its unit
     * @param from when the first step begins
     * @param step length of each
     * @param values one a step, 0 where there was nothing
     */
    public record Series(String name, Instant from, Duration step, List<Long> values) {}

    /**
     * One row in full.
     *
     * @param figures sentences or figures, one a line
     * @param id stable, without spaces
     * @param example to copy, such as the statement; empty when there is none
     * @param plan how it was carried out; empty when that is not known
     */
    public record Detail(String id, String title, List<String> figures, String example, String plan) {}

    /** Facts that can be shown as a profile. */
    public interface Profiled {

        /** The profile of all of them. */
        Profile profile();
    }
}
