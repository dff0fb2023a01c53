package dev.perfadvisor.engine.evidence.slowquery;

import java.util.List;

/** What is known of a statement when advice is written for it, and the advice. */
final class Advice {

    private Advice() {}

    /**
     * A statement by its parts.
     *
     * @param fingerprint its text with values as {@code ?}
     * @param scannedTable table that its plans scan, empty when none does or no plan is known
     * @param scanColumns columns of the condition of that scan
     * @param unusableIndex index that a plan names as possible and does not use, empty without one
     * @param parentFingerprint statement that its runs follow, empty without one
     * @param leadingWildcard whether a pattern begins with a wildcard, which no plain index serves
     * @param spills whether a sort or hash of it went to disk
     * @param spillBytes most that a sort or hash of it wrote to disk, 0 when that is not known
     * @param rows rows that one execution finds, mean; -1 when that is not known
     */
    record Case(
            String fingerprint,
            StatementShape shape,
            String dialect,
            String scannedTable,
            List<String> scanColumns,
            String unusableIndex,
            String parentFingerprint,
            boolean leadingWildcard,
            boolean spills,
            long spillBytes,
            double rows,
            KnownIndexes indexes) {

        boolean postgres() {
            return dialect.equals("postgresql");
        }

        SqlTokens tokens() {
            return SqlTokens.of(fingerprint, !postgres());
        }
    }

    static StatementAdvice of(Case statement) {
        boolean select = statement.shape().verb().equals("select");
        return new StatementAdvice(
                IndexAdvice.of(statement),
                SargableRewrite.of(statement),
                select ? KeysetRewrite.of(statement) : "",
                select ? BatchRewrite.of(statement) : "",
                select ? bounded(statement) : "",
                wildcard(statement),
                memory(statement));
    }

    private static String bounded(Case statement) {
        var shape = statement.shape();
        boolean byKey =
                shape.filters().stream().anyMatch(column -> column.name().equals("id"));
        if (shape.limited() || shape.aggregates() || shape.tables().isEmpty() || byKey) {
            return "";
        }
        boolean ordered = !statement.shape().ordering().isEmpty();
        return statement.fingerprint() + (ordered ? "" : " order by id") + " limit 100";
    }

    private static String wildcard(Case statement) {
        var shape = statement.shape();
        if (shape.patterns().isEmpty() || shape.tables().isEmpty()) {
            return "";
        }
        var column = shape.patterns().getFirst();
        var table = column.qualifier().isEmpty() ? shape.tables().getFirst().name() : shape.tableOf(column.qualifier());
        var on = Identifier.quoted(table, statement.dialect());
        var quoted = Identifier.quoted(column.name(), statement.dialect());
        return statement.postgres()
                ? "CREATE EXTENSION IF NOT EXISTS pg_trgm;\nCREATE INDEX CONCURRENTLY "
                        + Identifier.index(table, "trgm") + " ON " + on + " USING gin (" + quoted + " gin_trgm_ops);"
                : "ALTER TABLE " + on + " ADD FULLTEXT INDEX " + Identifier.index(table, "text") + " (" + quoted
                        + ");\n-- and ask: MATCH(" + quoted
                        + ") AGAINST (? IN BOOLEAN MODE); for parts of words: WITH PARSER ngram (MySQL)";
    }

    /** A sort in memory takes two to three times what it takes on disk, as PostgreSQL says of work_mem. */
    private static String memory(Case statement) {
        if (!statement.spills()) {
            return "";
        }
        long bytes = statement.spillBytes();
        long megabytes = Math.max(8, Long.highestOneBit(Math.max(1, bytes * 3 / 1_000_000)) * 2);
        String size = Long.toString(megabytes);
        String known = bytes == 0 ? "a first value, as the size on disk is not logged" : "";
        String basis = bytes == 0 ? known : "it wrote " + Math.max(1, bytes / 1_000_000) + " MB to disk";
        return statement.postgres()
                ? "SET LOCAL work_mem = '" + size + "MB';   -- in the transaction of this statement; " + basis
                : "SET SESSION tmp_table_size = " + size + " * 1024 * 1024, max_heap_table_size = " + size
                        + " * 1024 * 1024, sort_buffer_size = 8 * 1024 * 1024;   -- " + basis;
    }
}
