package dev.perfadvisor.shell.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps cases over sessions. */
public interface Cabinet {

    /** One line of the list of cases. */
    record Entry(long number, Instant changedAt, String title, String state) {}

    /**
     * Keeps a case.
     *
     * @param number of the case that this is a later state of, 0 for a new one
     * @return the number under which it is kept
     */
    long keep(long number, String title, String state, String text);

    /** All, the latest first. */
    List<Entry> list();

    /** The text of a case. */
    Optional<String> text(long number);

    /** Keeps nothing: for scripts, and where no directory can be written to. */
    static Cabinet none() {
        return new Cabinet() {
            @Override
            public long keep(long number, String title, String state, String text) {
                return 0;
            }

            @Override
            public List<Entry> list() {
                return List.of();
            }

            @Override
            public Optional<String> text(long number) {
                return Optional.empty();
            }
        };
    }
}
