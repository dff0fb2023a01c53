package dev.perfadvisor.engine.store;

import dev.perfadvisor.engine.store.ModelAccount.Taken;
import java.util.List;

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

    /**
     * What models have taken for a case, whichever process let them.
     *
     * @param before what was taken before there was an account
     */
    ModelAccount account(long caseNumber, Taken before);

    /** A store that keeps nothing: where {@link CaseStore#nowhere no case} is kept. */
    static ExchangeStore nowhere() {
        return new ExchangeStore() {
            @Override
            public List<Exchange> of(long caseNumber) {
                return List.of();
            }

            @Override
            public void add(long caseNumber, Exchange exchange) {}

            @Override
            public ModelAccount account(long caseNumber, Taken before) {
                return ModelAccount.after(before);
            }
        };
    }
}
