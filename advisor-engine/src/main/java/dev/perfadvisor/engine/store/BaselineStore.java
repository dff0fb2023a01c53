package dev.perfadvisor.engine.store;

import dev.perfadvisor.engine.store.Baseline.KeptRun;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps baselines. What {@link #save} returned is on disk: it is there after a crash. Safe to use from many threads and
 * from several processes at once. All methods throw {@link StoreException} when the store can not be used.
 */
public interface BaselineStore {

    /** Keeps runs as the next version of a name. */
    Baseline save(String name, String test, Map<String, String> environment, List<KeptRun> runs);

    /** The latest version of a name. */
    Optional<Baseline> latest(String name);

    /** One version of a name. */
    Optional<Baseline> version(String name, int version);

    /** All of them, by name and then latest version first. */
    List<Baseline.Entry> list();

    /** Deletes all versions of a name and says how many there were. */
    int delete(String name);

    /** Deletes one version of a name and says whether there was one. */
    boolean delete(String name, int version);

    /** A store that keeps nothing, where there is no place to keep anything. */
    static BaselineStore nowhere() {
        return new BaselineStore() {
            @Override
            public Baseline save(String name, String test, Map<String, String> environment, List<KeptRun> runs) {
                throw new StoreException("There is no place to keep a baseline.", null);
            }

            @Override
            public Optional<Baseline> latest(String name) {
                return Optional.empty();
            }

            @Override
            public Optional<Baseline> version(String name, int version) {
                return Optional.empty();
            }

            @Override
            public List<Baseline.Entry> list() {
                return List.of();
            }

            @Override
            public int delete(String name) {
                return 0;
            }

            @Override
            public boolean delete(String name, int version) {
                return false;
            }
        };
    }
}
