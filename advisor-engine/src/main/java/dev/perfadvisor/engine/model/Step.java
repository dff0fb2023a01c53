package dev.perfadvisor.engine.model;

import java.util.Locale;

/**
 * One thing to do.
 *
 * @param detail why and how
 * @param command what to type; empty when there is nothing to type
 * @param snippet code, statement or flag; empty when there is none
 */
public record Step(String title, Status status, String detail, String command, String snippet) {

    /** Judged from the evidence at hand. */
    public enum Status {
        DONE,
        OPEN,
        NOT_NEEDED;

        /** Lower-case name with hyphens, as in JSON. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
