/** Slow query logs of MySQL, MariaDB and PostgreSQL. */
@NullMarked
package dev.perfadvisor.engine.evidence.slowquery;

import org.jspecify.annotations.NullMarked;
