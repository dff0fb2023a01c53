package dev.perfadvisor.engine.store.jdbc;

import dev.perfadvisor.engine.store.ModelAccount;
import dev.perfadvisor.engine.store.ModelAccount.Taken;

/** What models have taken for the cases of the service, whichever of its instances let them speak. */
public final class ModelAccounts {

    private final SharedDatabase database;

    public ModelAccounts(SharedDatabase database) {
        this.database = database;
    }

    /**
     * The account of a case. A case that is gone takes what it is given, and has none.
     *
     * @param before what was taken before there were accounts
     */
    public ModelAccount of(String id, Taken before) {
        return new AccountRow(database::relaxed, "service_case", "id", id, before);
    }
}
