package dev.perfadvisor.engine.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps what was said with a model about a case, so that it goes on after a restart, and with another model; with the case
 * it is deleted. Safe to use
 * from many threads; what {@link #add} returned from is on disk. Methods throw {@link StoreException} when the store can
 * not be used.
 */
public interface ExchangeStore {

    /** What was said about a case of {@link CaseStore}, in order; empty for a case that nobody spoke about. */
    List<Exchange> of(long caseNumber);

    /** Adds to a case; to one that was deleted meanwhile nothing is added. */
    void add(long caseNumber, Exchange exchange);

    /** A store that ends with the process. */
    static ExchangeStore inMemory() {
        Map<Long, List<Exchange>> kept = new ConcurrentHashMap<>();
        return new ExchangeStore() {
            @Override
            public List<Exchange> of(long caseNumber) {
                return kept.getOrDefault(caseNumber, List.of());
            }

            @Override
            public void add(long caseNumber, Exchange exchange) {
                kept.merge(caseNumber, List.of(exchange), (before, more) -> {
                    var all = new ArrayList<>(before);
                    all.addAll(more);
                    return List.copyOf(all);
                });
            }
        };
    }
}
