package dev.perfadvisor.engine.evidence.stored;

import dev.perfadvisor.engine.evidence.Accumulator;
import dev.perfadvisor.engine.evidence.Timeline;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Facts of files of facts; of two that hold the same root, the first stands. */
public final class StoredAccumulator implements Accumulator<StoredAccumulator, StoredFacts> {

    private final Map<String, Record> roots = new LinkedHashMap<>();

    void put(String name, Record facts) {
        roots.putIfAbsent(name, facts);
    }

    @Override
    public void merge(StoredAccumulator later) {
        later.roots.forEach(this::put);
    }

    @Override
    public StoredFacts facts() {
        return new StoredFacts(Map.copyOf(roots));
    }

    @Override
    public Timeline timeline() {
        return new Timeline();
    }

    @Override
    public @Nullable Instant from() {
        return null;
    }

    @Override
    public @Nullable Instant to() {
        return null;
    }
}
