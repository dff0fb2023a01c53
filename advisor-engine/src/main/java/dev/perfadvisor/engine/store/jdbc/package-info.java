/**
 * The stores in a relational database: {@link dev.perfadvisor.engine.store.jdbc.Database} opens the file, brings its
 * tables up to date (the migrations are under {@code db/migration}) and runs transactions; each {@code Jdbc...Store} is
 * one interface of {@code store} in SQL.
 */
@NullMarked
package dev.perfadvisor.engine.store.jdbc;

import org.jspecify.annotations.NullMarked;
