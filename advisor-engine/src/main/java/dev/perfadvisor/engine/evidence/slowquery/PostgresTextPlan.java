package dev.perfadvisor.engine.evidence.slowquery;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Reads a plan that auto_explain wrote as text.
 *
 * <pre>{@code
 * Query Text: SELECT id FROM customers WHERE LOWER(email) = 'a@b.c'
 * Seq Scan on customers  (cost=0.00..3016.00 rows=250 width=8) (actual time=0.1..9.9 rows=1 loops=1)
 *   Filter: (lower(email) = 'a@b.c'::text)
 *   Rows Removed by Filter: 49999
 * }</pre>
 */
final class PostgresTextPlan {

    private static final String QUERY_TEXT = "Query Text: ";
    private static final String QUERY_PARAMETERS = "Query Parameters: ";

    private final PlanReading plan = new PlanReading();
    /** Indentations of the nodes around, and whether one of them stops what is below it early. */
    private final Deque<Level> levels = new ArrayDeque<>();

    private PlanNode node = new PlanNode("");

    private record Level(int indent, boolean limited) {}

    private PostgresTextPlan() {}

    /** Reads the plan, and the statement into {@code sql}; null when it has no node. */
    static @Nullable PlanReading read(byte[] bytes, int from, int to, ByteText sql) {
        var text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        var reader = new PostgresTextPlan();
        reader.plan.text = text;
        boolean nodes = false;
        boolean query = false;
        var statement = new StringBuilder();
        for (String line : text.lines().toList()) {
            int cost = line.indexOf("  (cost=");
            if (cost >= 0) {
                nodes = true;
                reader.node(line, cost);
            } else if (nodes) {
                reader.attribute(line.strip());
            } else if (line.startsWith(QUERY_TEXT)) {
                query = true;
                statement.append(line.substring(QUERY_TEXT.length()));
            } else if (line.startsWith(QUERY_PARAMETERS)) {
                query = false;
            } else if (query) {
                statement.append('\n').append(line);
            }
        }
        reader.node.addTo(reader.plan);
        byte[] own = statement.toString().getBytes(StandardCharsets.UTF_8);
        sql.append(own, 0, own.length);
        return nodes ? reader.plan : null;
    }

    private void node(String line, int cost) {
        node.addTo(plan);
        int indent = indent(line);
        while (!levels.isEmpty() && levels.getLast().indent() >= indent) {
            levels.removeLast();
        }
        boolean limited = !levels.isEmpty() && levels.getLast().limited();
        var name =
                line.substring(Math.min(indent, cost), cost).replace("->", "").strip();
        node = new PlanNode(name);
        node.stoppedEarly = limited;
        int using = name.indexOf(" using ");
        node.index = using < 0 ? "" : name.substring(using + " using ".length()).split(" ", 2)[0];
        node.estimated = number(line, "rows=", cost);
        int actual = line.indexOf("(actual", cost);
        if (actual >= 0) {
            plan.analyzed = true;
            node.actual = number(line, "rows=", actual);
            node.loops = (long) number(line, "loops=", actual);
        }
        levels.addLast(new Level(indent, PlanNode.stopsBelow(name, limited)));
    }

    private void attribute(String line) {
        if (line.startsWith("Index Cond: ")) {
            node.indexCondition = line.substring("Index Cond: ".length());
        } else if (line.startsWith("Filter: ")) {
            node.filter = line.substring("Filter: ".length());
        } else if (line.startsWith("Rows Removed by Filter: ")) {
            node.removed = number(line, "Rows Removed by Filter: ", 0);
        } else {
            boolean sort = line.contains("Sort Method: external") || (line.contains("Disk: ") && line.contains("Sort"));
            boolean hash = line.startsWith("Buckets: ") && number(line, "Batches: ", 0) > 1;
            boolean written = line.startsWith("Buffers: ")
                    && line.indexOf("written=", Math.max(0, line.indexOf("temp "))) >= 0
                    && line.contains("temp ");
            long disk = (long)
                    (sort || line.contains("Disk Usage: ")
                            ? Math.max(number(line, "Disk: ", 0), number(line, "Disk Usage: ", 0)) * 1024
                            : 0);
            long hashed = (long) (hash ? number(line, "Batches: ", 0) * number(line, "Memory Usage: ", 0) * 1024 : 0);
            node.spillBytes = Math.max(node.spillBytes, Math.max(disk, hashed));
            node.spilled |= sort || hash || written || line.contains("Disk Usage: ");
        }
    }

    private static int indent(String line) {
        int i = 0;
        while (i < line.length() && line.charAt(i) == ' ') {
            i++;
        }
        return i;
    }

    /** The number after {@code name}, 0 when there is none. */
    static double number(String line, String name, int from) {
        int at = line.indexOf(name, from);
        if (at < 0) {
            return 0;
        }
        int start = at + name.length();
        int end = start;
        while (end < line.length() && (Ascii.isDigit(line.charAt(end)) || line.charAt(end) == '.')) {
            end++;
        }
        try {
            return end == start || end - start > 18 ? 0 : Double.parseDouble(line.substring(start, end));
        } catch (NumberFormatException _) {
            return 0;
        }
    }
}
