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
        return new ModelAccount() {
            @Override
            public Taken taken() {
                return database.relaxed(connection -> Sql.first(
                                connection,
                                "select coalesce(model_input, ?), coalesce(model_output, ?) from service_case where id = ?",
                                row -> new Taken(row.getLong(1), row.getLong(2)),
                                before.input(),
                                before.output(),
                                id)
                        .orElse(before));
            }

            @Override
            public boolean take(Taken seen, Taken more) {
                var next = seen.plus(more);
                return database.relaxed(connection -> Sql.update(
                                        connection,
                                        "update service_case set model_input = ?, model_output = ? where id = ?"
                                                + " and coalesce(model_input, ?) = ? and coalesce(model_output, ?) = ?",
                                        next.input(),
                                        next.output(),
                                        id,
                                        before.input(),
                                        seen.input(),
                                        before.output(),
                                        seen.output())
                                > 0
                        || Sql.number(connection, "select count(*) from service_case where id = ?", id) == 0);
            }
        };
    }
}
