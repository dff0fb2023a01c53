package dev.perfadvisor.engine.evidence.slowquery;

/**
 * SQL made for one statement, to be read and run by people: its own tables and columns, values as {@code ?}. Each is
 * empty where the statement gives no reason for it, or does not say enough to write it.
 *
 * @param index indexes for its conditions and order, with the command that proves that they are used
 * @param sargable the statement with the bare column compared, or an index on the expression
 * @param keyset the statement without OFFSET, going on after the last row of the page before
 * @param batch one statement for all rows in place of one for each
 * @param bounded the statement with a limit
 * @param wildcard an index that serves patterns with a leading wildcard
 * @param memory the setting that keeps its sort or hash in memory, with a value
 */
public record StatementAdvice(
        String index, String sargable, String keyset, String batch, String bounded, String wildcard, String memory) {}
