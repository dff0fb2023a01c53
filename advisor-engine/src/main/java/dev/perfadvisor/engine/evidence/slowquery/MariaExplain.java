package dev.perfadvisor.engine.evidence.slowquery;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the plan that MariaDB writes into the header of an entry, tab-separated under a line of names.
 *
 * <pre>{@code
 * # explain: id  select_type  table   type  possible_keys  key   key_len  ref   rows    r_rows     filtered  r_filtered  Extra
 * # explain: 1   SIMPLE       orders  ALL   NULL           NULL  NULL     NULL  398961  400000.00  100.00    0.00        Using where
 * }</pre>
 */
final class MariaExplain {

    private static final int MOST_LINES = 64;

    private final List<String> lines = new ArrayList<>();
    private List<String> names = List.of();

    void clear() {
        lines.clear();
    }

    boolean isEmpty() {
        return lines.size() < 2;
    }

    void line(byte[] text, int from, int to) {
        if (lines.size() < MOST_LINES) {
            lines.add(new String(text, from, Math.min(to - from, 4_000), StandardCharsets.UTF_8));
        }
    }

    PlanReading read(StatementShape shape, Execution entry) {
        var plan = new PlanReading();
        plan.text = String.join("\n", lines);
        plan.analyzed = true;
        plan.spilled = entry.tempOnDisk;
        names = List.of(lines.getFirst().split("\t", -1));
        lines.stream().skip(1).forEach(line -> row(line, shape, plan));
        return plan;
    }

    private void row(String line, StatementShape shape, PlanReading plan) {
        var cells = List.of(line.split("\t", -1));
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < Math.min(names.size(), cells.size()); i++) {
            row.put(names.get(i), cells.get(i));
        }
        Double estimated = number(row.get("rows"));
        Double actual = number(row.get("r_rows"));
        if (estimated != null && actual != null && !shape.limited()) {
            plan.estimate(estimated, actual);
        }
        String type = row.getOrDefault("type", "");
        boolean filtered = row.getOrDefault("Extra", "").contains("Using where");
        boolean scan = type.equals("ALL") || type.equals("index");
        String alias = row.getOrDefault("table", "NULL");
        if (scan && filtered && !row.getOrDefault("select_type", "").equals("INSERT") && !alias.equals("NULL")) {
            scan(row, alias, shape, plan);
        }
    }

    private static void scan(Map<String, String> row, String alias, StatementShape shape, PlanReading plan) {
        Double read = number(row.getOrDefault("r_rows", row.get("rows")));
        Double passed = number(row.getOrDefault("r_filtered", row.get("filtered")));
        if (read == null || passed == null) {
            return;
        }
        long kept = Math.round(read * passed / 100);
        long removed = Math.round(read) - kept;
        plan.removed += removed;
        plan.scan(new PlanReading.Scan(shape.tableOf(alias), null, shape.conditionColumns(alias), kept, removed));
        String possible = row.getOrDefault("possible_keys", "NULL");
        boolean unused = row.getOrDefault("key", "NULL").equals("NULL") && !possible.equals("NULL");
        if (unused && removed > kept) {
            plan.unusableIndex = possible;
        }
    }

    private static @Nullable Double number(@Nullable String cell) {
        if (cell == null || cell.isEmpty() || cell.equals("NULL") || cell.length() > 20) {
            return null;
        }
        try {
            return Double.valueOf(cell);
        } catch (NumberFormatException _) {
            return null;
        }
    }
}
