package dev.perfadvisor.engine.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps what was said with a model about a case, so that it goes on after a restart, and with another model. Safe to use
 * from many threads; what {@link #add} returned from is on disk. Methods throw {@link StoreException} when the store can
 * not be used.
 */
public interface ExchangeStore {

    /** What was said about a case, in order; empty for a case that nobody spoke about. */
    List<Exchange> of(String caseId);

    void add(String caseId, Exchange exchange);

    /** A store that ends with the process. */
    static ExchangeStore inMemory() {
        Map<String, List<Exchange>> kept = new ConcurrentHashMap<>();
        return new ExchangeStore() {
            @Override
            public List<Exchange> of(String caseId) {
                return kept.getOrDefault(caseId, List.of());
            }

            @Override
            public void add(String caseId, Exchange exchange) {
                kept.merge(caseId, List.of(exchange), (before, more) -> {
                    var all = new ArrayList<>(before);
                    all.addAll(more);
                    return List.copyOf(all);
                });
            }
        };
    }
}
