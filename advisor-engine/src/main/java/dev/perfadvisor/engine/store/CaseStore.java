package dev.perfadvisor.engine.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps cases. What {@link #save} returned is on disk: it is there after a crash. Safe to use from many threads and from
 * several processes at once. All methods throw {@link StoreException} when the store can not be used.
 */
public interface CaseStore {

    /** Number of a case that is not kept yet. */
    long NEW = 0;

    /**
     * A case without its contents, for lists.
     *
     * @param title the problem in the user's words
     * @param verdict the last diagnosis in a sentence
     */
    record Entry(long number, Instant savedAt, String title, String verdict) {}

    /**
     * Keeps a case; a later state replaces the earlier one.
     *
     * @param number of the case, {@link #NEW} for one that is not kept yet
     * @param text the case as JSON in the form {@code advisor.case/1}
     * @return the number of the case
     */
    long save(long number, String title, String verdict, String text);

    /** All of them, the latest first. */
    List<Entry> list();

    /** The text of a case, empty when there is none of that number. */
    Optional<String> text(long number);

    /** Deletes a case with all that was said in it, and says whether there was one. */
    boolean delete(long number);

    /** A store that keeps nothing: for scripts, and where there is no place to keep anything. */
    static CaseStore nowhere() {
        return new CaseStore() {
            @Override
            public long save(long number, String title, String verdict, String text) {
                return NEW;
            }

            @Override
            public List<Entry> list() {
                return List.of();
            }

            @Override
            public Optional<String> text(long number) {
                return Optional.empty();
            }

            @Override
            public boolean delete(long number) {
                return false;
            }
        };
    }
}
