package dev.perfadvisor.engine.evidence.slowquery;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads plans of MySQL and MariaDB: {@code EXPLAIN FORMAT=JSON} in both forms, {@code ANALYZE FORMAT=JSON}, and the tree of
 * {@code EXPLAIN ANALYZE}.
 *
 * <pre>{@code
 * -> Filter: (orders.customer_id = 5)  (cost=40300 rows=39900) (actual time=0.1..200 rows=12 loops=1)
 *     -> Table scan on orders  (cost=40300 rows=398961) (actual time=0.1..180 rows=400000 loops=1)
 * }</pre>
 */
final class MysqlPlan {

    private static final int DEEPEST = 200;
    private static final String TABLE_SCAN = "Table scan on ";
    private static final String FILTER = "Filter: ";

    private final PlanReading plan = new PlanReading();

    /** A step of the tree that others are inside of. */
    private record Step(int indent, String name, double rows, long loops) {}

    private MysqlPlan() {}

    static @Nullable PlanReading json(JsonNode root, String text) {
        if (root.path("query_plan").isObject()) {
            return steps(root, text);
        }
        if (!root.path("query_block").isObject()) {
            return null;
        }
        var reader = new MysqlPlan();
        reader.plan.text = text;
        double milliseconds = root.path("query_block").path("r_total_time_ms").asDouble(-1);
        reader.plan.nanos = milliseconds < 0 ? -1 : Math.round(milliseconds * 1e6);
        reader.node(root.path("query_block"), 0);
        return reader.plan;
    }

    /** The newer form, default since MySQL 9: steps with the steps below them as inputs, like the tree. */
    private static PlanReading steps(JsonNode root, String text) {
        var reader = new MysqlPlan();
        reader.plan.text = text;
        JsonNode top = root.path("query_plan");
        if (top.has("actual_rows")) {
            reader.plan.returned = Math.round(rows(top));
            reader.plan.nanos = Math.round(top.path("actual_last_row_ms").asDouble(0) * 1e6);
        }
        reader.step(top, top, 0);
        return reader.plan;
    }

    /** {@code {"operation": "Table scan on orders", "table_name": "orders", "actual_rows": 60000.0, "actual_loops": 1}}. */
    private void step(JsonNode step, JsonNode outer, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        boolean actual = step.has("actual_rows");
        plan.analyzed |= actual;
        if (actual && step.has("estimated_rows")) {
            plan.estimate(
                    step.path("estimated_rows").asDouble(),
                    step.path("actual_rows").asDouble());
        }
        boolean scan = step.path("operation").asString("").startsWith(TABLE_SCAN);
        if (scan && outer.path("access_type").asString("").equals("filter")) {
            String condition = outer.path("condition").asString("");
            scan(step.path("table_name").asString(""), condition, Math.max(0, rows(outer)), rows(step));
        }
        step.path("inputs").forEach(input -> step(input, step, depth + 1));
    }

    /** Rows of all loops as they were, else as they were expected; -1 when neither is known. */
    private static double rows(JsonNode step) {
        double loops = step.path("actual_loops").asDouble(1);
        return step.has("actual_rows")
                ? step.path("actual_rows").asDouble() * loops
                : step.path("estimated_rows").asDouble(-1);
    }

    private void node(JsonNode json, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        if (json.path("table_name").isString()) {
            table(json);
        }
        json.forEach(child -> node(child, depth + 1));
    }

    private void table(JsonNode table) {
        double estimated = first(table, "rows_examined_per_scan", "rows");
        double actual = table.path("r_rows").asDouble(-1);
        plan.analyzed |= actual >= 0;
        if (actual >= 0 && estimated >= 0) {
            plan.estimate(estimated, actual);
        }
        String access = table.path("access_type").asString("");
        String condition = table.path("attached_condition").asString("");
        double read = actual >= 0 ? actual : estimated;
        double passed = first(table, "r_filtered", "filtered");
        if (!access.equalsIgnoreCase("ALL") || condition.isEmpty() || read < 0 || passed < 0) {
            return;
        }
        long kept = Math.round(read * passed / 100);
        long removed = Math.max(0, Math.round(read) - kept);
        plan.removed += removed;
        plan.scan(new PlanReading.Scan(
                table.path("table_name").asString(""), condition, () -> PlanFilter.columns(condition), kept, removed));
        JsonNode possible = table.path("possible_keys");
        if (!table.has("key") && possible.size() > 0 && removed > kept) {
            plan.unusableIndex = possible.get(0).asString("");
        }
    }

    private static double first(JsonNode json, String... names) {
        for (String name : names) {
            if (json.has(name)) {
                return json.path(name).asDouble(-1);
            }
        }
        return -1;
    }

    static PlanReading tree(String text) {
        var reader = new MysqlPlan();
        reader.plan.text = text;
        Deque<Step> around = new ArrayDeque<>();
        for (String line : text.lines().toList()) {
            int arrow = line.indexOf("-> ");
            if (arrow >= 0) {
                reader.step(line, arrow, around);
            }
        }
        return reader.plan;
    }

    private void step(String line, int indent, Deque<Step> around) {
        while (!around.isEmpty() && around.getLast().indent() >= indent) {
            around.removeLast();
        }
        int cost = line.indexOf("  (", indent);
        String name = line.substring(indent + 3, cost < 0 ? line.length() : cost);
        int actual = line.indexOf("(actual time=", indent);
        double rows = actual < 0 ? -1 : PostgresTextPlan.number(line, "rows=", actual);
        long loops = actual < 0 ? 0 : (long) PostgresTextPlan.number(line, "loops=", actual);
        plan.analyzed |= actual >= 0;
        if (actual >= 0 && cost >= 0 && cost < actual) {
            plan.estimate(PostgresTextPlan.number(line, "rows=", cost), rows);
        }
        if (around.isEmpty() && rows >= 0 && plan.returned < 0) {
            plan.returned = Math.round(rows * loops);
            plan.nanos = Math.round(PostgresTextPlan.number(line, "..", actual) * 1e6);
        }
        Step outer = around.peekLast();
        if (name.startsWith(TABLE_SCAN) && outer != null && outer.name().startsWith(FILTER)) {
            String condition = outer.name().substring(FILTER.length());
            scan(name.substring(TABLE_SCAN.length()), condition, outer.rows() * outer.loops(), rows * loops);
        }
        around.addLast(new Step(indent, name, rows, loops));
    }

    private void scan(String table, String condition, double passed, double read) {
        long kept = Math.round(Math.max(0, passed));
        long removed = Math.max(0, Math.round(read) - kept);
        plan.removed += removed;
        List<String> columns = PlanFilter.columns(condition);
        plan.scan(new PlanReading.Scan(table, condition, () -> columns, kept, removed));
    }
}
