package dev.perfadvisor.http.runs;

import dev.perfadvisor.engine.store.Baseline;
import dev.perfadvisor.engine.store.Baseline.KeptRun;
import dev.perfadvisor.engine.store.BaselineStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The baselines of one owner. They are kept as {@code owner:name}; a name has no colon in it. */
record OwnedBaselines(BaselineStore store, String owner) implements BaselineStore {

    @Override
    public Baseline save(String name, String test, Map<String, String> environment, List<KeptRun> runs) {
        return own(store.save(kept(name), test, environment, runs));
    }

    @Override
    public Optional<Baseline> latest(String name) {
        return store.latest(kept(name)).map(this::own);
    }

    @Override
    public Optional<Baseline> version(String name, int version) {
        return store.version(kept(name), version).map(this::own);
    }

    @Override
    public List<Baseline.Entry> list() {
        return store.list().stream()
                .filter(entry ->
                        entry.name().startsWith(kept("")) && own(entry.name()).indexOf(':') < 0)
                .map(entry -> new Baseline.Entry(
                        own(entry.name()),
                        entry.version(),
                        entry.savedAt(),
                        entry.test(),
                        entry.environment(),
                        entry.runs()))
                .toList();
    }

    @Override
    public int delete(String name) {
        return store.delete(kept(name));
    }

    @Override
    public boolean delete(String name, int version) {
        return store.delete(kept(name), version);
    }

    /** No name has a colon, so that one with it would be that of an owner whose name begins with this one's. */
    private String kept(String name) {
        return name.indexOf(':') < 0 ? owner + ":" + name : "";
    }

    private String own(String kept) {
        return kept.substring(owner.length() + 1);
    }

    private Baseline own(Baseline kept) {
        return new Baseline(
                own(kept.name()), kept.version(), kept.savedAt(), kept.test(), kept.environment(), kept.runs());
    }
}
