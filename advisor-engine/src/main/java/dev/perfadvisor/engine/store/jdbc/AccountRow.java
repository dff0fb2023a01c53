package dev.perfadvisor.engine.store.jdbc;

import dev.perfadvisor.engine.store.ModelAccount;

/**
 * An account in the row of its case. A case that is gone takes what it is given, and has none.
 *
 * @param table with the columns {@code model_input} and {@code model_output}
 * @param key name of the column of the key
 * @param before what was taken before there were accounts
 */
record AccountRow(Transactions database, String table, String key, Object id, Taken before) implements ModelAccount {

    @Override
    public Taken taken() {
        return database.inTransaction(connection -> Sql.first(
                        connection,
                        "select coalesce(model_input, ?), coalesce(model_output, ?) from " + table + " where " + key
                                + " = ?",
                        row -> new Taken(row.getLong(1), row.getLong(2)),
                        before.input(),
                        before.output(),
                        id)
                .orElse(before));
    }

    @Override
    public boolean take(Taken seen, Taken more) {
        var next = seen.plus(more);
        return database.inTransaction(connection -> Sql.update(
                                connection,
                                "update " + table + " set model_input = ?, model_output = ? where " + key + " = ?"
                                        + " and coalesce(model_input, ?) = ? and coalesce(model_output, ?) = ?",
                                next.input(),
                                next.output(),
                                id,
                                before.input(),
                                seen.input(),
                                before.output(),
                                seen.output())
                        > 0
                || Sql.number(connection, "select count(*) from " + table + " where " + key + " = ?", id) == 0);
    }
}
