package dev.perfadvisor.engine.evidence.slowquery;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One row of {@code pg_stat_statements} or of {@code events_statements_summary_by_digest}: many executions of a statement,
 * added up by the server. Columns differ by version; what a row does not have is unknown.
 */
final class Digest {

    private static final double MILLISECOND = 1e6;
    private static final double PICOSECOND = 1e-3;
    private static final long BLOCK = 8192;

    private final Map<String, String> columns = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /** @param row values by the name of the column, in any case */
    Digest(Map<String, String> row) {
        columns.putAll(row);
    }

    /** Whether these are columns of such a table. */
    static boolean isHeader(Iterable<String> names) {
        var lower = new HashSet<String>();
        names.forEach(name -> lower.add(name.strip().toLowerCase(Locale.ROOT)));
        boolean postgres = lower.contains("query")
                && lower.contains("calls")
                && (lower.contains("total_exec_time") || lower.contains("total_time"));
        return postgres || (lower.contains("digest_text") && lower.contains("count_star"));
    }

    boolean isMysql() {
        return columns.containsKey("digest_text");
    }

    String text() {
        return columns.getOrDefault(isMysql() ? "digest_text" : "query", "");
    }

    String user() {
        return columns.getOrDefault("usename", columns.getOrDefault("rolname", ""));
    }

    String database() {
        return columns.getOrDefault(isMysql() ? "schema_name" : "datname", "");
    }

    /** Executions, -1 when the row does not say. */
    long count() {
        return whole(isMysql() ? "count_star" : "calls");
    }

    long totalNanos() {
        return isMysql() ? nanos("sum_timer_wait", PICOSECOND) : time("total");
    }

    long minNanos() {
        return isMysql() ? nanos("min_timer_wait", PICOSECOND) : time("min");
    }

    long maxNanos() {
        return isMysql() ? nanos("max_timer_wait", PICOSECOND) : time("max");
    }

    long lockNanos() {
        return nanos("sum_lock_time", PICOSECOND);
    }

    /** Rows returned, or changed where it writes; PostgreSQL counts both in one column. */
    long rows(boolean write) {
        return isMysql() ? whole(write ? "sum_rows_affected" : "sum_rows_sent") : whole("rows");
    }

    long rowsExamined() {
        return whole("sum_rows_examined");
    }

    long fullScans() {
        return whole("sum_select_scan");
    }

    long fullJoins() {
        return whole("sum_select_full_join");
    }

    long sortPasses() {
        return whole("sum_sort_merge_passes");
    }

    /** Executions that wrote temporary data to disk, -1 when that is not known. */
    long temporaryOnDisk() {
        if (isMysql()) {
            return whole("sum_created_tmp_disk_tables");
        }
        long blocks = whole("temp_blks_written");
        // All are counted when each wrote a block on average; which of them did is not kept.
        return blocks < 0 ? -1 : blocks >= Math.max(1, count()) ? count() : 0;
    }

    /** Bytes written to temporary files for each execution, 0 when none are known. */
    long temporaryBytes() {
        return Math.max(0, whole("temp_blks_written")) * BLOCK / Math.max(1, count());
    }

    private long time(String name) {
        long own = nanos(name + "_exec_time", MILLISECOND);
        return own >= 0 ? own : nanos(name + "_time", MILLISECOND);
    }

    private long nanos(String column, double unit) {
        Double value = number(column);
        return value == null || value < 0 ? -1 : Math.round(value * unit);
    }

    private long whole(String column) {
        Double value = number(column);
        return value == null || value < 0 ? -1 : Math.round(value);
    }

    private @Nullable Double number(String column) {
        String text = columns.get(column);
        try {
            return text == null || text.isBlank() ? null : (Double) Double.parseDouble(text);
        } catch (NumberFormatException _) {
            return null;
        }
    }
}
