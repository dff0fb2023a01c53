package dev.perfadvisor.engine.store.jdbc;

import dev.perfadvisor.engine.store.StoreException;

/** Where statements are run: the file of one user, or a database that many share. */
public interface Transactions {

    /**
     * Runs work in one transaction: committed and on disk when it returns, rolled back when it throws.
     *
     * @throws StoreException when the database fails
     */
    <T> T inTransaction(Database.Work<T> work);
}
